package dev.assay.claim;

import static dev.assay.claim.Claims.around;
import static dev.assay.claim.Claims.assess;
import static dev.assay.claim.Claims.changed;
import static dev.assay.claim.Claims.claim;
import static dev.assay.claim.Claims.effects;
import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Claims.judge;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  @Test
  void a_supported_claim_meets_all() {
    assertThat(
            unmet(
                judge(assess(claim("a", new MeanExpectation.AtLeast(0.1)), around(0.3, 0.1, 20)))))
        .isEmpty();
    assertThat(
            unmet(
                judge(assess(claim("a", new RowExpectation.EveryWithin(0, 1)), effects(0.1, 0.9)))))
        .isEmpty();
  }

  @Test
  void what_is_not_met_is_named() {
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), RANDOM_WEIGHTS);

    assertThat(unmet(judge(assess(claim, around(0.1, 0.1, 20))))).containsExactly("interval");
    assertThat(unmet(judge(assess(claim, around(-0.3, 0.1, 20)))))
        .containsExactly("interval", "correction");
    assertThat(unmet(judge(assess(claim, around(0.3, 0.01, 3)))))
        .containsExactly("power", "correction");
    assertThat(
            unmet(
                judge(
                    assess(
                        claim,
                        around(0.3, 0.1, 20),
                        new Null(RANDOM_WEIGHTS, 3),
                        around(0.4, 0.1, 20)))))
        .containsExactly("null: random weights");
    assertThat(
            unmet(
                judge(assess(claim("a", new RowExpectation.EveryWithin(0, 1)), effects(0.1, 1.9)))))
        .containsExactly("every row");
  }

  @Test
  void flipped_is_what_is_met_on_one_side_only() {
    LedgerEntry supported = with(SUPPORTED);

    assertThat(flipped(supported, with(INCONCLUSIVE, "null: random weights")))
        .containsExactly("null: random weights");
    assertThat(flipped(with(INCONCLUSIVE, "interval"), supported)).containsExactly("interval");
    assertThat(flipped(with(UNDERPOWERED, "power", "correction"), supported))
        .containsExactly("power", "correction");
    assertThat(
            flipped(
                with(INCONCLUSIVE, "null: random weights"),
                with(REFUTED, "interval", "null: random weights")))
        .containsExactly("interval");
  }

  @Test
  void nothing_flips_while_the_verdict_stays() {
    assertThat(flipped(with(INCONCLUSIVE, "interval"), with(INCONCLUSIVE, "correction"))).isEmpty();
  }

  @Test
  void an_interval_that_straddles_and_one_that_lies_below_are_not_the_same() {
    assertThat(flipped(with(INCONCLUSIVE, "interval"), with(REFUTED, "interval")))
        .containsExactly("interval");
  }

  @Test
  void a_record_of_schema_1_says_what_its_numbers_tell() {
    LedgerEntry straddles = entry(INCONCLUSIVE, 0.1, 0.05, 0.15);
    LedgerEntry above = entry(INCONCLUSIVE, 0.3, 0.2, 0.4);

    assertThat(flipped(straddles, with(SUPPORTED))).containsExactly("interval");
    assertThat(flipped(above, with(SUPPORTED))).containsExactly("null: which one is not on record");
    assertThat(flipped(above, with(REFUTED, "interval", "null: random weights")))
        .containsExactly("interval");
    assertThat(
            flipped(entry(SUPPORTED, 0.3, 0.2, 0.4), with(INCONCLUSIVE, "null: shuffled tokens")))
        .containsExactly("null: shuffled tokens");
  }

  private static List<String> unmet(Judgement judgement) {
    return Conditions.unmet(judgement);
  }

  private static List<String> flipped(LedgerEntry was, LedgerEntry is) {
    return Conditions.flipped(was, is);
  }

  private static LedgerEntry with(Verdict verdict, String... unmet) {
    return changed(entry(verdict, 0.3, 0.2, 0.4), 0.1, List.of(unmet), null);
  }
}
