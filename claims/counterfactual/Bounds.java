package counterfactual;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.measure.PairMeasure;
import dev.assay.model.Model;
import dev.assay.trace.Alignment;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;

/** What the findings about bounds have in common: on what, and how a pair is compared. */
final class Bounds {
  static final String FIXTURE = "counterfactual-pairs.csv";

  private Bounds() {}

  /** A pair's correlation, averaged over all heads. */
  static double correlation(
      PairMeasure measure, Variant variant, CounterfactualPair pair, Model model) {
    Trace original = model.trace(pair.original());
    Trace counterfactual = model.trace(pair.counterfactual());
    Alignment alignment =
        Alignment.of(original.tokens(), counterfactual.tokens(), pair.substitutions());
    return original.meanOverHeads(
        head ->
            measure.of(
                head, counterfactual.layer(head.layer()).head(head.index()), alignment, variant));
  }
}
