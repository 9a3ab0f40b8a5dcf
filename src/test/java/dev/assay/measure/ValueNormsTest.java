package dev.assay.measure;

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
import org.junit.jupiter.api.Test;

class ValueNormsTest {
  /** Columns 2 and 3 are head 1's: they send (1,0) to length 5, (0,1) to length 1. */
  private static final Tensor PROJECTION =
      Tensor.of(new float[] {9, 9, 3, 0, 9, 9, 4, 0, 9, 9, 0, 0, 9, 9, 0, 1}, 4, 4);

  private final Head head =
      Trace.of(
              Traces.tokens("[CLS]", "a", "b", "c"),
              1,
              2,
              Map.of(
                  Site.PATTERN,
                  Tensor.of(twice(Patterns.FOUR), 1, 2, 4, 4),
                  Site.V,
                  Tensor.of(twice(new double[][] {{10, 0}, {1, 0}, {0, -2}, {1, 1}}), 1, 2, 4, 2)))
          .layer(0)
          .head(1);

  @Test
  void is_how_far_a_value_is_moved() {
    assertThat(ValueNorms.of(PROJECTION, 2).of(head))
        .containsExactly(new double[] {50, 5, 2, Math.sqrt(26)}, within(1e-5));
  }

  @Test
  void weighted_with_attention_is_the_value_weighted_norm() {
    double[] norms = ValueNorms.of(PROJECTION, 2).of(head);
    double[][] weighted = ValueWeightedNorm.valueWeightedNorm(head, Variant.RAW, PROJECTION);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(head.pattern().at(i, j) * norms[j]).isEqualTo(weighted[i][j], within(1e-5));
      }
    }
  }

  @Test
  void refuses_a_projection_that_does_not_fit() {
    assertThatThrownBy(() -> ValueNorms.of(Tensor.of(new float[12], 4, 3), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An output projection of shape [4, 3] cannot be shared out among 2 heads.");
    ValueNorms wide = ValueNorms.of(Tensor.of(new float[24], 4, 6), 2);
    assertThatThrownBy(() -> wide.of(head))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A head of width 2 does not go with a projection for width 3.");
  }

  @Test
  void refuses_a_projection_with_a_number_that_is_not_finite() {
    float[] broken = PROJECTION.toArray();
    broken[2] = Float.NaN;
    ValueNorms norms = ValueNorms.of(Tensor.of(broken, 4, 4), 2);
    assertThatThrownBy(() -> norms.of(head))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("layer 0 holds a number that is not finite");
  }

  private static float[] twice(double[][] matrix) {
    float[] data = new float[2 * matrix.length * matrix[0].length];
    for (int k = 0; k < data.length; k++) {
      int cell = k % (data.length / 2);
      data[k] = (float) matrix[cell / matrix[0].length][cell % matrix[0].length];
    }
    return data;
  }
}
