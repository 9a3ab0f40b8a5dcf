package dev.assay.measure;

import static dev.assay.measure.ValueMeasures.effectiveNeighbours;
import static dev.assay.measure.ValueMeasures.neighbourhoodSimilarity;
import static dev.assay.measure.ValueMeasures.valueSimilarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Traces;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValueMeasuresTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** cos(a,b) = .6, cos(a,c) = 0, cos(a,d) = −1, cos(b,c) = .8, cos(b,d) = −.6, cos(c,d) = 0. */
  private static final double[] A = {1, 0};

  private static final double[] B = {3, 4};
  private static final double[] C = {0, 2};
  private static final double[] D = {-1, 0};

  /** Special tokens have no direction here: whatever looks at them fails. */
  private static final double[] SPECIAL = {0, 0};

  private final Head abcd =
      head(new double[][] {SPECIAL, A, B, C, D, SPECIAL}, "[CLS]", "a", "b", "c", "d", "[SEP]");

  /** undo is two pieces; cosines with the word are their means: .5, .7, .5. */
  private final Head undo =
      head(new double[][] {A, A, C, B, C}, "they", "un", "##do", "it", "again");

  @Test
  void similarity_is_the_cosine_of_value_outputs() {
    double[][] similarity =
        valueSimilarity(head(new double[][] {A, B, C, D}, "[CLS]", "b", "c", "[SEP]"));
    assertThat(similarity).hasDimensions(4, 4);
    assertThat(similarity[0]).containsExactly(new double[] {1, 0.6, 0, -1}, EXACT);
    assertThat(similarity[1]).containsExactly(new double[] {0.6, 1, 0.8, -0.6}, EXACT);
    assertThat(similarity[2]).containsExactly(new double[] {0, 0.8, 1, 0}, EXACT);
    assertThat(similarity[3]).containsExactly(new double[] {-1, -0.6, 0, 1}, EXACT);
  }

  @Test
  void similarity_never_leaves_its_range() {
    double[][] vectors = new double[50][];
    String[] pieces = new String[50];
    for (int i = 0; i < 50; i++) { // a vector and its opposite, fifty ways: some round past 1
      double sign = i % 2 == 0 ? 1 : -1;
      double scale = sign * (1 + 0.1 * i);
      vectors[i] = new double[] {0.1 * scale, 0.7 * scale, 0.3 * scale};
      pieces[i] = "t" + i;
    }
    for (double[] row : valueSimilarity(head(vectors, pieces))) {
      assertThat(row).hasSize(50);
      for (double cosine : row) {
        assertThat(cosine).isBetween(-1.0, 1.0);
        assertThat(Math.abs(cosine)).isEqualTo(1, within(1e-6));
      }
    }
  }

  @Test
  void neighbourhood_is_the_mean_over_content_tokens_in_the_window() {
    assertThat(neighbourhoodSimilarity(abcd, "b", 1)).isEqualTo((0.6 + 0.8) / 2, EXACT);
    assertThat(neighbourhoodSimilarity(abcd, "b", 2)).isEqualTo((0.6 + 0.8 - 0.6) / 3, EXACT);
    assertThat(neighbourhoodSimilarity(abcd, "a", 1)).isEqualTo(0.6, EXACT);
    assertThat(neighbourhoodSimilarity(abcd, "a", 2)).isEqualTo((0.6 + 0) / 2, EXACT);
    assertThat(neighbourhoodSimilarity(abcd, "d", 9)).isEqualTo((0 - 0.6 - 1) / 3, EXACT);
  }

  @Test
  void neighbourhood_of_several_pieces_counts_from_the_nearest() {
    assertThat(neighbourhoodSimilarity(undo, "undo", 1)).isEqualTo((0.5 + 0.7) / 2, EXACT);
    assertThat(neighbourhoodSimilarity(undo, "undo", 2)).isEqualTo((0.5 + 0.7 + 0.5) / 3, EXACT);
  }

  @Test
  void effective_neighbours_is_the_participation_ratio_of_positive_similarities() {
    assertThat(effectiveNeighbours(abcd, "b")).isEqualTo(1.4 * 1.4 / 1.0 / 3, EXACT);
    assertThat(effectiveNeighbours(undo, "undo"))
        .isEqualTo(1.7 * 1.7 / (0.25 + 0.49 + 0.25) / 3, EXACT);
  }

  @Test
  void one_neighbour_alone_is_one_of_all() {
    assertThat(effectiveNeighbours(abcd, "a")).isEqualTo(1 / 3.0, EXACT);
    assertThat(effectiveNeighbours(abcd, "c")).isEqualTo(1 / 3.0, EXACT);
  }

  @Test
  void equal_neighbours_are_all_effective() {
    Head same = head(new double[][] {B, B, B, B, D}, "a", "b", "c", "d", "[SEP]");
    assertThat(effectiveNeighbours(same, "b")).isEqualTo(1, EXACT);
    assertThat(neighbourhoodSimilarity(same, "b", 2)).isEqualTo(1, EXACT);
  }

  @Test
  void no_neighbour_is_effective_if_none_points_the_words_way() {
    assertThat(effectiveNeighbours(abcd, "d")).isZero();
  }

  @Test
  void similarities_of_pieces_are_averaged_before_negative_ones_count_as_none() {
    // cos of (−4,3) with the pieces: −.8 and .6, mean −.1.
    Head head = head(new double[][] {A, C, {-4, 3}, A}, "un", "##do", "it", "again");
    assertThat(effectiveNeighbours(head, "undo")).isEqualTo(1 / 2.0, EXACT);
  }

  @Test
  void scaling_value_outputs_changes_nothing() {
    Head scaled =
        head(
            new double[][] {{8, 0}, {0.5, 0}, {0, 16}, {0.75, 1}, {0, 4}},
            "they",
            "un",
            "##do",
            "it",
            "again");
    assertThat(effectiveNeighbours(scaled, "undo"))
        .isEqualTo(effectiveNeighbours(undo, "undo"), EXACT);
    assertThat(neighbourhoodSimilarity(scaled, "undo", 1))
        .isEqualTo(neighbourhoodSimilarity(undo, "undo", 1), EXACT);
  }

  @Test
  void refuses_a_zero_vector_by_name() {
    assertThatThrownBy(() -> valueSimilarity(abcd))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The value output of the token '[CLS]' is zero in head 0.0 on \"a b c d\", so it has no direction to compare; leave this head out.");
    Head zero = head(new double[][] {A, SPECIAL, C}, "a", "b", "c");
    assertThatThrownBy(() -> effectiveNeighbours(zero, "a"))
        .hasMessageContaining("token 'b' is zero");
    assertThatThrownBy(() -> neighbourhoodSimilarity(zero, "b", 1))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("token 'b' is zero");
  }

  @Test
  void refuses_a_word_without_neighbours() {
    Head alone = head(new double[][] {A, B, A, D}, "[CLS]", "un", "##do", "[SEP]");
    assertThatThrownBy(() -> neighbourhoodSimilarity(alone, "undo", 3))
        .isInstanceOf(AssayException.class)
        .hasMessage("The word 'undo' has no neighbours in \"undo\"; use a longer text.");
    assertThatThrownBy(() -> effectiveNeighbours(alone, "undo"))
        .isInstanceOf(AssayException.class)
        .hasMessage("The word 'undo' has no neighbours in \"undo\"; use a longer text.");
  }

  @Test
  void refuses_a_window_without_neighbours() {
    assertThatThrownBy(() -> neighbourhoodSimilarity(abcd, "b", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window of 0 tokens holds no neighbour; use 1 or more.");
  }

  private static Head head(double[][] z, String... pieces) {
    return Traces.head(Traces.tokens(pieces), Map.of(Site.Z, z));
  }
}
