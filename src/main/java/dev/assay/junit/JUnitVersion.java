package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which JUnit runs the claims. */
final class JUnitVersion {
  /** The first that closes what extensions keep in its store, where a run writes what it found. */
  private static final String LEAST = "5.13";

  /** A class that came with it. */
  private static final String MARK = "org.junit.jupiter.api.ClassTemplate";

  private JUnitVersion() {}

  /**
   * @throws AssayException if it is too old
   */
  static void requireRecent() {
    try {
      Class.forName(MARK, false, Test.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      String found =
          Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
              .orElse("an older one");
      throw new AssayException(
          "Assay needs JUnit Jupiter %s or later, but %s is on the class path; raise the version of junit-bom or junit-jupiter in your build file."
              .formatted(LEAST, found),
          e);
    }
  }
}
