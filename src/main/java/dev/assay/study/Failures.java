package dev.assay.study;

import org.jspecify.annotations.Nullable;

/** Throws on what was caught in another thread. */
final class Failures {
  private Failures() {}

  /** Throws the first of what was thrown, the others suppressed; nothing if there is none. */
  static void throwFirst(@Nullable Throwable[] thrown) {
    Throwable first = null;
    for (Throwable one : thrown) {
      if (one != null && first == null) {
        first = one;
      } else if (one != null && one != first) {
        java.util.Objects.requireNonNull(first).addSuppressed(one);
      }
    }
    if (first != null) {
      rethrow(first);
    }
  }

  /** Bodies throw no checked exceptions but by trickery. */
  static void rethrow(Throwable why) {
    if (why instanceof RuntimeException failure) {
      throw failure;
    }
    if (why instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(why);
  }
}
