package dev.assay.study;

import dev.assay.claim.Assessment;
import dev.assay.claim.Expectation;
import dev.assay.claim.Judge;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measured;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    return !(body.claim().expectation() instanceof Expectation.EveryRowWithin);
  }

  /** The p on record of a claim, if nothing has changed that it was made from. */
  static Optional<Double> onRecord(Ledger ledger, ClaimBody body, dev.assay.claim.Provenance now) {
    return ledger
        .entry(body.claim().id())
        .filter(entry -> entry.provenance().equals(now))
        .flatMap(LedgerEntry::pValue);
  }

  /** Collects the family claim by claim. */
  static final class Collected {
    private final List<Double> ps = new ArrayList<>();
    private final Map<String, String> unmeasured = new LinkedHashMap<>();

    void known(double p) {
      ps.add(p);
    }

    /** It needs no null models to have a p. */
    void measured(ClaimBody body, List<Bodies.Attempt> attempts) {
      try {
        Measured rows =
            new Measured(
                body.claim(), attempts.stream().map(Bodies.Attempt::outcome).toList(), Map.of());
        Judge.assess(rows).test().map(Assessment.Test::p).ifPresent(ps::add);
      } catch (AssayException | IllegalArgumentException e) {
        unmeasured(body.claim().id(), String.valueOf(e.getMessage()));
      }
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
