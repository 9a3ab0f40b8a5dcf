package dev.assay.claim;

import static dev.assay.claim.Claims.changed;
import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Claims.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void is_the_minimum_effect_regardless_of_its_sign() {
    assertThat(Scale.of(new MeanExpectation.AtLeast(0.02))).hasValue(0.02);
    assertThat(Scale.of(new MeanExpectation.AtMost(-0.02))).hasValue(0.02);
    assertThat(Scale.of(new HeadExpectation.SomeAtLeast(0.1))).hasValue(0.1);
    assertThat(Scale.of(new MeanExpectation.AtLeast(0))).isEmpty();
  }

  @Test
  void of_an_equivalence_is_half_the_distance_of_its_borders() {
    assertThat(Scale.of(new MeanExpectation.Within(-0.1, 0.3)).orElseThrow())
        .isCloseTo(0.2, within(1e-15));
  }

  @Test
  void is_a_tenth_of_bounds_that_have_a_width() {
    assertThat(Scale.of(new RowExpectation.EveryWithin(0.5, 1)).orElseThrow())
        .isCloseTo(0.05, within(1e-15));
    assertThat(Scale.of(new RowExpectation.EveryWithin(0, Double.POSITIVE_INFINITY))).isEmpty();
    assertThat(Scale.of(new RowExpectation.EveryWithin(1, 1))).isEmpty();
  }

  @Test
  void a_share_is_no_unit_of_values() {
    assertThat(Scale.of(new RowExpectation.ShareAtLeast(0.9))).isEmpty();
  }

  @Test
  void what_the_rows_on_record_vary_by_stands_in_where_there_is_none() {
    LedgerEntry none = changed(entry(Verdict.SUPPORTED, 0.3), 0, null, null);

    assertThat(Scale.of(none, values(1, 3))).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(Scale.of(none, values(2, 2))).isEqualTo(1);
    assertThat(Scale.of(none, List.of())).isEqualTo(1);
  }
}
