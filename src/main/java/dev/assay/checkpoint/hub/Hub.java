package dev.assay.checkpoint.hub;

import dev.assay.checkpoint.hub.HubFailure.Kind;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The client of the hub: makes sure that a model's files are in the cache and says where.
 *
 * <p>A commit hash whose files are cached needs no network. A branch or tag is looked up with one
 * request, and if the hub cannot be asked the cached files are used with a note.
 */
public final class Hub {
  private final HubSettings settings;
  private final HubProgress progress;
  private final RepositoryCache.Linker linker;
  private final HubApi api;
  private final BlobDownload download;

  Hub(
      HubSettings settings,
      HubProgress progress,
      HubHttp http,
      Patience patience,
      Disk disk,
      RepositoryCache.Linker linker) {
    this.settings = settings;
    this.progress = progress;
    this.linker = linker;
    this.api = new HubApi(settings, http);
    this.download = new BlobDownload(settings, http, patience, progress, disk);
  }

  /** A client with these settings that reports to {@code progress}. */
  public static Hub of(HubSettings settings, HubProgress progress) {
    Patience patience = Patience.real();
    HubHttp http = new HubHttp(settings, patience, progress, Timeouts.real());
    return new Hub(settings, progress, http, patience, Disk.real(), Files::createSymbolicLink);
  }

  /**
   * Makes sure that the files that meet the needs are in the cache.
   *
   * @return the folder in which they have the names they have in the repository
   * @throws AssayException when that is impossible; the cache stays usable, and what was received
   *     is resumed next time
   */
  public Path snapshot(HubReference reference, Set<Need> needs) {
    return snapshot(reference, needs, folder -> {});
  }

  /**
   * Makes sure that the files that meet the needs are in the cache, and downloads no weights of a
   * model that cannot be used.
   *
   * @param check reads configuration and tokenizer in the folder it is given; what it throws is
   *     thrown before weights are downloaded
   * @see #snapshot(HubReference, Set)
   */
  public Path snapshot(HubReference reference, Set<Need> needs, Consumer<Path> check) {
    RepositoryCache cache = new RepositoryCache(settings.cache(), reference.repository(), linker);
    Optional<CachedSnapshot> cached = cache.commitOf(reference).map(cache::snapshot);
    if (settings.offline()) {
      return offline(reference, needs, cached);
    }
    if (reference.commit().isPresent() && cached.filter(it -> it.settles(needs)).isPresent()) {
      return cached.get().folder();
    }
    ModelListing listing;
    try {
      listing = api.list(reference);
    } catch (HubFailure e) {
      return instead(reference, needs, cached, e);
    }
    return new SnapshotDownload(api, download, cache, progress)
        .bring(reference, needs, listing, check);
  }

  /**
   * The same, and makes sure that the files still have the content they were downloaded with, where
   * the cache knows its hash. That reads all of them.
   *
   * @throws AssayException also if one of them is damaged
   */
  public Path verifiedSnapshot(HubReference reference, Set<Need> needs, Consumer<Path> check) {
    Path folder = snapshot(reference, needs, check);
    try {
      Optional<Path> damaged = new CachedSnapshot(folder, file -> false).damaged(needs);
      if (damaged.isPresent()) {
        throw new AssayException(
            "%s, of %s, is damaged: its content no longer has the hash that is its name; delete that file, and it will be downloaded again."
                .formatted(damaged.orElseThrow(), reference));
      }
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); check its permissions.".formatted(folder, e), e);
    }
    return folder;
  }

  private Path offline(HubReference reference, Set<Need> needs, Optional<CachedSnapshot> cached) {
    String remedy =
        "unset HF_HUB_OFFLINE (and leave out --offline) to download it once, or set HF_HOME to a"
            + " cache that has it";
    if (cached.isEmpty() || !Files.isDirectory(cached.get().folder())) {
      throw new AssayException(
          "%s is not in the cache %s, and offline mode is on: %s."
              .formatted(reference, settings.cache(), remedy));
    }
    Optional<Need> unmet = cached.get().unmet(needs);
    if (unmet.isPresent()) {
      throw new AssayException(
          "%s is in the cache %s without its %s, and offline mode is on: %s."
              .formatted(reference, settings.cache(), described(unmet.get()), remedy));
    }
    return cached.get().folder();
  }

  private Path instead(
      HubReference reference, Set<Need> needs, Optional<CachedSnapshot> cached, HubFailure e) {
    if (e.kind() == Kind.NO_SUCH_REVISION
        || cached.filter(it -> it.unmet(needs).isEmpty()).isEmpty()) {
      throw new AssayException(e.sentence(), e);
    }
    progress.note("Using the cached copy of %s: %s".formatted(reference, e.sentence()));
    return cached.get().folder();
  }

  /** A need in words, with the files that would meet it. */
  static String described(Need need) {
    List<String> files = FileChoice.required(need);
    return switch (need) {
          case CONFIGURATION -> "configuration";
          case TOKENIZER -> "tokenizer";
          case EMBEDDING -> "pooling";
          case WEIGHTS -> "weights";
        }
        + files.stream().collect(Collectors.joining(" or ", " (", ")"));
  }
}
