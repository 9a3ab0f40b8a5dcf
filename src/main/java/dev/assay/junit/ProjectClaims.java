package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * All claims of a project, run or not: a claim on record that is not among them has vanished.
 *
 * @param ids of the claims
 */
record ProjectClaims(Set<String> ids) {

  /** The claims compiled into the same folder as a class. */
  static ProjectClaims around(Class<?> type) {
    Set<String> ids = new TreeSet<>();
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source != null) {
      try {
        URI root = source.getLocation().toURI();
        List<Class<?>> classes =
            ReflectionSupport.findAllClassesInClasspathRoot(
                root, candidate -> candidate.isAnnotationPresent(Claim.class), name -> true);
        for (Class<?> claim : classes) {
          try {
            ClaimMethod.of(claim).forEach(method -> ids.add(method.claim().id()));
          } catch (AssayException e) {
            // A malformed claim says so when it is run itself; the others must not fail for it.
          }
        }
      } catch (URISyntaxException e) {
        throw new IllegalStateException("The place of " + type + " is no URI.", e);
      }
    }
    return new ProjectClaims(ids);
  }
}
