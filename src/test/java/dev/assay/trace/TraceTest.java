package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final Tokens TWO = Traces.tokens("a", "b");

  /** Two layers of two heads; layer 1 looks back, layer 0 mixes. */
  private final Trace trace =
      Trace.of(
          TWO,
          2,
          2,
          Map.of(
              Site.PATTERN,
              Tensor.of(
                  new float[] {
                    1, 0, 0, 1, //
                    0.5f, 0.5f, 0.25f, 0.75f, //
                    1, 0, 1, 0, //
                    0, 1, 0, 1
                  },
                  2,
                  2,
                  2,
                  2),
              Site.V,
              Tensor.of(new float[] {10, 11, 12, 13, 14, 15, 16, 17}, 2, 2, 2, 1),
              Site.Z,
              Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, 2, 2, 1)));

  @Test
  void gives_each_head_its_own_part() {
    Head head = trace.layer(1).head(0);
    assertThat(head.pattern().toArray()).isDeepEqualTo(new double[][] {{1, 0}, {1, 0}});
    assertThat(head.v().toArray()).containsExactly(14, 15);
    assertThat(head.z().toArray()).containsExactly(4, 5);
    assertThat(head.label()).isEqualTo("1.0");
    assertThat(head.pattern().tokens()).isEqualTo(TWO);
  }

  @Test
  void lists_layers_and_heads_in_order() {
    assertThat(trace.layerCount()).isEqualTo(2);
    assertThat(trace.headCount()).isEqualTo(2);
    assertThat(trace.layers().stream().flatMap(layer -> layer.heads().stream()).map(Head::label))
        .containsExactly("0.0", "0.1", "1.0", "1.1");
    assertThat(trace.sites()).containsExactlyInAnyOrder(Site.PATTERN, Site.V, Site.Z);
    assertThat(trace.tokens()).isEqualTo(TWO);
  }

  @Test
  void averages_attention_over_heads() {
    AttentionPattern mean = trace.layer(0).meanOverHeads();
    assertThat(mean.toArray()[0]).containsExactly(new double[] {0.75, 0.25}, within(1e-12));
    assertThat(mean.toArray()[1]).containsExactly(new double[] {0.125, 0.875}, within(1e-12));
  }

  @Test
  void averages_a_measure_over_heads() {
    assertThat(trace.layer(1).meanOverHeads(head -> head.pattern().at(0, 0))).isEqualTo(0.5);
    assertThat(trace.meanOverHeads(head -> head.pattern().at(1, 1)))
        .isEqualTo((1 + 0.75 + 0 + 1) / 4, within(1e-12));
  }

  @Test
  void refuses_layers_and_heads_that_do_not_exist() {
    assertThatThrownBy(() -> trace.layer(2))
        .isInstanceOf(AssayException.class)
        .hasMessage("There is no layer 2: the model has layers 0 to 1.");
    assertThatThrownBy(() -> trace.layer(-1)).isInstanceOf(AssayException.class);
    assertThatThrownBy(() -> trace.layer(1).head(2))
        .isInstanceOf(AssayException.class)
        .hasMessage("There is no head 2: layer 1 has heads 0 to 1.");
    assertThatThrownBy(() -> trace.layer(1).head(-1)).isInstanceOf(AssayException.class);
  }

  @Test
  void says_what_was_not_captured() {
    assertThatThrownBy(() -> trace.tensor(Site.RESID))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not hold resid");
  }

  @Test
  void refuses_tensors_that_do_not_fit() {
    Tensor twoTokens = Tensor.of(new float[4], 1, 1, 2, 2);
    assertThatThrownBy(() -> Trace.of(TWO, 1, 2, Map.of(Site.Z, twoTokens)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("z has shape [1, 1, 2, 2] where [1, 2, 2] and one more axis were expected.");
    assertThatThrownBy(() -> Trace.of(TWO, 1, 1, Map.of(Site.Z, Tensor.of(new float[2], 1, 1, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    Tensor residual = Tensor.of(new float[12], 2, 2, 3);
    assertThat(Trace.of(TWO, 1, 1, Map.of(Site.RESID, residual)).sites())
        .containsExactly(Site.RESID);
    assertThat(Trace.of(TWO, 2, 1, Map.of(Site.ATTN_OUT, residual)).sites())
        .containsExactly(Site.ATTN_OUT);
    assertThatThrownBy(() -> Trace.of(TWO, 1, 1, Map.of(Site.MLP_OUT, residual)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refuses_a_number_that_is_not_finite(float number) {
    Tensor z = Tensor.of(new float[] {0, 1, 2, number}, 2, 1, 2, 1);
    assertThatThrownBy(() -> Trace.of(TWO, 2, 1, Map.of(Site.Z, z)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "z of layer 1 on \"a b\" holds a number that is not finite; check the checkpoint's weights.");
  }
}
