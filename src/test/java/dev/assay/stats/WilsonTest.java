package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

  @ParameterizedTest
  @CsvSource({
    // Newcombe 1998, table I, method 3
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void agrees_with_newcombes_table(int successes, int trials, double low, double high) {
    Interval interval = Wilson.interval(successes, trials);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
    assertThat(interval.level()).isEqualTo(0.95);
  }

  @Test
  void none_and_all_reach_the_ends_exactly() {
    for (int trials = 1; trials <= 200; trials++) {
      Interval none = Wilson.interval(0, trials);
      Interval all = Wilson.interval(trials, trials);
      assertThat(none.low()).isZero();
      assertThat(none.high()).isLessThan(1);
      assertThat(all.high()).isEqualTo(1);
      assertThat(all.low()).isCloseTo(1 - none.high(), within(1e-12));
    }
  }

  @Test
  void all_but_one_do_not_reach_one() {
    assertThat(Wilson.interval(59, 60).high()).isCloseTo(0.99705, within(5e-6));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void refuses_a_share_of_no_rows(int trials) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wilson.interval(0, trials))
        .withMessage("A share needs at least one row, but there are " + trials + ".");
  }

  @ParameterizedTest
  @CsvSource({"-1", "4"})
  void refuses_more_rows_than_there_are(int successes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wilson.interval(successes, 3))
        .withMessage("A share of 3 rows cannot be held by " + successes + " of them.");
  }
}
