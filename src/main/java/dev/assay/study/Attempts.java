package dev.assay.study;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.List;

/** Things that are done one after the other, each whatever became of those before it. */
final class Attempts {
  private final List<Throwable> failures = new ArrayList<>();

  void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failures.add(e);
    }
  }

  /** One sentence for each; what is no AssayException is shown with where it came from. */
  void throwIfAnyFailed() {
    if (failures.isEmpty()) {
      return;
    }
    AssayException all =
        new AssayException(
            String.join(
                " ",
                failures.stream()
                    .map(
                        why ->
                            why instanceof AssayException
                                ? String.valueOf(why.getMessage())
                                : "What was found could not be written because of %s."
                                    .formatted(why))
                    .toList()),
            failures.get(0));
    failures.stream().skip(1).forEach(all::addSuppressed);
    throw all;
  }
}
