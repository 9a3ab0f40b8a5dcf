package dev.assay.study;

import dev.assay.claim.RowExpectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The p values that Holm's correction takes into account beside those of the claims that are
 * judged: the family is all claims of the project on that model, however few of them are run.
 *
 * @param ps of claims that are not judged now, or are broken
 * @param unmeasured why claims count as p = 1, by id: they have no p that could be known
 */
record Family(List<Double> ps, Map<String, String> unmeasured) {

  /** Whether a claim has a p at all. */
  static boolean isTested(ClaimBody body) {
    return !(body.claim().expectation() instanceof RowExpectation.EveryWithin);
  }

  /** Collects the family claim by claim. */
  static final class Collected {
    private final List<Double> ps = new ArrayList<>();
    private final Map<String, String> unmeasured = new LinkedHashMap<>();

    void known(double p) {
      ps.add(p);
    }

    void unmeasured(String id, String why) {
      ps.add(1.0);
      unmeasured.put(id, why);
    }

    Family family() {
      return new Family(List.copyOf(ps), unmeasured);
    }
  }
}
