package dev.assay.study;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Things that are done one after the other, each whatever became of those before it. */
public final class Attempts {
  private final List<Throwable> failures = new ArrayList<>();

  /**
   * Does something; what it throws is thrown at the end.
   *
   * @return whether it was done
   */
  public boolean run(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failures.add(e);
      return false;
    }
  }

  /** Something has failed that was tried elsewhere. */
  public void failed(AssayException why) {
    failures.add(why);
  }

  /**
   * Ends them.
   *
   * @throws AssayException with one sentence for each that failed; of what is no AssayException the
   *     cause says where it came from
   */
  public void throwIfAnyFailed() {
    if (failures.isEmpty()) {
      return;
    }
    if (failures.size() == 1 && failures.get(0) instanceof AssayException only) {
      throw only;
    }
    String all = String.join(" ", failures.stream().map(Attempts::sentence).toList());
    Optional<Throwable> mistake =
        failures.stream().filter(why -> !(why instanceof AssayException)).findFirst();
    throw mistake.isPresent() ? new AssayException(all, mistake.get()) : new AssayException(all);
  }

  private static String sentence(Throwable why) {
    return why instanceof AssayException
        ? String.valueOf(why.getMessage())
        : "What was found could not be written because of %s.".formatted(why);
  }
}
