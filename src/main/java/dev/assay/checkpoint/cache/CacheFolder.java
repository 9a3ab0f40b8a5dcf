package dev.assay.checkpoint.cache;

import dev.assay.file.UserHome;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where converted checkpoints are kept between runs, one folder each. An entry appears whole or not
 * at all: it is made in a folder of its own and renamed into place, under a lock that a second JVM
 * waits for.
 *
 * @param root the folder that holds the entries
 */
public record CacheFolder(Path root) {
  /** The variable that says where the cache is. */
  public static final String VARIABLE = "ASSAY_CACHE";

  /** What the names of folders in which an entry is made have after the entry's. */
  private static final String PARTIAL = ".partial";

  /** FileLock is for whole JVMs; this keeps threads of one JVM apart. */
  private static final Object THREADS = new Object();

  /** Fills an empty folder with an entry's files. */
  @FunctionalInterface
  interface Filler {
    void fill(Path folder) throws IOException;
  }

  /**
   * The folder named by {@code ASSAY_CACHE}, else {@code assay} in the user's cache directory.
   *
   * @param environment the process's variables
   */
  public static CacheFolder of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return new CacheFolder(Path.of(named).toAbsolutePath());
    }
    return new CacheFolder(userCache(environment).resolve("assay"));
  }

  private static Path userCache(Map<String, String> environment) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return UserHome.of(environment, VARIABLE).resolve("Library").resolve("Caches");
    }
    String variable = system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
    String folder = environment.getOrDefault(variable, "");
    return folder.isBlank()
        ? UserHome.of(environment, VARIABLE).resolve(".cache")
        : Path.of(folder);
  }

  Path folder(String entry) {
    return root.resolve(entry);
  }

  /** Whether an entry is there; says nothing about its state. */
  boolean has(String entry) {
    return Files.isDirectory(folder(entry));
  }

  /**
   * What an entry holds; the entry is made first if it is missing or damaged.
   *
   * @param open reads the entry, or says by an empty result that its files are not all there and
   *     unharmed
   */
  <T> T entry(String entry, Function<Path, Optional<T>> open, Filler filler) {
    Path folder = folder(entry);
    Optional<T> found = has(entry) ? open.apply(folder) : Optional.empty();
    return found.orElseGet(() -> make(entry, open, filler));
  }

  private <T> T make(String entry, Function<Path, Optional<T>> open, Filler filler) {
    Path folder = folder(entry);
    synchronized (THREADS) {
      try {
        Files.createDirectories(root);
        try (FileChannel channel =
            FileChannel.open(
                root.resolve(entry + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
          channel.lock(); // released with the channel
          sweep(entry); // what a JVM that was killed left
          // Another process may have made the entry while this one waited.
          Optional<T> found = has(entry) ? open.apply(folder) : Optional.empty();
          if (found.isEmpty()) {
            try {
              replace(entry, filler);
            } finally {
              sweep(entry);
            }
            found = open.apply(folder);
          }
          return found.orElseThrow(
              () ->
                  new AssayException(
                      "The cache entry %s is damaged as soon as it is written; check that disk."
                          .formatted(folder)));
        }
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  private AssayException unwritable(IOException e) {
    if (e instanceof AccessDeniedException) {
      return new AssayException(
          "The cache folder %s cannot be written (permission denied: it may be another user's); set %s to a folder of your own."
              .formatted(root, VARIABLE),
          e);
    }
    return new AssayException(
        "The cache folder %s cannot be written (%s); free space there or set %s to another folder."
            .formatted(root, e, VARIABLE),
        e);
  }

  private void replace(String entry, Filler filler) throws IOException {
    Path folder = folder(entry);
    Path fresh = Files.createTempDirectory(root, entry + PARTIAL);
    filler.fill(fresh);
    if (Files.exists(folder)) {
      // Out of the way first: Windows deletes no file that is still mapped.
      Files.move(folder, scratch(fresh).resolve("damaged"));
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A folder for what a filler needs only while it fills {@code fresh}. It need not be deleted, and
   * what is mapped from it can stay so.
   */
  static Path scratch(Path fresh) throws IOException {
    Path name = fresh.getFileName();
    return Files.createTempDirectory(fresh.toAbsolutePath().getParent(), name + "-scratch");
  }

  /** Deletes the folders in which an entry was made, as far as possible; the next sweep goes on. */
  private void sweep(String entry) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(root)) {
      leftovers =
          files
              .filter(file -> String.valueOf(file.getFileName()).startsWith(entry + PARTIAL))
              .toList();
    }
    leftovers.forEach(CacheFolder::deleteWhatCanBe);
  }

  private static void deleteWhatCanBe(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) { // the deepest first
        try {
          Files.delete(file);
        } catch (IOException e) {
          // It is in nobody's way: Windows keeps what is mapped until this JVM ends.
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // As above.
    }
  }
}
