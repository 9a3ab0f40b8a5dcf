package replication;

import static dev.assay.claim.NullKind.*;

import dev.assay.junit.*;
import dev.assay.measure.WordAttention;
import dev.assay.model.Model;
import dev.assay.trace.*;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Section 4.4: what all tokens attend to are [CLS] and [SEP], not words of a certain kind. */
@Finding(
    id = "vertical-stripes",
    statement = "[CLS] and [SEP] get more attention from all tokens than nouns, verbs or negation.",
    source = "Kovaleva et al. 2019, Revealing the Dark Secrets of BERT, section 4.4")
@Rows("replication/negated-sentences.csv")
@Tag("replication")
@MeanAtLeast(
    value = 0.1,
    unit = "attention",
    because =
        "The paper shows this in pictures. In sentences of about 10 tokens, uniform attention is"
            + " 0.1: a stripe should get as much more than a word does.",
    mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
class VerticalStripes {
  @ClaimTest(
      variant = "noun",
      statement = "[CLS] and [SEP] get more attention from all tokens than a noun.",
      models = {"bert-base-uncased", "bert-base-cased"})
  double aboveNoun(NegatedSentence row, Model model) {
    return aboveWord(model.trace(row.negated()), row.noun());
  }

  @ClaimTest(
      variant = "verb",
      statement = "[CLS] and [SEP] get more attention from all tokens than a verb.",
      models = {"bert-base-uncased", "bert-base-cased"})
  double aboveVerb(NegatedSentence row, Model model) {
    return aboveWord(model.trace(row.negated()), row.verb());
  }

  @ClaimTest(
      variant = "negation",
      statement = "[CLS] and [SEP] get more attention from all tokens than a word that negates.",
      models = {"bert-base-uncased", "bert-base-cased"})
  double aboveNegation(NegatedSentence row, Model model) {
    return aboveWord(model.trace(row.negated()), row.negation());
  }

  /** Means over all heads and queries; of the special tokens, the mean of them. */
  private static double aboveWord(Trace trace, String word) {
    return trace.layers().stream()
        .map(Layer::meanOverHeads)
        .mapToDouble(attention -> special(attention) - received(attention, word))
        .average()
        .orElseThrow();
  }

  private static double received(AttentionPattern attention, String word) {
    return Arrays.stream(WordAttention.toWord(attention, word)).average().orElseThrow();
  }

  private static double special(AttentionPattern attention) {
    return IntStream.of(SpecialTokens.all(attention.tokens()))
        .mapToDouble(
            key ->
                IntStream.range(0, attention.size())
                    .mapToDouble(query -> attention.at(query, key))
                    .average()
                    .orElseThrow())
        .average()
        .orElseThrow();
  }
}
