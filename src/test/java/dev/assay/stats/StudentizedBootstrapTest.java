package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.StudentizedBootstrap.Tails;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers called independent come from src/test/resources/stats/reference_values.py. */
class StudentizedBootstrapTest {

  /** Survival of treated mice in days (Efron and Tibshirani 1993, table 2.1). */
  static final Sample MOUSE = Sample.of(94, 197, 16, 38, 99, 141, 23);

  static final Sample CLUSTERED =
      Sample.clustered(
          new double[] {1, 2, 4, 0, 3, 9, 2, 2, 1, 3, 5},
          List.of("a", "a", "a", "b", "c", "c", "d", "d", "d", "d", "e"));

  private static final int MANY = 400_000;

  @Test
  void agrees_with_an_independent_bootstrap_of_the_mouse_data() {
    // 4 000 000 resamples with numpy's beta deviates
    assertTails(StudentizedBootstrap.tails(MOUSE, 1, MANY), -3.0622, 2.4279, 0.01);
  }

  @Test
  void agrees_with_an_independent_bootstrap_of_unequal_clusters() {
    assertTails(StudentizedBootstrap.tails(CLUSTERED, 1, MANY), -4.1115, 2.3957, 0.015);
  }

  @Test
  void agrees_with_the_closed_form_for_two_clusters() {
    // Independent: by integration over the two weights the tails are -15.24934 and 15.24934.
    Tails tails = StudentizedBootstrap.tails(Sample.of(3, 8), 1, MANY);
    assertTails(tails, -15.24934, 15.24934, 0.03);
  }

  @Test
  void follows_the_documented_generator_to_the_last_digits() {
    // Independent: generator, weights and t written out in Python, seed 42.
    assertTails(
        StudentizedBootstrap.tails(MOUSE, 42, 10_000),
        -3.0580455808296025,
        2.490760339597569,
        1e-14);
    assertTails(
        StudentizedBootstrap.tails(CLUSTERED, 42, 10_000),
        -4.0069084636747,
        2.451962336652659,
        1e-14);
  }

  @Test
  void cuts_one_in_forty_off_either_end() {
    // 39 resamples: the smallest and the largest. 79: the second of each, within those of the same
    // 79 cut at the first.
    Tails extremes = StudentizedBootstrap.tails(MOUSE, 5, 39);
    assertThat(extremes.lower()).isLessThan(extremes.upper());
    Tails seconds = StudentizedBootstrap.tails(MOUSE, 5, 79);
    Tails firsts = StudentizedBootstrap.tails(MOUSE, 5, 78);
    assertThat(seconds.lower()).isGreaterThan(firsts.lower());
    assertThat(seconds.upper()).isLessThan(firsts.upper());
  }

  @Test
  void many_ties_leave_the_tails_finite() {
    double[] effects = new double[60];
    effects[17] = 1;
    Tails tails = StudentizedBootstrap.tails(Sample.of(effects), 1, 10_000);
    assertThat(tails.lower()).isFinite().isLessThan(-5);
    assertThat(tails.upper()).isFinite().isPositive();
  }

  private static void assertTails(Tails tails, double lower, double upper, double relative) {
    assertThat(tails.lower()).isCloseTo(lower, within(relative * Math.abs(lower)));
    assertThat(tails.upper()).isCloseTo(upper, within(relative * Math.abs(upper)));
  }
}
