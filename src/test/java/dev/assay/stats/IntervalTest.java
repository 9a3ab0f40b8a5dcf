package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  @Test
  void both_ends_are_inside() {
    Interval interval = new Interval(-1, 2, 0.95);
    assertThat(interval.contains(-1)).isTrue();
    assertThat(interval.contains(0)).isTrue();
    assertThat(interval.contains(2)).isTrue();
    assertThat(interval.contains(Math.nextDown(-1.0))).isFalse();
    assertThat(interval.contains(Math.nextUp(2.0))).isFalse();
    assertThat(interval.contains(Double.NaN)).isFalse();
  }

  @Test
  void a_point_is_an_interval() {
    assertThat(new Interval(3, 3, 0.95).contains(3)).isTrue();
  }

  @Test
  void an_end_at_infinity_is_no_bound() {
    assertThat(new Interval(-1, 2, 0.95).isBounded()).isTrue();
    assertThat(new Interval(Double.NEGATIVE_INFINITY, 2, 0.95).isBounded()).isFalse();
    assertThat(new Interval(-1, Double.POSITIVE_INFINITY, 0.95).isBounded()).isFalse();
  }

  @Test
  void refuses_ends_out_of_order() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(2, 1, 0.95))
        .withMessage(
            "An interval's low end must not exceed its high end: low is 2.0, high is 1.0.");
  }

  @Test
  void refuses_ends_that_are_not_numbers() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1, 0.95));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, Double.NaN, 0.95));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
  void refuses_a_level_that_is_no_share(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(0, 1, level))
        .withMessage(
            "An interval's level must lie strictly between 0 and 1, but is " + level + ".");
  }
}
