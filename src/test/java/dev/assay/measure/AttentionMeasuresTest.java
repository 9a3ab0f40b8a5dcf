package dev.assay.measure;

import static dev.assay.measure.AttentionMeasures.distance;
import static dev.assay.measure.AttentionMeasures.entropy;
import static dev.assay.measure.AttentionMeasures.keyMeans;
import static dev.assay.measure.AttentionMeasures.localMass;
import static dev.assay.measure.AttentionMeasures.uniform;
import static dev.assay.trace.Variant.CONTENT;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;
import static dev.assay.trace.Variant.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Tokens;
import dev.assay.trace.Traces;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionMeasuresTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double LN2 = Math.log(2);

  @Test
  void distance_is_the_mean_over_queries_of_the_weighted_distance() {
    assertThat(distance(Patterns.three())).isEqualTo((0.7 + 0.4 + 1.2) / 3, EXACT);
  }

  @Test
  void distance_in_each_variant() {
    assertThat(distance(Patterns.four().as(RAW))).isEqualTo((1.2 + 0.8 + 1.2 + 2.2) / 4, EXACT);
    assertThat(distance(Patterns.four().as(CONTENT))).isEqualTo((0.75 + 0.4 + 1.4) / 3, EXACT);
    assertThat(distance(Patterns.four().as(CONTENT_WITHOUT_SELF)))
        .isEqualTo((1.5 + 1 + 1.75) / 3, EXACT);
  }

  @Test
  void key_means_give_every_query_the_mean_over_all_queries() {
    AttentionPattern means = keyMeans(Patterns.three());

    double[] expected = columnMeans(Patterns.three());
    assertThat(expected[0] + expected[1] + expected[2]).isEqualTo(1, EXACT);
    for (int i = 0; i < 3; i++) {
      assertThat(means.toArray()[i]).containsExactly(expected, EXACT);
    }
  }

  @Test
  void key_means_change_nothing_where_attention_does_not_depend_on_the_query() {
    Tokens tokens = sentence(5);
    double[] row = {0.05, 0.1, 0.1, 0.5, 0.1, 0.1, 0.05};
    double[][] rows = new double[7][];
    Arrays.fill(rows, row);
    AttentionPattern pattern = AttentionPattern.of(tokens, rows);

    assertThat(distance(keyMeans(pattern))).isEqualTo(distance(pattern), EXACT);
    assertThat(distance(pattern)).isLessThan(distance(uniform(tokens)));
  }

  private static double[] columnMeans(AttentionPattern pattern) {
    return new double[] {
      (pattern.at(0, 0) + pattern.at(1, 0) + pattern.at(2, 0)) / 3,
      (pattern.at(0, 1) + pattern.at(1, 1) + pattern.at(2, 1)) / 3,
      (pattern.at(0, 2) + pattern.at(1, 2) + pattern.at(2, 2)) / 3
    };
  }

  @Test
  void local_mass_is_the_share_within_the_window() {
    assertThat(localMass(Patterns.three(), 0)).isEqualTo((0.5 + 0.6 + 0.2) / 3, EXACT);
    assertThat(localMass(Patterns.three(), 1)).isEqualTo((0.8 + 1 + 0.6) / 3, EXACT);
    assertThat(localMass(Patterns.three(), 2)).isEqualTo(1, EXACT);
  }

  @Test
  void local_mass_in_each_variant() {
    assertThat(localMass(Patterns.four().as(RAW), 1)).isEqualTo((0.6 + 0.8 + 0.5 + 0.2) / 4, EXACT);
    assertThat(localMass(Patterns.four().as(CONTENT), 1)).isEqualTo((0.75 + 1 + 0.4) / 3, EXACT);
    assertThat(localMass(Patterns.four().as(CONTENT_WITHOUT_SELF), 1))
        .isEqualTo((0.5 + 1 + 0.25) / 3, EXACT);
    assertThat(localMass(Patterns.four().as(CONTENT_WITHOUT_SELF), 0)).isZero();
  }

  @Test
  void entropy_counts_nothing_for_zero_weights() {
    AttentionPattern pattern =
        AttentionPattern.of(
            Traces.tokens("a", "b", "c"),
            new double[][] {{0.5, 0.25, 0.25}, {1, 0, 0}, {0.5, 0.5, 0}});
    assertThat(entropy(pattern)).isEqualTo((1.5 * LN2 + 0 + LN2) / 3, EXACT);
  }

  @Test
  void entropy_in_each_variant() {
    double raw = // −(.4 ln .4 + 3 · .2 ln .2), twice; −(.5 ln .5 + .3 ln .3 + 2 · .1 ln .1), twice
        (2 * 1.3321790402101223 + 2 * 1.1682824501765625) / 4;
    assertThat(entropy(Patterns.four().as(RAW))).isEqualTo(raw, EXACT);
    double content = // 1.5 ln 2; −(.6 ln .6 + 2 · .2 ln .2), twice
        (1.5 * LN2 + 2 * 0.9502705392332347) / 3;
    assertThat(entropy(Patterns.four().as(CONTENT))).isEqualTo(content, EXACT);
    assertThat(entropy(Patterns.four().as(CONTENT_WITHOUT_SELF)))
        .isEqualTo((LN2 + LN2 + 2 * LN2 - 0.75 * Math.log(3)) / 3, EXACT);
  }

  @Test
  void a_token_that_attends_to_itself_is_at_distance_0_with_entropy_0() {
    AttentionPattern identity =
        AttentionPattern.of(
            Traces.tokens("a", "b", "c"), new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertThat(distance(identity)).isZero();
    assertThat(entropy(identity)).isZero();
    assertThat(localMass(identity, 0)).isEqualTo(1);
  }

  @Test
  void attention_to_the_previous_token_is_at_distance_1() {
    AttentionPattern previous =
        AttentionPattern.of(
            Traces.tokens("a", "b", "c"), new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 1, 0}});
    assertThat(distance(previous)).isEqualTo(1);
    assertThat(localMass(previous, 0)).isZero();
    assertThat(localMass(previous, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 40})
  void uniform_attention_has_the_distance_of_the_closed_form(int n) {
    Tokens tokens = sentence(n);
    double withSpecials = n + 2;
    assertThat(distance(uniform(tokens)))
        .isEqualTo((withSpecials * withSpecials - 1) / (3 * withSpecials), EXACT);
    assertThat(distance(uniform(tokens).as(CONTENT)))
        .isEqualTo(((double) n * n - 1) / (3.0 * n), EXACT);
    assertThat(distance(uniform(tokens).as(CONTENT_WITHOUT_SELF))).isEqualTo((n + 1) / 3.0, EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 40})
  void uniform_attention_has_the_largest_entropy(int n) {
    assertThat(entropy(uniform(sentence(n)))).isEqualTo(Math.log(n + 2), EXACT);
    assertThat(entropy(uniform(sentence(n)).as(CONTENT))).isEqualTo(Math.log(n), EXACT);
    assertThat(entropy(uniform(sentence(n)).as(CONTENT_WITHOUT_SELF)))
        .isEqualTo(Math.log(n - 1), EXACT);
  }

  @Test
  void reading_the_sentence_backwards_changes_nothing() {
    AttentionPattern forwards = Patterns.four();
    AttentionPattern backwards = forwards.restrictedTo(3, 2, 1, 0);
    assertThat(distance(backwards)).isEqualTo(distance(forwards), EXACT);
    assertThat(localMass(backwards, 1)).isEqualTo(localMass(forwards, 1), EXACT);
    assertThat(entropy(backwards)).isEqualTo(entropy(forwards), EXACT);
  }

  @Test
  void shuffling_the_tokens_changes_distance_but_not_entropy() {
    AttentionPattern shuffled = Patterns.four().restrictedTo(2, 0, 3, 1);
    assertThat(entropy(shuffled)).isEqualTo(entropy(Patterns.four()), EXACT);
    assertThat(distance(shuffled)).isNotCloseTo(distance(Patterns.four()), within(0.01));
  }

  @Test
  void refuses_a_negative_window() {
    assertThatThrownBy(() -> localMass(Patterns.three(), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window of -1 tokens is no window; use 0 or more.");
  }

  @Test
  void refuses_no_tokens_instead_of_giving_nan() {
    assertThatThrownBy(() -> distance(uniform(Traces.tokens())))
        .isInstanceOf(AssayException.class)
        .hasMessage("There is no attention over no tokens; use a longer text.");
  }

  /** [CLS], n words, [SEP]. */
  private static Tokens sentence(int n) {
    String[] pieces = new String[n + 2];
    Arrays.fill(pieces, "word");
    pieces[0] = "[CLS]";
    pieces[n + 1] = "[SEP]";
    return Traces.tokens(pieces);
  }
}
