package counterfactual;

import dev.assay.encoder.Model;
import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.Evidence;
import dev.assay.measure.PairMeasure;
import dev.assay.trace.Alignment;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;

/** What the findings about bounds have in common: which bounds, and on what. */
final class Bounds {
  static final String FIXTURE = "counterfactual-pairs.csv";
  private static final double LOW = 0.5;
  private static final double HIGH = 1;

  private Bounds() {}

  /** Whether a pair's correlation, averaged over all heads, lies within the bounds. */
  static void check(
      PairMeasure measure,
      Variant variant,
      CounterfactualPair pair,
      Model model,
      Evidence evidence) {
    Trace original = model.trace(pair.original());
    Trace counterfactual = model.trace(pair.counterfactual());
    Alignment alignment =
        Alignment.of(original.tokens(), counterfactual.tokens(), pair.substitutions());
    double r =
        original.meanOverHeads(
            head ->
                measure.of(
                    head,
                    counterfactual.layer(head.layer()).head(head.index()),
                    alignment,
                    variant));
    evidence.within(r, LOW, HIGH);
  }
}
