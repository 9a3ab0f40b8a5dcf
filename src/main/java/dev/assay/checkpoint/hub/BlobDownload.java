package dev.assay.checkpoint.hub;

import dev.assay.checkpoint.hub.HubFailure.Kind;
import dev.assay.checkpoint.hub.HubProgress.Transfer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings one blob into the cache: resumes what is there, tries again where the connection breaks,
 * and gives the content its final name only after checking length and hash.
 */
final class BlobDownload {
  /** A connection that carries at least this much between two breaks is worth keeping up with. */
  private static final long PROGRESS = 1_000_000;

  private final HubSettings settings;
  private final HubHttp http;
  private final Patience patience;
  private final HubProgress progress;
  private final Disk disk;

  BlobDownload(
      HubSettings settings, HubHttp http, Patience patience, HubProgress progress, Disk disk) {
    this.settings = settings;
    this.http = http;
    this.patience = patience;
    this.progress = progress;
    this.disk = disk;
  }

  /**
   * Downloads to {@code <etag>} in the folder of blobs, through {@code <etag>.incomplete}.
   *
   * @throws HubFailure when the hub, the network or the content is at fault; what was received is
   *     kept if it can be resumed
   */
  void fetch(RemoteFile file, Path blobs) throws HubFailure, IOException {
    Partial partial = new Partial(file, blobs);
    if (file.size().orElse(0) > file.most()) {
      throw Failures.tooLarge(file);
    }
    partial.dropIfLink();
    partial.dropIfLongerThan(file.size());
    long from = partial.size();
    try (Transfer transfer = progress.begin(file.name(), file.size(), from)) {
      boolean whole = complete(file, partial, transfer);
      Optional<String> mismatch = ContentHash.mismatch(partial.path(), file.etag());
      if (mismatch.isPresent() && !whole) {
        // The pieces do not fit, be it an old partial file or a server that resumed wrongly.
        partial.drop();
        complete(file, partial, transfer);
        mismatch = ContentHash.mismatch(partial.path(), file.etag());
      }
      if (mismatch.isPresent()) {
        partial.drop();
        throw Failures.wrongContent(file, mismatch.get());
      }
      Files.move(partial.path(), blobs.resolve(file.etag()), StandardCopyOption.ATOMIC_MOVE);
      transfer.finished();
    }
  }

  /** Receives until the length is right; whether it came in one piece. */
  private boolean complete(RemoteFile file, Partial partial, Transfer transfer)
      throws HubFailure, IOException {
    boolean whole = partial.size() == 0;
    for (int attempt = 1; ; attempt++) {
      long before = partial.size();
      try {
        piece(file, partial, transfer);
        return whole;
      } catch (Partial.Cut e) {
        whole = false;
        attempt = partial.size() - before >= PROGRESS ? 1 : attempt;
        if (attempt > Patience.RETRIES) {
          throw Failures.cut(file, partial.size(), attempt, e);
        }
      } catch (HubFailure e) {
        if (e.kind() != Kind.CONNECTION || attempt > Patience.RETRIES) {
          throw e;
        }
      }
      patience.rest(Patience.backoff(attempt - 1));
    }
  }

  private void piece(RemoteFile file, Partial partial, Transfer transfer)
      throws HubFailure, IOException {
    long have = partial.size();
    if (have > 0 && file.size().equals(OptionalLong.of(have))) {
      return;
    }
    if (file.size().isPresent()) {
      disk.require(file, file.size().getAsLong() - have, partial.folder());
    }
    Map<String, String> range = have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.of();
    try (Reply reply = http.get(file.uri(), range)) {
      switch (reply.status()) {
        case 200 -> {
          if (have > 0) {
            partial.drop();
          }
          OptionalLong length = reply.length("Content-Length");
          partial.append(reply, 0, expected(file, reply.uri(), length, partial), transfer, disk);
        }
        case 206 -> {
          ContentRange sent = ContentRange.of(reply);
          if (sent.from() != have) {
            partial.drop();
            throw new Partial.Cut("the server resumed at another place than it was asked to");
          }
          partial.append(
              reply, have, expected(file, reply.uri(), sent.total(), partial), transfer, disk);
        }
        case 416 -> {
          partial.drop();
          throw new Partial.Cut("the server has no more than was received already");
        }
        default -> throw new Refusals(settings, file.reference()).of(reply, file.name());
      }
    }
  }

  /** The length the file must have; an answer that contradicts the announcement is not begun. */
  private static OptionalLong expected(
      RemoteFile file, URI source, OptionalLong length, Partial partial)
      throws HubFailure, IOException {
    if (file.size().isEmpty()) {
      return length;
    }
    long announced = file.size().getAsLong();
    if (length.isPresent() && length.getAsLong() != announced) {
      partial.drop();
      throw Failures.wrongLength(file, source, announced, length.getAsLong());
    }
    return file.size();
  }
}
