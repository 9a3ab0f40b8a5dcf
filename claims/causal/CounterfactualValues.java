package causal;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;

import dev.assay.fixture.*;
import dev.assay.junit.*;
import dev.assay.model.*;
import dev.assay.trace.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** Key finding 4, followed up: what of a counterfactual makes the difference. */
@Tag("slow")
@Finding(
    id = "counterfactual-values-carry",
    statement =
        "A counterfactual's attention put into a sentence changes the output less than its value"
            + " vectors do.",
    source =
        "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation and"
            + " value_output_correlation")
@RowsFrom("alike")
class CounterfactualValues {
  private static final Set<CounterfactualPair.Kind> KINDS =
      EnumSet.of(
          CounterfactualPair.Kind.ROLE_SWAP,
          CounterfactualPair.Kind.ANTONYM,
          CounterfactualPair.Kind.NEGATION,
          CounterfactualPair.Kind.NUMBER);

  private static final String BECAUSE =
      "1 is what two unrelated texts are apart; a hundredth of that is the least that can be called"
          + " less.";

  /**
   * Pairs that can be aligned word for word. Of other kinds the words that are changed, names and
   * inflected verbs, have as many word pieces only by chance.
   */
  static Stream<CounterfactualPair> alike() {
    return Fixture.named("counterfactual-pairs.csv", CounterfactualPair.class).rows().stream()
        .filter(pair -> KINDS.contains(pair.kind()))
        .filter(pair -> words(pair.original()) == words(pair.counterfactual()));
  }

  private static int words(String text) {
    return text.split(" ").length;
  }

  @ClaimTest(variant = "embedding")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - cosine",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS})
  double embedding(CounterfactualPair pair, Model model) {
    String donor = pair.counterfactual();
    return Moved.embedding(model, patched(model, Site.V, donor), pair.original())
        - Moved.embedding(model, patched(model, Site.PATTERN, donor), pair.original());
  }

  @ClaimTest(
      variant = "mask-scores",
      statement =
          "A counterfactual's attention put into a sentence changes what a mask is filled with less"
              + " than its value vectors do.")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS})
  double maskScores(CounterfactualPair pair, Model model) {
    String text = Moved.lastMasked(pair.original());
    String donor = Moved.lastMasked(pair.counterfactual());
    return Moved.maskScores(model, patched(model, Site.V, donor), text)
        - Moved.maskScores(model, patched(model, Site.PATTERN, donor), text);
  }

  private static Model patched(Model model, Site site, String donor) {
    return model.with(
        IntStream.range(0, model.config().layers())
            .mapToObj(layer -> Edit.from(Where.layer(site, layer), donor))
            .toArray(Edit[]::new));
  }
}
