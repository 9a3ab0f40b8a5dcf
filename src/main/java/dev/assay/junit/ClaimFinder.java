package dev.assay.junit;

import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimFilter;
import dev.assay.study.Claims;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds claims in classes, for whoever judges them without a test run around it. */
public final class ClaimFinder {
  private ClaimFinder() {}

  /**
   * The claims of a class on a model of so many layers, none if it is not annotated as a finding.
   *
   * @throws AssayException if one of them is malformed
   */
  public static List<ClaimBody> of(Class<?> type, int layers) {
    return ClaimMethod.candidates(type).stream()
        .flatMap(candidate -> ClaimMethod.of(candidate).on(layers).stream())
        .toList();
  }

  /**
   * The claims of folders or jars, as the context class loader has them. What JUnit's conditions
   * leave out is not among them.
   *
   * @param filter which of them are to be judged; the others belong to the same family
   */
  public static Claims in(List<Path> roots, ClaimFilter filter) {
    Set<Candidate> all = new LinkedHashSet<>();
    for (Path root : roots) {
      ProjectClaims.in(root.toUri()).forEach(type -> all.addAll(ClaimMethod.candidates(type)));
    }
    return ProjectClaims.of(all, all, filter);
  }
}
