package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.Embedding.Pooling;
import dev.assay.trace.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledTest {
  /** Three tokens of two numbers each. */
  private static final Pooled STATES =
      new Pooled(Tensor.of(new float[] {1, 2, 3, -6, -1, 1}, 3, 2));

  @ParameterizedTest
  @CsvSource({
    "FIRST_TOKEN, 1, 2",
    "LAST_TOKEN, -1, 1",
    "MAX, 3, 2",
    "MEAN, 1, -1",
    "MEAN_SQRT_LEN, 1.7320508, -1.7320508", // 3/√3 and -3/√3
    "WEIGHTED_MEAN, 0.6666667, -1.1666667", // (1 + 6 - 3) / 6 and (2 - 12 + 3) / 6
  })
  void is_what_sentence_transformers_computes(Pooling pooling, double first, double second) {
    assertThat(STATES.by(pooling)).containsExactly(new double[] {first, second}, within(1e-6));
  }

  @Test
  void several_poolings_stand_one_after_the_other_and_are_normalised_together() {
    List<Pooling> both = List.of(Pooling.FIRST_TOKEN, Pooling.MEAN);
    assertThat(STATES.embedding(new Embedding(both, false, Optional.empty())))
        .containsExactly(1, 2, 1, -1);
    double length = Math.sqrt(7);
    assertThat(STATES.embedding(new Embedding(both, true, Optional.empty())))
        .containsExactly(
            new double[] {1 / length, 2 / length, 1 / length, -1 / length}, within(1e-12));
  }

  @Test
  void a_vector_of_zeros_has_no_direction_and_stays() {
    Pooled zeros = new Pooled(Tensor.of(new float[4], 2, 2));
    assertThat(zeros.embedding(new Embedding(List.of(Pooling.MEAN), true, Optional.empty())))
        .containsExactly(0, 0);
  }
}
