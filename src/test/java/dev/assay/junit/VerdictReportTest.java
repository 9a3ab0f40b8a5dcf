package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Claims;
import dev.assay.claim.Expectation;
import org.junit.jupiter.api.Test;

class VerdictReportTest {

  @Test
  void an_estimate_is_as_claimed_from_the_minimum_effect_on() {
    assertThat(VerdictReport.mark(Claims.claim("a", new Expectation.MeanAtLeast(0.1))))
        .isEqualTo(0.1);
    assertThat(VerdictReport.mark(Claims.claim("a", new Expectation.SomeHeadAtLeast(0.1))))
        .isEqualTo(0.1);
  }

  @Test
  void a_universal_claim_is_as_claimed_only_where_all_rows_hold() {
    assertThat(VerdictReport.mark(Claims.claim("a", new Expectation.EveryRowWithin(0, 5))))
        .isEqualTo(1);
  }
}
