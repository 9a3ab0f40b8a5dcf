package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings the files of one commit into the cache.
 *
 * @param api asks about files
 * @param download fetches their content
 * @param cache where they go
 * @param progress is told about waits
 */
record SnapshotDownload(
    HubApi api, BlobDownload download, RepositoryCache cache, HubProgress progress) {

  /**
   * Brings what meets the needs, and returns the folder it is in.
   *
   * @param check gets that folder when all but the weights is there, if weights are needed and not
   *     there yet; what it throws leaves them where they are
   */
  Path bring(HubReference reference, Set<Need> needs, ModelListing listing, Consumer<Path> check) {
    NavigableSet<String> listed = listing.files();
    FileChoice.unmet(needs, listed::contains)
        .ifPresent(
            need -> {
              throw lacking(reference, need, listed);
            });
    String commit = listing.commit();
    CachedSnapshot snapshot = cache.snapshot(commit);
    try {
      for (String file : FileChoice.small(needs).filter(listed::contains).toList()) {
        bring(reference, commit, file);
      }
      if (needs.contains(Need.WEIGHTS)) {
        List<String> weights = FileChoice.weights(listed, snapshot::has);
        if (!weights.stream().allMatch(snapshot::has)) {
          check.accept(snapshot.folder());
        }
        bringWeights(reference, commit, weights);
      }
    } catch (HubFailure e) {
      throw new AssayException(e.sentence(), e);
    } catch (IOException e) {
      throw Disk.unusable(cache.root(), e);
    }
    record(reference, needs, listing);
    return snapshot.folder();
  }

  private void bringWeights(HubReference reference, String commit, List<String> weights)
      throws HubFailure, IOException {
    for (String file : weights) {
      bring(reference, commit, file);
    }
    for (String index : weights.stream().filter(FileChoice::isShardIndex).toList()) {
      for (String shard : ShardIndex.read(cache.file(commit, index))) {
        bring(reference, commit, shard);
      }
    }
  }

  private void bring(HubReference reference, String commit, String name)
      throws HubFailure, IOException {
    Path file = cache.file(commit, name);
    if (Files.exists(file)) {
      return;
    }
    RemoteFile remote = api.describe(reference, commit, name);
    cache.prepare(remote.etag());
    Runnable waiting =
        () -> progress.note("Waiting for another download of %s.".formatted(remote.shown()));
    BlobLock.holding(
        cache.lock(remote.etag()),
        waiting,
        () -> {
          // Whoever had the lock may have brought the file.
          if (!Files.exists(file)) {
            boolean fresh = !Files.exists(cache.blobs().resolve(remote.etag()));
            if (fresh) {
              download.fetch(remote, cache.blobs());
            }
            cache.place(remote.etag(), file, fresh);
          }
        });
  }

  /**
   * Remembers the answer, after the files are there: a reader must never be sent to a commit that
   * is not complete. In a cache that is read-only the files can still be used.
   */
  private void record(HubReference reference, Set<Need> needs, ModelListing listing) {
    List<String> absent =
        FileChoice.small(needs).filter(name -> !listing.files().contains(name)).toList();
    try {
      cache.writeAbsent(listing.commit(), absent);
      if (reference.commit().isEmpty()) {
        cache.writeRef(reference, listing.commit());
      }
    } catch (IOException e) {
      progress.note(
          "The hub cache %s cannot be written, so the next run will ask the hub again."
              .formatted(cache.root()));
    }
  }

  private static AssayException lacking(
      HubReference reference, Need need, NavigableSet<String> listed) {
    String found =
        listed.isEmpty()
            ? "no files at all"
            : listed.stream().limit(12).map(Quoted::plain).collect(Collectors.joining(", "))
                + (listed.size() > 12 ? ", ..." : "");
    return new AssayException(
        "%s has no %s; it has %s: use another model or revision, or convert it."
            .formatted(reference, Hub.described(need), found));
  }
}
