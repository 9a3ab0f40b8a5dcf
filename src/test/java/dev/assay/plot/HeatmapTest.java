package dev.assay.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatmapTest {
  private static final List<String> AB = List.of("a", "b");

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refuses_a_value_that_is_not_finite_and_says_where_it_is(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heatmap.ofTokens("head 3", AB, new double[][] {{1, 0}, {value, 0}}))
        .withMessage(
            "Heatmap 'head 3' has the value %s in row 1, column 0; every cell needs a finite number."
                .formatted(value));
  }

  @Test
  void refuses_ragged_rows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heatmap.ofTokens("head 3", AB, new double[][] {{1, 0}, {1}}))
        .withMessage(
            "Heatmap 'head 3' has 1 values in row 1 but 2 column labels; give one value per column.");
  }

  @Test
  void refuses_fewer_row_labels_than_rows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heatmap("", List.of("a"), AB, new double[][] {{1, 0}, {1, 0}}))
        .withMessage("The heatmap has 2 rows of values but 1 row labels; give one label per row.");
  }

  @Test
  void refuses_more_column_labels_than_columns() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Heatmap("x", AB, List.of("a", "b", "c"), new double[][] {{1, 0}, {1, 0}}))
        .withMessageContaining("2 values in row 0 but 3 column labels");
  }

  @Test
  void refuses_to_have_no_cells() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heatmap.ofTokens("x", List.of(), new double[0][]))
        .withMessageContaining("has no cells");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heatmap("x", List.of("a"), List.of(), new double[1][0]))
        .withMessageContaining("has no cells");
  }

  @Test
  void keeps_its_values_when_the_arrays_and_lists_given_or_handed_out_change() {
    double[][] values = {{1, 2}, {3, 4}};
    List<String> tokens = new ArrayList<>(AB);
    Heatmap map = Heatmap.ofTokens("x", tokens, values);
    values[0][0] = 9;
    values[1] = new double[] {9, 9};
    tokens.set(0, "z");
    map.values()[0][1] = 9;

    assertThat(map.values()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(map.rowLabels()).containsExactly("a", "b");
    assertThat(map).isEqualTo(Heatmap.ofTokens("x", AB, new double[][] {{1, 2}, {3, 4}}));
    assertThat(map).isNotEqualTo(Heatmap.ofTokens("x", AB, new double[][] {{1, 2}, {3, 5}}));
  }
}
