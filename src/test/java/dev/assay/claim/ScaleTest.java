package dev.assay.claim;

import static dev.assay.claim.Claims.changed;
import static dev.assay.claim.Claims.claim;
import static dev.assay.claim.Claims.effects;
import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Claims.rows;
import static dev.assay.claim.Claims.values;
import static dev.assay.claim.Prediction.EVERY_ROW_HOLDS;
import static dev.assay.claim.Prediction.MEAN_AT_LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void is_the_minimum_effect_regardless_of_its_sign() {
    assertThat(Scale.of(claim("a", MEAN_AT_LEAST, 0.02), effects(1))).hasValue(0.02);
    assertThat(Scale.of(claim("a", MEAN_AT_LEAST, -0.02), effects(1))).hasValue(0.02);
  }

  @Test
  void is_a_tenth_of_the_narrowest_bounds_that_have_a_width() {
    List<Outcome.OfRow> outcomes =
        rows(
            List.of(
                new Outcome.Within(0.5, 0, 1),
                new Outcome.Within(0.5, 0.5, 1),
                new Outcome.Within(1, 1, 1),
                new Outcome.Within(1, 0, Double.POSITIVE_INFINITY)));

    assertThat(Scale.of(claim("a", EVERY_ROW_HOLDS, 0), outcomes).orElseThrow())
        .isCloseTo(0.05, within(1e-15));
    assertThat(Scale.of(claim("a", EVERY_ROW_HOLDS, 0), outcomes.subList(2, 4))).isEmpty();
  }

  @Test
  void what_the_rows_on_record_vary_by_stands_in_where_there_is_none() {
    LedgerEntry none = changed(entry(Verdict.SUPPORTED, 0.3), 0, null, null);

    assertThat(Scale.of(entry(Verdict.SUPPORTED, 0.3), values(1, 3))).isEqualTo(0.1);
    assertThat(Scale.of(none, values(1, 3))).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(Scale.of(none, values(2, 2))).isEqualTo(1);
    assertThat(Scale.of(none, List.of())).isEqualTo(1);
  }
}
