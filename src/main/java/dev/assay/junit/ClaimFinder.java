package dev.assay.junit;

import dev.assay.study.ClaimBody;
import dev.assay.trace.AssayException;
import java.util.List;

/** Finds claims in classes, for whoever judges them without a test run around it. */
public final class ClaimFinder {
  private ClaimFinder() {}

  /**
   * The claims of a class, none if it is not annotated as a finding.
   *
   * @throws AssayException if one of them is malformed
   */
  public static List<ClaimBody> of(Class<?> type) {
    return ClaimMethod.candidates(type).stream()
        .map(candidate -> (ClaimBody) ClaimMethod.of(candidate.type(), candidate.method()))
        .toList();
  }
}
