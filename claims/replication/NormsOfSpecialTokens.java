package replication;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.ValueWeightedNorm.valueWeightedNorm;

import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/**
 * Section 4: attention says that special tokens matter most, the norm of what is added says that
 * they hardly do. Both shares are means over all heads of the layers in which Clark et al. saw most
 * attention go to [SEP].
 */
@Finding(
    id = "norms-of-special-tokens",
    statement =
        "In layers 5 to 9, special tokens get more attention than others and add less by its norm.",
    source =
        "Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector"
            + " Norms, section 4")
@Rows("replication/negated-sentences.csv")
@Tag("replication")
class NormsOfSpecialTokens {
  private static final int FIRST_LAYER = 5;
  private static final int LAST_LAYER = 9;

  @ClaimTest(
      variant = "attention",
      statement = "In layers 5 to 9, special tokens get far more attention than is their share.",
      models = {"bert-base-uncased", "bert-base-cased"})
  @MeanAtLeast(
      value = 0.25,
      unit = "share",
      because =
          "The paper has no number for this. Two of about 10 tokens are special; a quarter on top"
              + " of their fifth is about half of all attention.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  double byAttention(NegatedSentence row, Model model) {
    Trace trace = model.trace(row.negated(), Site.PATTERN, Site.V);
    return attention(trace) - share(trace.tokens());
  }

  @ClaimTest(
      variant = "norm",
      statement = "In layers 5 to 9, special tokens add less, by its norm, than is their share.",
      models = {"bert-base-uncased", "bert-base-cased"})
  @MeanAtMost(
      value = 0,
      unit = "share",
      because =
          "The paper has no number for this. Less than their share of the tokens is less than an"
              + " ordinary token adds.")
  double byNorm(NegatedSentence row, Model model) {
    Trace trace = model.trace(row.negated(), Site.PATTERN, Site.V);
    return norm(trace, model) - share(trace.tokens());
  }

  @ClaimTest(
      variant = "difference",
      statement =
          "In layers 5 to 9, special tokens have a far larger share of attention than of what is"
              + " added by its norm.",
      models = {"bert-base-uncased", "bert-base-cased"})
  @MeanAtLeast(
      value = 0.25,
      unit = "share",
      because = "The quarter that special tokens get above their share should be gone by the norm.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  double attentionLessNorm(NegatedSentence row, Model model) {
    Trace trace = model.trace(row.negated(), Site.PATTERN, Site.V);
    return attention(trace) - norm(trace, model);
  }

  /** The share of the tokens that are special. */
  private static double share(Tokens tokens) {
    return (double) SpecialTokens.all(tokens).length / tokens.size();
  }

  private static double attention(Trace trace) {
    return overLayers(
        layer ->
            trace
                .layer(layer)
                .meanOverHeads(head -> ofSpecial(head.pattern().toArray(), trace.tokens())));
  }

  private static double norm(Trace trace, Model model) {
    return overLayers(
        layer -> {
          Tensor projection = model.outputProjection(layer);
          return trace
              .layer(layer)
              .meanOverHeads(
                  head ->
                      ofSpecial(valueWeightedNorm(head, Variant.RAW, projection), trace.tokens()));
        });
  }

  private static double overLayers(IntToDoubleFunction measure) {
    return IntStream.rangeClosed(FIRST_LAYER, LAST_LAYER)
        .mapToDouble(measure)
        .average()
        .orElseThrow();
  }

  /** What special tokens have of the sum of all cells. */
  private static double ofSpecial(double[][] cells, Tokens tokens) {
    double special = 0;
    double all = 0;
    for (double[] row : cells) {
      for (int key = 0; key < row.length; key++) {
        all += row[key];
        special += tokens.get(key).content() ? 0 : row[key];
      }
    }
    return special / all;
  }
}
