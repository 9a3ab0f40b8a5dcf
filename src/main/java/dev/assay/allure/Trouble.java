package dev.assay.allure;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What could not be done to Allure's results: no claim fails for it, and it is said once, when the
 * run ends, however many results there are.
 */
final class Trouble {
  private static int times;

  /** Why, the first time; of full disks the others say the same. */
  private static String first = "";

  private Trouble() {}

  /** Changes the folder of results. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does it, and remembers why if it cannot be done.
   *
   * @return whether it was done
   */
  static boolean remember(Work work) {
    try {
      work.run();
      return true;
    } catch (IOException e) {
      remember(e);
      return false;
    }
  }

  /** The same of a new file, of which no half is left. */
  static boolean remember(Path file, Work work) {
    boolean done = remember(work);
    if (!done) {
      delete(file);
    }
    return done;
  }

  /** Deletes a file of this run that is of no use without another one. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is in the same trouble.
    }
  }

  private static synchronized void remember(Throwable why) {
    if (times == 0) {
      first = why.toString();
    }
    times++;
  }

  /** What there was to remember since it was last asked for. */
  static synchronized Optional<AssayException> take() {
    if (times == 0) {
      return Optional.empty();
    }
    int files = times;
    times = 0;
    return Optional.of(
        new AssayException(
            "Allure's results in %s are incomplete, since %d files could not be written or deleted (%s); check the folder, its permissions and the free space, and run the claims again for the report."
                .formatted(ResultFolder.path(), files, first)));
  }
}
