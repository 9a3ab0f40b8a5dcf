package dev.assay.junit;

import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimFilter;
import dev.assay.study.Claims;
import dev.assay.study.ClaimsPerModel;
import dev.assay.trace.AssayException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * All claims of a project, run or not. What a selection leaves out (a class, a tag, a filter) is
 * not judged, but belongs to the family of Holm's correction; what a condition of JUnit's leaves
 * out, such as {@code @Disabled}, is as if it were not there.
 */
final class ProjectClaims {
  private final Set<String> leftOut = new HashSet<>();
  private final Map<String, AssayException> malformed = new HashMap<>();
  private final Map<String, AssayException> malformedElsewhere = new HashMap<>();
  private final List<ClaimBody> selected = new ArrayList<>();
  private final List<ClaimBody> others = new ArrayList<>();
  private final List<ClaimsPerModel> selectedPerModel = new ArrayList<>();
  private final List<ClaimsPerModel> othersPerModel = new ArrayList<>();

  private ProjectClaims() {}

  /**
   * The claims compiled into the same folder or jar as a class, and those of the current run.
   *
   * @param type a class of claims that is run now
   */
  static Claims of(Class<?> type, ClaimFilter filter) {
    Set<Candidate> planned = new LinkedHashSet<>(PlannedClaims.including(type));
    Set<Candidate> all = new LinkedHashSet<>(planned);
    around(type).forEach(claims -> all.addAll(ClaimMethod.candidates(claims)));
    return of(planned, all, filter);
  }

  /**
   * @param planned what is to be run
   * @param all the same, and what else there is in the project
   */
  static Claims of(Set<Candidate> planned, Set<Candidate> all, ClaimFilter filter) {
    Set<Candidate> enabled = Conditions.enabled(all);
    ProjectClaims project = new ProjectClaims();
    for (Candidate claim : all) {
      project.add(claim, planned.contains(claim), enabled.contains(claim), filter);
    }
    return new Claims(
        project.selected,
        project.others,
        project.malformed,
        project.malformedElsewhere,
        project.leftOut,
        project.selectedPerModel,
        project.othersPerModel,
        filter);
  }

  private void add(Candidate candidate, boolean planned, boolean enabled, ClaimFilter filter) {
    try {
      ClaimMethod method = ClaimMethod.of(candidate);
      if (enabled && method.dependsOnModel()) {
        (planned ? selectedPerModel : othersPerModel).add(method);
        return;
      }
      for (ClaimBody claim : method.on(1)) {
        if (!enabled) {
          leftOut.add(claim.claim().id());
        } else if (planned && filter.accepts(claim.claim().id())) {
          selected.add(claim);
        } else {
          others.add(claim);
        }
      }
    } catch (AssayException e) {
      // It says so itself when it is run; the others must not fail for it.
      if (enabled) {
        (planned ? malformed : malformedElsewhere).put(candidate.where(), e);
      }
    }
  }

  /** Claims' classes in the same folder or jar as a class. */
  static List<Class<?>> around(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return List.of();
    }
    try {
      return in(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of " + type + " is no URI.", e);
    }
  }

  /** Claims' classes in a folder or jar, as the context class loader has them. */
  static List<Class<?>> in(URI root) {
    return ReflectionSupport.findAllClassesInClasspathRoot(
        root, candidate -> candidate.isAnnotationPresent(Finding.class), name -> true);
  }
}
