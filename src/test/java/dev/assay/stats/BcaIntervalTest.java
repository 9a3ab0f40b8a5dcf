package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BcaIntervalTest {

  @Test
  void agrees_with_scipy_on_the_mouse_data() {
    // scipy.stats.bootstrap, method BCa, 1 000 000 resamples: 46.4286 to 138.2857
    Interval interval =
        BcaInterval.of(StudentizedBootstrapTest.MOUSE, new SplittableRandom(1), 400_000);
    assertThat(interval.low()).isCloseTo(46.4286, within(0.3));
    assertThat(interval.high()).isCloseTo(138.2857, within(0.3));
  }
}
