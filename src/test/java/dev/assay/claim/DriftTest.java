package dev.assay.claim;

import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftTest {
  private static final LedgerEntry RECORDED = entry(SUPPORTED, 0.3, 0.2, 0.4);

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void the_recorded_verdict_passes_whichever_it_is(Verdict verdict) {
    LedgerEntry entry = entry(verdict, 0.3, 0.2, 0.4);

    Drift drift = Drift.of(Optional.of(entry), entry, "");

    assertThat(drift.kind()).isEqualTo(Drift.Kind.AS_RECORDED);
    assertThat(drift.changed()).isEmpty();
    assertThat(drift.fails(verdict)).isFalse();
  }

  @Test
  void an_estimate_that_left_the_recorded_interval_is_a_warning() {
    assertThat(kind(entry(SUPPORTED, 0.41, 0.3, 0.5))).isEqualTo(Drift.Kind.INTERVAL_MOVED);
    assertThat(kind(entry(SUPPORTED, 0.19, 0.1, 0.3))).isEqualTo(Drift.Kind.INTERVAL_MOVED);
    assertThat(kind(entry(SUPPORTED, 0.4, 0.3, 0.5))).isEqualTo(Drift.Kind.AS_RECORDED);
    assertThat(kind(entry(SUPPORTED, 0.2, 0.1, 0.3))).isEqualTo(Drift.Kind.AS_RECORDED);
    assertThat(drift(entry(SUPPORTED, 0.41, 0.3, 0.5)).fails(SUPPORTED)).isFalse();
  }

  @Test
  void other_heads_with_the_same_verdict_are_a_warning() {
    LedgerEntry recorded = entry(SUPPORTED, 0.3, "4.6", "2.1");

    assertThat(Drift.of(Optional.of(recorded), entry(SUPPORTED, 0.3, "4.6", "4.6"), ""))
        .satisfies(
            drift -> {
              assertThat(drift.kind()).isEqualTo(Drift.Kind.HEADS_MOVED);
              assertThat(drift.fails(SUPPORTED)).isFalse();
            });
    assertThat(Drift.of(Optional.of(recorded), entry(SUPPORTED, 0.3, "4.6", "2.1"), "").kind())
        .isEqualTo(Drift.Kind.AS_RECORDED);
    assertThat(Drift.of(Optional.of(recorded), entry(SUPPORTED, 0.5, "4.6", "4.6"), "").kind())
        .isEqualTo(Drift.Kind.INTERVAL_MOVED);
    assertThat(Drift.of(Optional.of(recorded), entry(REFUTED, 0.3, "4.6", "4.6"), "").kind())
        .isEqualTo(Drift.Kind.VERDICT_CHANGED);
  }

  @Test
  void another_verdict_fails_even_if_it_is_a_better_one() {
    assertThat(kind(entry(REFUTED, 0.3, 0.2, 0.4))).isEqualTo(Drift.Kind.VERDICT_CHANGED);
    assertThat(drift(entry(REFUTED, 0.3, 0.2, 0.4)).fails(REFUTED)).isTrue();

    Drift better =
        Drift.of(Optional.of(entry(REFUTED, 0.3, 0.2, 0.4)), entry(SUPPORTED, 0.3, 0.2, 0.4), "");
    assertThat(better.fails(SUPPORTED)).isTrue();
  }

  @Test
  void with_nothing_on_record_only_a_supported_claim_passes() {
    Drift drift = Drift.of(Optional.empty(), RECORDED, "");

    assertThat(drift.kind()).isEqualTo(Drift.Kind.NOT_ON_RECORD);
    assertThat(drift.fails(SUPPORTED)).isFalse();
    assertThat(drift.fails(REFUTED)).isTrue();
    assertThat(drift.fails(INCONCLUSIVE)).isTrue();
    assertThat(drift.fails(UNDERPOWERED)).isTrue();
  }

  @Test
  void names_what_the_result_was_made_from_and_is_not_the_same() {
    assertThat(changed(new Provenance("w1", "g0", "t0", "f0", "c0", "PyTorch 2.7.1", "0.1.0")))
        .containsExactly("weights");
    assertThat(changed(new Provenance("w0", "g1", "t0", "f0", "c0", "PyTorch 2.7.1", "0.1.0")))
        .containsExactly("configuration");
    assertThat(changed(new Provenance("w0", "g0", "t0", "f0", "c0", "PyTorch 2.7.1", "0.2.0")))
        .containsExactly("Assay");
    assertThat(changed(new Provenance("w0", "g0", "t1", "f0", "c0", "PyTorch 2.7.1", "0.1.0")))
        .containsExactly("tokenizer");
    assertThat(changed(new Provenance("w0", "g0", "t0", "f1", "c0", "PyTorch 2.7.1", "0.1.0")))
        .containsExactly("fixture");
    assertThat(changed(new Provenance("w0", "g0", "t0", "f0", "c1", "PyTorch 2.7.1", "0.1.0")))
        .containsExactly("claim");
    assertThat(changed(new Provenance("w0", "g0", "t0", "f0", "c0", "PyTorch 3.0.0", "0.1.0")))
        .containsExactly("engine");
    assertThat(changed(new Provenance("w1", "g1", "t1", "f1", "c1", "PyTorch 3.0.0", "0.2.0")))
        .containsExactly(
            "weights", "configuration", "tokenizer", "fixture", "claim", "engine", "Assay");
  }

  @Test
  void says_which_rows_of_the_fixture_came_and_went() {
    assertThat(Drift.rows(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(Drift.rows(List.of("a", "b"), List.of("b", "a"))).as("another order").isEmpty();
    assertThat(Drift.rows(List.of("a", "b"), List.of("a"))).isEqualTo("rows removed: b");
    assertThat(Drift.rows(List.of("a"), List.of("a", "c", "d"))).isEqualTo("rows added: c, d");
    assertThat(Drift.rows(List.of("a", "b"), List.of("a", "c")))
        .isEqualTo("rows removed: b; rows added: c");
    assertThat(Drift.rows(List.of(), List.of("a"))).as("none on record").isEmpty();
  }

  private static Drift drift(LedgerEntry measured) {
    return Drift.of(Optional.of(RECORDED), measured, "");
  }

  private static Drift.Kind kind(LedgerEntry measured) {
    return drift(measured).kind();
  }

  private static List<String> changed(Provenance provenance) {
    return drift(entry(SUPPORTED, 0.3, 0.2, 0.4, provenance)).changed();
  }
}
