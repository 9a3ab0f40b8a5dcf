package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

  /** Extra hours of sleep, drug 2 minus drug 1 (Student 1908), as in R's data set sleep. */
  static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void agrees_with_students_sleep_data() {
    Sample sample = Sample.of(SLEEP);
    assertThat(sample.n()).isEqualTo(10);
    assertThat(sample.clusters()).isEqualTo(10);
    // Student 1908: mean 1.58, t = 4.06; R's t.test gives t = 4.0621, and t = d_z * sqrt(n).
    assertThat(sample.mean()).isCloseTo(1.58, within(1e-14));
    assertThat(sample.sd()).isCloseTo(1.229995, within(1e-6));
    assertThat(sample.cohensDz()).isPresent();
    assertThat(sample.cohensDz().getAsDouble() * Math.sqrt(10)).isCloseTo(4.0621, within(5e-5));
    assertThat(sample.cohensDz().getAsDouble()).isCloseTo(1.2845575625910546, within(1e-14));
  }

  @Test
  void rows_of_equal_label_are_one_cluster_wherever_they_stand() {
    Sample sample =
        Sample.clustered(new double[] {1, 10, 2, 20, 100}, List.of("a", "b", "a", "b", "c"));
    assertThat(sample.n()).isEqualTo(5);
    assertThat(sample.clusters()).isEqualTo(3);
    assertThat(sample.clusterSizes()).containsExactly(2, 2, 1);
    assertThat(sample.clusterSums(0)).containsExactly(3, 30, 100);
    assertThat(sample.clusterSums(1)).containsExactly(1, 28, 99);
  }

  @Test
  void the_mean_counts_rows_and_not_clusters() {
    Sample sample = Sample.clustered(new double[] {1, 1, 1, 5}, List.of("a", "a", "a", "b"));
    assertThat(sample.mean()).isEqualTo(2);
    assertThat(sample.sd()).isEqualTo(2);
    assertThat(sample.cohensDz()).hasValue(1);
  }

  @Test
  void the_sum_of_absolute_effects_ignores_signs() {
    assertThat(Sample.of(1, -2, 4).sumOfAbsoluteEffects()).isEqualTo(7);
  }

  @Test
  void equal_effects_have_exactly_their_value_as_mean() {
    for (int n = 1; n <= 100; n++) {
      double[] effects = new double[n];
      Arrays.fill(effects, 1.0 / 49);
      Sample sample = Sample.of(effects);
      assertThat(sample.mean()).isEqualTo(1.0 / 49);
      assertThat(sample.sd()).isZero();
      assertThat(sample.cohensDz()).isEmpty();
    }
  }

  @Test
  void one_effect_has_no_effect_size() {
    assertThat(Sample.of(0.3).sd()).isZero();
    assertThat(Sample.of(0.3).cohensDz()).isEmpty();
  }

  @Test
  void a_negative_mean_has_a_negative_effect_size() {
    assertThat(Sample.of(-1, -3).cohensDz()).isPresent();
    assertThat(Sample.of(-1, -3).cohensDz().getAsDouble()).isCloseTo(-Math.sqrt(2), within(1e-15));
  }

  @Test
  void does_not_share_its_arrays() {
    double[] effects = {1, 2};
    Sample independent = Sample.of(effects);
    Sample clustered = Sample.clustered(effects, List.of("a", "b"));
    effects[0] = 9;
    assertThat(independent.clusterSums(0)).containsExactly(1, 2);
    assertThat(clustered.clusterSums(0)).containsExactly(1, 2);
  }

  @Test
  void refuses_an_empty_sample() {
    assertThatIllegalArgumentException()
        .isThrownBy(Sample::of)
        .withMessage("A sample needs at least one effect, but has none.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.clustered(new double[0], List.of()))
        .withMessage("A sample needs at least one effect, but has none.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refuses_an_effect_that_is_not_finite_and_says_which(double effect) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.of(1, effect, 3))
        .withMessage("Effects must be finite, but effect 2 of 3 is " + effect + ".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.clustered(new double[] {effect}, List.of("a")))
        .withMessage("Effects must be finite, but effect 1 of 1 is " + effect + ".");
  }

  @Test
  void refuses_labels_that_do_not_match_the_effects() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.clustered(new double[] {1, 2, 3}, List.of("a", "b")))
        .withMessage("Every effect needs one cluster label, but there are 3 effects and 2 labels.");
  }
}
