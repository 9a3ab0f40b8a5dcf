package dev.assay.measure;

import static dev.assay.measure.ValueWeightedNorm.valueWeightedNorm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueWeightedNormTest {
  private static final Offset<Double> FLOAT32 = within(1e-5);

  /** Columns 2 and 3 are head 1's: they send (1,0) to length 5, (0,1) to length 1. */
  private static final Tensor PROJECTION =
      Tensor.of(new float[] {9, 9, 3, 0, 9, 9, 4, 0, 9, 9, 0, 0, 9, 9, 0, 1}, 4, 4);

  /** Head 1 of two heads of width 2, on [CLS] a b c; its values move 50, 5, 2 and √26. */
  private final Head head =
      Trace.of(
              Traces.tokens("[CLS]", "a", "b", "c"),
              1,
              2,
              Map.of(
                  Site.PATTERN,
                  twice(Patterns.FOUR, 4),
                  Site.V,
                  twice(new double[][] {{10, 0}, {1, 0}, {0, -2}, {1, 1}}, 2)))
          .layer(0)
          .head(1);

  @Test
  void weighs_attention_with_what_it_moves() {
    double[][] norms = valueWeightedNorm(head, Variant.RAW, PROJECTION);
    double c = Math.sqrt(26);
    assertThat(norms).hasDimensions(4, 4);
    assertThat(norms[0]).containsExactly(new double[] {20, 1, 0.4, 0.2 * c}, FLOAT32);
    assertThat(norms[1]).containsExactly(new double[] {10, 2, 0.4, 0.2 * c}, FLOAT32);
    assertThat(norms[2]).containsExactly(new double[] {25, 0.5, 0.6, 0.1 * c}, FLOAT32);
    assertThat(norms[3]).containsExactly(new double[] {25, 1.5, 0.2, 0.1 * c}, FLOAT32);
  }

  @Test
  void takes_attention_as_the_variant_renormalises_it() {
    double c = Math.sqrt(26);
    double[][] content = valueWeightedNorm(head, Variant.CONTENT, PROJECTION);
    assertThat(content).hasDimensions(3, 3);
    assertThat(content[0]).containsExactly(new double[] {2.5, 0.5, 0.25 * c}, FLOAT32);
    assertThat(content[1]).containsExactly(new double[] {1, 1.2, 0.2 * c}, FLOAT32);
    assertThat(content[2]).containsExactly(new double[] {3, 0.4, 0.2 * c}, FLOAT32);
    double[][] withoutSelf = valueWeightedNorm(head, Variant.CONTENT_WITHOUT_SELF, PROJECTION);
    assertThat(withoutSelf).hasDimensions(3, 3);
    assertThat(withoutSelf[0]).containsExactly(new double[] {0, 1, 0.5 * c}, FLOAT32);
    assertThat(withoutSelf[2]).containsExactly(new double[] {3.75, 0.5, 0}, FLOAT32);
  }

  @Test
  void averages_over_all_cells() {
    double c = Math.sqrt(26);
    assertThat(ValueWeightedNorm.mean(head, Variant.RAW, PROJECTION))
        .isEqualTo((80 + 5 + 1.6 + 0.6 * c) / 16, FLOAT32);
    assertThat(ValueWeightedNorm.mean(head, Variant.CONTENT, PROJECTION))
        .isEqualTo((6.5 + 2.1 + 0.65 * c) / 9, FLOAT32);
  }

  @Test
  void refuses_a_projection_of_other_heads() {
    assertThatThrownBy(() -> valueWeightedNorm(head, Variant.RAW, Tensor.of(new float[12], 4, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An output projection of shape [4, 3] does not take 2 heads of width 2.");
    assertThatThrownBy(
            () -> valueWeightedNorm(head, Variant.RAW, Tensor.of(new float[16], 2, 4, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void refuses_a_projection_that_is_not_finite(float number) {
    float[] weights = PROJECTION.toArray();
    weights[2] = number;
    assertThatThrownBy(() -> valueWeightedNorm(head, Variant.RAW, Tensor.of(weights, 4, 4)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The output projection of layer 0 holds a number that is not finite; check the checkpoint's weights.");
  }

  /** As both heads of one layer; head 0's numbers are turned upside down. */
  private static Tensor twice(double[][] matrix, int width) {
    float[] data = new float[2 * 4 * width];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < width; j++) {
        data[(3 - i) * width + j] = (float) matrix[i][j];
        data[(4 + i) * width + j] = (float) matrix[i][j];
      }
    }
    return Tensor.of(data, 1, 2, 4, width);
  }
}
