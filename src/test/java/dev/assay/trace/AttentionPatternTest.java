package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionPatternTest {
  private static final Tokens CLS_A_B_SEP = Traces.tokens("[CLS]", "a", "b", "[SEP]");
  private final AttentionPattern pattern =
      AttentionPattern.of(
          CLS_A_B_SEP,
          new double[][] {
            {0.7, 0.1, 0.1, 0.1},
            {0.2, 0.1, 0.3, 0.4},
            {0.5, 0.2, 0.2, 0.1},
            {0.1, 0.2, 0.3, 0.4}
          });

  @Test
  void rows_are_queries_and_columns_are_keys() {
    assertThat(pattern.at(1, 3)).isEqualTo(0.4);
    assertThat(pattern.at(3, 1)).isEqualTo(0.2);
    assertThat(pattern.size()).isEqualTo(4);
    assertThat(pattern.tokens()).isEqualTo(CLS_A_B_SEP);
  }

  @Test
  void raw_is_the_pattern_itself() {
    assertThat(pattern.as(Variant.RAW).toArray()).isDeepEqualTo(pattern.toArray());
  }

  @Test
  void content_drops_special_tokens_and_renormalises_rows() {
    AttentionPattern content = pattern.as(Variant.CONTENT);
    assertThat(content.tokens().pieces()).containsExactly("a", "b");
    assertThat(content.at(0, 0)).isEqualTo(0.25, within(1e-12));
    assertThat(content.at(0, 1)).isEqualTo(0.75, within(1e-12));
    assertThat(content.at(1, 0)).isEqualTo(0.5, within(1e-12));
    assertThat(content.at(1, 1)).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void content_without_self_drops_the_diagonal_too() {
    Tokens three = Traces.tokens("[CLS]", "a", "b", "c");
    AttentionPattern without =
        AttentionPattern.of(
                three,
                new double[][] {
                  {1, 0, 0, 0},
                  {0.1, 0.5, 0.1, 0.3},
                  {0.4, 0.2, 0.2, 0.2},
                  {0, 0.6, 0.2, 0.2}
                })
            .as(Variant.CONTENT_WITHOUT_SELF);
    assertThat(without.tokens().pieces()).containsExactly("a", "b", "c");
    assertThat(without.toArray()[0]).containsExactly(new double[] {0, 0.25, 0.75}, within(1e-12));
    assertThat(without.toArray()[1]).containsExactly(new double[] {0.5, 0, 0.5}, within(1e-12));
    assertThat(without.toArray()[2]).containsExactly(new double[] {0.75, 0.25, 0}, within(1e-12));
  }

  @Test
  void restricts_to_positions_in_their_order() {
    AttentionPattern rest = pattern.restrictedTo(3, 1);
    assertThat(rest.tokens().pieces()).containsExactly("[SEP]", "a");
    assertThat(rest.toArray()[0]).containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-12));
    assertThat(rest.toArray()[1]).containsExactly(new double[] {0.8, 0.2}, within(1e-12));
  }

  @Test
  void variants_leave_the_pattern_as_it_was() {
    double[][] before = pattern.toArray();
    pattern.as(Variant.CONTENT_WITHOUT_SELF);
    pattern.toArray()[0][0] = 99;
    assertThat(pattern.toArray()).isDeepEqualTo(before);
  }

  @Test
  void keeps_a_copy_of_what_it_was_made_of() {
    double[][] weights = {{1, 0}, {0, 1}};
    AttentionPattern identity = AttentionPattern.of(Traces.tokens("a", "b"), weights);
    weights[0][0] = 99;
    assertThat(identity.at(0, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1, 1.1})
  void refuses_a_number_that_is_no_attention_weight(double weight) {
    double[][] weights = {{1, 0}, {1 - weight, weight}};
    assertThatThrownBy(() -> AttentionPattern.of(Traces.tokens("a", "b"), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("Row 1 of the attention holds .*, which is no attention weight\\.");
  }

  @Test
  void refuses_rows_that_do_not_sum_to_1() {
    Tokens two = Traces.tokens("a", "b");
    assertThatThrownBy(() -> AttentionPattern.of(two, new double[][] {{0.5, 0.5}, {0.5, 0.49}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 1 of the attention sums to 0.99 instead of 1.");
    assertThatThrownBy(() -> AttentionPattern.of(two, new double[][] {{0.5, 0.6}, {0.5, 0.5}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 0");
  }

  @Test
  void refuses_a_matrix_that_does_not_fit_the_tokens() {
    Tokens two = Traces.tokens("a", "b");
    assertThatThrownBy(() -> AttentionPattern.of(two, new double[][] {{1, 0}}))
        .hasMessage("1 rows of attention for 2 tokens.");
    assertThatThrownBy(() -> AttentionPattern.of(two, new double[][] {{1, 0}, {1}}))
        .hasMessage("Row 1 of the attention has 1 columns for 2 tokens.");
  }

  @Test
  void refuses_a_text_without_content() {
    AttentionPattern empty =
        AttentionPattern.of(
            Traces.tokens("[CLS]", "[SEP]"), new double[][] {{0.5, 0.5}, {0.5, 0.5}});
    assertThatThrownBy(() -> empty.as(Variant.CONTENT))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has no token left to take attention over");
  }

  @Test
  void refuses_a_row_that_has_no_attention_left() {
    AttentionPattern identity =
        AttentionPattern.of(Traces.tokens("a", "b"), new double[][] {{1, 0}, {0, 1}});
    assertThatThrownBy(() -> identity.as(Variant.CONTENT_WITHOUT_SELF))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("The token 'a' of \"a b\" gives no attention");
  }
}
