package dev.assay.measure;

import static dev.assay.measure.CounterfactualMeasures.attentionPatternCorrelation;
import static dev.assay.measure.CounterfactualMeasures.maxAttentionDiff;
import static dev.assay.measure.CounterfactualMeasures.meanAttentionDiff;
import static dev.assay.measure.CounterfactualMeasures.valueOutputCorrelation;
import static dev.assay.trace.Variant.CONTENT;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;
import static dev.assay.trace.Variant.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.Alignment;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Substitution;
import dev.assay.trace.Tokens;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterfactualMeasuresTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private final AttentionPattern three = Patterns.three();
  private final AttentionPattern otherThree =
      AttentionPattern.of(
          Traces.tokens("a", "x", "c"),
          new double[][] {{0.4, 0.4, 0.2}, {0.3, 0.4, 0.3}, {0.1, 0.5, 0.4}});

  /** Over [CLS] a b c. */
  private final AttentionPattern four = Patterns.four();

  /** On content: (⅓ ⅓ ⅓), (½ ¼ ¼), (¼ ½ ¼); without self: (0 ½ ½), (⅔ 0 ⅓), (⅓ ⅔ 0). */
  private final AttentionPattern otherFour =
      AttentionPattern.of(
          Traces.tokens("[CLS]", "a", "x", "c"),
          new double[][] {
            {0.25, 0.25, 0.25, 0.25},
            {0.1, 0.3, 0.3, 0.3},
            {0.2, 0.4, 0.2, 0.2},
            {0.6, 0.1, 0.2, 0.1}
          });

  @Test
  void differences_over_all_cells() {
    assertThat(maxAttentionDiff(three, otherThree, align(three, otherThree), RAW))
        .isEqualTo(0.3, EXACT);
    assertThat(meanAttentionDiff(three, otherThree, align(three, otherThree), RAW))
        .isEqualTo(1.2 / 9, EXACT);
  }

  @Test
  void differences_in_each_variant() {
    Alignment alignment = align(four, otherFour);
    assertThat(maxAttentionDiff(four, otherFour, alignment, RAW)).isEqualTo(0.3, EXACT);
    assertThat(meanAttentionDiff(four, otherFour, alignment, RAW))
        .isEqualTo(
            (0.15 + 3 * 0.05 + 4 * 0.1 + 0.3 + 0.3 + 0.1 + 0.1 + 0.1 + 0.2 + 0.1) / 16, EXACT);
    assertThat(maxAttentionDiff(four, otherFour, alignment, CONTENT)).isEqualTo(0.35, EXACT);
    assertThat(meanAttentionDiff(four, otherFour, alignment, CONTENT))
        .isEqualTo((1 / 3.0 + 0.7 + 0.7) / 9, EXACT);
    assertThat(maxAttentionDiff(four, otherFour, alignment, CONTENT_WITHOUT_SELF))
        .isEqualTo(5 / 12.0, EXACT);
    assertThat(meanAttentionDiff(four, otherFour, alignment, CONTENT_WITHOUT_SELF))
        .isEqualTo(7 / 36.0, EXACT);
  }

  @Test
  void correlation_over_all_cells() {
    // In 30ths around their mean: (5 −1 −4 −7 8 −1 2 2 −4) and (2 2 −4 −1 2 −1 −7 5 2).
    assertThat(attentionPatternCorrelation(three, otherThree, align(three, otherThree), RAW))
        .isEqualTo(36 / Math.sqrt(180.0 * 108), EXACT);
  }

  @Test
  void correlation_in_each_variant() {
    Alignment alignment = align(four, otherFour);
    // In 20ths around their mean, A: (3 −1 −1 −1 −1 3 −1 −1 5 −3 1 −3 5 1 −3 −3),
    // A′: (0 0 0 0 −3 1 1 1 −1 3 −1 −1 7 −3 −1 −3).
    assertThat(attentionPatternCorrelation(four, otherFour, alignment, RAW))
        .isEqualTo(36 / Math.sqrt(112.0 * 92), EXACT);
    // In 60ths (10 −5 −5 −8 16 −8 16 −8 −8), in 12ths (0 0 0 2 −1 −1 −1 2 −1).
    assertThat(attentionPatternCorrelation(four, otherFour, alignment, CONTENT))
        .isEqualTo(-48 / Math.sqrt(918.0 * 12), EXACT);
    // Off the diagonal only, around ½: (0 0 0 0 ¼ −¼) and (0 0 ⅙ −⅙ −⅙ ⅙).
    assertThat(attentionPatternCorrelation(four, otherFour, alignment, CONTENT_WITHOUT_SELF))
        .isEqualTo(-Math.sqrt(0.5), EXACT);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void nothing_changes_from_a_pattern_to_itself(Variant variant) {
    Alignment same = align(four, four);
    assertThat(maxAttentionDiff(four, four, same, variant)).isZero();
    assertThat(meanAttentionDiff(four, four, same, variant)).isZero();
    assertThat(attentionPatternCorrelation(four, four, same, variant)).isEqualTo(1, EXACT);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void original_and_counterfactual_can_change_places(Variant variant) {
    Alignment there = align(four, otherFour);
    Alignment back = align(otherFour, four);
    assertThat(maxAttentionDiff(otherFour, four, back, variant))
        .isEqualTo(maxAttentionDiff(four, otherFour, there, variant), EXACT);
    assertThat(meanAttentionDiff(otherFour, four, back, variant))
        .isEqualTo(meanAttentionDiff(four, otherFour, there, variant), EXACT);
    assertThat(attentionPatternCorrelation(otherFour, four, back, variant))
        .isEqualTo(attentionPatternCorrelation(four, otherFour, there, variant), EXACT);
  }

  @Test
  void a_token_without_partner_is_dropped_and_the_rest_renormalised() {
    // "a very b c" gives half of each row to "very", the rest as in "a b c".
    AttentionPattern longer =
        AttentionPattern.of(
            Traces.tokens("a", "very", "b", "c"),
            new double[][] {
              {0.25, 0.5, 0.15, 0.1},
              {0.7, 0.1, 0.1, 0.1},
              {0.05, 0.5, 0.3, 0.15},
              {0.2, 0.5, 0.2, 0.1}
            });
    Alignment alignment = align(three, longer);
    assertThat(alignment.counterfactualDropped()).isEqualTo(1);
    assertThat(maxAttentionDiff(three, longer, alignment, RAW)).isZero();
    assertThat(attentionPatternCorrelation(three, longer, alignment, RAW)).isEqualTo(1, EXACT);
    assertThat(attentionPatternCorrelation(longer, three, align(longer, three), RAW))
        .isEqualTo(1, EXACT);
  }

  @Test
  void a_declared_substitution_is_compared_in_texts_of_unequal_length() {
    AttentionPattern longer =
        AttentionPattern.of(
            Traces.tokens("a", "very", "x", "c"),
            new double[][] {
              {0.2, 0.5, 0.2, 0.1},
              {0.7, 0.1, 0.1, 0.1},
              {0.15, 0.5, 0.2, 0.15},
              {0.05, 0.5, 0.25, 0.2}
            });
    Alignment alignment =
        Alignment.of(three.tokens(), longer.tokens(), List.of(new Substitution("b", "x")));
    assertThat(maxAttentionDiff(three, longer, alignment, RAW)).isEqualTo(0.3, EXACT);
    assertThat(attentionPatternCorrelation(three, longer, alignment, RAW))
        .isEqualTo(36 / Math.sqrt(180.0 * 108), EXACT);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void uniform_attention_equals_itself_and_resembles_nothing_else(Variant variant) {
    Tokens tokens = Traces.tokens("[CLS]", "a", "b", "c", "d", "e", "[SEP]");
    AttentionPattern uniform = uniformInFloat32(tokens);
    AttentionPattern peaked = peaked(tokens);
    Alignment alignment = Alignment.of(tokens, tokens, List.of());
    assertThat(attentionPatternCorrelation(uniform, uniform, alignment, variant)).isEqualTo(1);
    assertThat(attentionPatternCorrelation(uniform, peaked, alignment, variant)).isZero();
    assertThat(attentionPatternCorrelation(peaked, uniform, alignment, variant)).isZero();
    assertThat(attentionPatternCorrelation(peaked, peaked, alignment, variant)).isEqualTo(1, EXACT);
  }

  @Test
  void uniform_attention_over_unequal_texts_is_still_uniform() {
    AttentionPattern shorter = uniformInFloat32(Traces.tokens("[CLS]", "a", "b", "c", "[SEP]"));
    AttentionPattern longer =
        uniformInFloat32(Traces.tokens("[CLS]", "a", "x", "b", "y", "c", "[SEP]"));
    for (Variant variant : Variant.values()) {
      assertThat(attentionPatternCorrelation(shorter, longer, align(shorter, longer), variant))
          .isEqualTo(1);
      assertThat(maxAttentionDiff(shorter, longer, align(shorter, longer), variant))
          .isEqualTo(0, EXACT);
    }
  }

  @Test
  void value_outputs_correlate_over_all_their_numbers() {
    Head original = head(new double[][] {{1, 2}, {3, 4}, {5, 9}}, "[CLS]", "a", "b");
    Head other = head(new double[][] {{2, 1}, {4, 3}, {6, 8}}, "[CLS]", "a", "c");
    Alignment alignment = align(original, other);
    // Around their means of 4: (−3 −2 −1 0 1 5) and (−2 −3 0 −1 2 4).
    assertThat(valueOutputCorrelation(original, other, alignment, RAW))
        .isEqualTo(34 / Math.sqrt(40.0 * 34), EXACT);
    // Around their means of 5.25: (−2.25 −1.25 −.25 3.75) and (−1.25 −2.25 .75 2.75).
    assertThat(valueOutputCorrelation(original, other, alignment, CONTENT))
        .isEqualTo(15.75 / 20.75 * Math.sqrt(20.75 / 14.75), EXACT);
    assertThat(valueOutputCorrelation(original, other, alignment, CONTENT_WITHOUT_SELF))
        .isEqualTo(valueOutputCorrelation(original, other, alignment, CONTENT));
  }

  @Test
  void value_outputs_of_tokens_without_partner_are_left_out() {
    Head original = head(new double[][] {{1, 2}, {3, 4}, {5, 9}}, "a", "b", "c");
    Head longer = head(new double[][] {{1, 2}, {-70, 30}, {3, 4}, {5, 9}}, "a", "not", "b", "c");
    assertThat(valueOutputCorrelation(original, longer, align(original, longer), RAW))
        .isEqualTo(1, EXACT);
    assertThat(valueOutputCorrelation(longer, original, align(longer, original), RAW))
        .isEqualTo(1, EXACT);
  }

  @Test
  void a_special_token_has_no_content_partner() {
    // Of equal length, so position by position: the last pair is content on one side only.
    AttentionPattern special =
        AttentionPattern.of(Traces.tokens("[CLS]", "a", "b", "[SEP]"), Patterns.FOUR);
    assertThatThrownBy(
            () -> maxAttentionDiff(four, special, align(four, special), CONTENT_WITHOUT_SELF))
        .isInstanceOf(AssayException.class);
    assertThatThrownBy(
            () -> maxAttentionDiff(special, four, align(special, four), CONTENT_WITHOUT_SELF))
        .isInstanceOf(AssayException.class);
    assertThat(maxAttentionDiff(special, four, align(special, four), CONTENT)).isZero();
  }

  @Test
  void refuses_to_compare_where_nothing_can_differ() {
    AttentionPattern two =
        AttentionPattern.of(Traces.tokens("a", "b"), new double[][] {{0.5, 0.5}, {0.2, 0.8}});
    AttentionPattern one = AttentionPattern.of(Traces.tokens("a"), new double[][] {{1}});
    assertThat(attentionPatternCorrelation(two, two, align(two, two), RAW)).isEqualTo(1, EXACT);
    assertThatThrownBy(
            () -> attentionPatternCorrelation(two, two, align(two, two), CONTENT_WITHOUT_SELF))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "\"a b\" and \"a b\" share too few tokens to be compared (content without self: 2, needed: 3); use texts that share more, or declare substitutions.");
    assertThatThrownBy(() -> meanAttentionDiff(one, one, align(one, one), RAW))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("share too few tokens to be compared (raw: 1, needed: 2)");
    assertThat(attentionPatternCorrelation(three, three, align(three, three), CONTENT_WITHOUT_SELF))
        .isEqualTo(1, EXACT);
  }

  @Test
  void refuses_an_alignment_of_other_texts() {
    Alignment alignment = align(four, otherFour);
    assertThatThrownBy(
            () -> maxAttentionDiff(four.as(CONTENT), otherFour.as(CONTENT), alignment, RAW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The alignment is of texts of 4 and 4 tokens, but 3 and 3 are compared; align the tokens of the whole traces and pass raw patterns.");
    assertThatThrownBy(() -> maxAttentionDiff(four, otherThree, alignment, RAW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> maxAttentionDiff(three, otherFour, alignment, RAW))
        .isInstanceOf(IllegalArgumentException.class);
    Alignment unequal =
        Alignment.of(Traces.tokens("a", "b", "c", "d"), Traces.tokens("a", "b", "c"), List.of());
    assertThat(unequal.originalDropped()).isEqualTo(1);
    assertThatThrownBy(() -> maxAttentionDiff(three, three, unequal, RAW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("texts of 4 and 3 tokens, but 3 and 3");
    Alignment turned =
        Alignment.of(Traces.tokens("a", "b", "c"), Traces.tokens("a", "b", "c", "d"), List.of());
    assertThatThrownBy(() -> maxAttentionDiff(three, three, turned, RAW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("texts of 3 and 4 tokens, but 3 and 3");
  }

  private static Alignment align(AttentionPattern original, AttentionPattern counterfactual) {
    return Alignment.of(original.tokens(), counterfactual.tokens(), List.of());
  }

  private static Alignment align(Head original, Head counterfactual) {
    return Alignment.of(original.trace().tokens(), counterfactual.trace().tokens(), List.of());
  }

  private static Head head(double[][] z, String... pieces) {
    return Traces.head(Traces.tokens(pieces), Map.of(Site.Z, z));
  }

  /** As an engine leaves it: every weight is the float32 next to 1/n. */
  private static AttentionPattern uniformInFloat32(Tokens tokens) {
    return Traces.head(tokens, Map.of(Site.PATTERN, AttentionMeasures.uniform(tokens).toArray()))
        .pattern();
  }

  /** Each token gives each token one part, and the next one (around the end) as many more. */
  private static AttentionPattern peaked(Tokens tokens) {
    int n = tokens.size();
    double[][] weights = AttentionMeasures.uniform(tokens).toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i][j] /= 2;
      }
      weights[i][(i + 1) % n] += 0.5;
    }
    return AttentionPattern.of(tokens, weights);
  }
}
