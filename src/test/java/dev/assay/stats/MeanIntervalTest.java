package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers called independent come from src/test/resources/stats/reference_values.py. */
class MeanIntervalTest {

  private static final Sample MOUSE = StudentizedBootstrapTest.MOUSE;
  private static final Sample SLEEP = Sample.of(SampleTest.SLEEP);

  @Test
  void the_short_side_of_skewed_effects_ends_as_students_t_does() {
    // R: t.test(extra ~ group, data = sleep, paired = TRUE) has the interval 0.7001142 to
    // 2.4598858, up to sign.
    Interval interval = MeanInterval.of(SLEEP, 1);
    assertThat(interval.low()).isCloseTo(0.7001142, within(5e-8));
    assertThat(interval.level()).isEqualTo(0.95);
  }

  @Test
  void the_long_side_of_skewed_effects_ends_as_the_bootstrap_does() {
    // Independent, 4 000 000 resamples
    assertThat(MeanInterval.of(SLEEP, 1, 400_000).high()).isCloseTo(2.7595, within(0.01));
    assertThat(MeanInterval.of(MOUSE, 1, 400_000).high()).isCloseTo(158.40, within(0.4));
    assertThat(MeanInterval.of(MOUSE, 1).low()).isCloseTo(25.1081244, within(5e-8));
  }

  @Test
  void students_end_is_cluster_robust() {
    // Independent: by the textbook formula, five clusters of unequal size, four degrees of freedom
    Interval interval = MeanInterval.of(StudentizedBootstrapTest.CLUSTERED, 1, 400_000);
    assertThat(interval.low()).isCloseTo(0.5948020, within(5e-8));
    assertThat(interval.high()).isCloseTo(5.9744, within(0.02));
  }

  @Test
  void takes_ten_thousand_resamples() {
    // Independent: the tails of exactly these 10 000 are -3.0580456 and 2.4907603; the mean is
    // 608/7.
    Interval interval = MeanInterval.of(MOUSE, 42);
    assertThat(interval.high()).isCloseTo(158.30386245718574, within(1e-12));
  }

  @Test
  void equal_arguments_give_equal_bits_on_any_thread() {
    Interval expected = MeanInterval.of(SLEEP, 9);
    assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> MeanInterval.of(SLEEP, 9)).toList())
        .hasSize(16)
        .containsOnly(expected);
    assertThat(MeanInterval.of(SLEEP, 10)).isNotEqualTo(expected);
  }

  @Test
  void turns_with_the_sign_of_the_effects() {
    Interval interval = MeanInterval.of(SLEEP, 3);
    Interval reflected = MeanInterval.of(scaled(-1, 0), 3);
    assertThat(reflected.low()).isEqualTo(-interval.high());
    assertThat(reflected.high()).isEqualTo(-interval.low());
  }

  @Test
  void follows_a_change_of_unit_and_origin() {
    Interval interval = MeanInterval.of(SLEEP, 3);
    Interval changed = MeanInterval.of(scaled(60, -100), 3);
    assertThat(changed.low()).isCloseTo(60 * interval.low() - 100, within(1e-9));
    assertThat(changed.high()).isCloseTo(60 * interval.high() - 100, within(1e-9));
  }

  @Test
  void copies_of_a_row_in_its_cluster_add_no_certainty() {
    double[] twice = new double[20];
    String[] labels = new String[20];
    for (int i = 0; i < 20; i++) {
      twice[i] = SampleTest.SLEEP[i % 10];
      labels[i] = "row " + i % 10;
    }
    Interval once = MeanInterval.of(SLEEP, 4);
    Interval clustered = MeanInterval.of(Sample.clustered(twice, List.of(labels)), 4);
    assertThat(clustered.low()).isCloseTo(once.low(), within(1e-12));
    assertThat(clustered.high()).isCloseTo(once.high(), within(1e-12));
    Interval taken = MeanInterval.of(Sample.of(twice), 4);
    assertThat(taken.high() - taken.low()).isLessThan(0.75 * (once.high() - once.low()));
  }

  @Test
  void equal_effects_have_a_point_for_an_interval() {
    double[] effects = new double[60];
    Arrays.fill(effects, 0.02);
    assertThat(MeanInterval.of(Sample.of(effects), 1)).isEqualTo(new Interval(0.02, 0.02, 0.95));
  }

  @Test
  void clusters_that_do_not_differ_have_a_point_for_an_interval() {
    Sample sample = Sample.clustered(new double[] {-1, 3, 3, -1}, List.of("a", "a", "b", "b"));
    assertThat(MeanInterval.of(sample, 1)).isEqualTo(new Interval(1, 1, 0.95));
  }

  @Test
  void one_cluster_leaves_the_mean_without_bounds() {
    Interval unbounded = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95);
    assertThat(MeanInterval.of(Sample.of(0.3), 1)).isEqualTo(unbounded);
    assertThat(MeanInterval.of(Sample.clustered(new double[] {1, 2}, List.of("a", "a")), 1))
        .isEqualTo(unbounded);
  }

  @Test
  void two_rows_have_a_wide_but_bounded_interval() {
    // Student's end is 0.5 + 12.7062 * 0.5, the bootstrap's 0.5 + 15.249 * 0.5 / sqrt 2: the wider
    // one is Student's.
    Interval interval = MeanInterval.of(Sample.of(0, 1), 1);
    assertThat(interval.isBounded()).isTrue();
    assertThat(interval.low()).isCloseTo(0.5 - 12.7062 * 0.5, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.5 + 12.7062 * 0.5, within(1e-4));
  }

  @Test
  void tiny_differences_are_not_taken_for_none() {
    Interval interval = MeanInterval.of(Sample.of(1, 1 + 1e-12, 1 - 1e-12), 1);
    assertThat(interval.high() - interval.low()).isBetween(1e-12, 1e-10);
    assertThat(interval.contains(1)).isTrue();
  }

  private static Sample scaled(double factor, double offset) {
    return Sample.of(DoubleStream.of(SampleTest.SLEEP).map(x -> factor * x + offset).toArray());
  }
}
