package dev.assay.claim;

import static dev.assay.claim.Change.Kind.AS_RECORDED;
import static dev.assay.claim.Change.Kind.AT_THE_BOUNDARY;
import static dev.assay.claim.Change.Kind.MOVED;
import static dev.assay.claim.Change.Kind.NOT_ON_RECORD;
import static dev.assay.claim.Change.Kind.NOT_REPRODUCED;
import static dev.assay.claim.Change.Kind.VERDICT_CHANGED;
import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Claims.measured;
import static dev.assay.claim.Claims.values;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.file.JsonFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The minimum effect, and with it the scale, is 0.1 throughout. */
class RegressionTest {
  /** Of a model other than the recorded one. */
  private static final Provenance OTHER =
      new Provenance("w1", "g0", "t0", "f0", "c0", "PyTorch 2.7.1", "0.1.0");

  /** Twelve rows, so that 2 of 4096 ways to flip signs are as extreme as a change of all. */
  private static final double[] TWELVE = {
    0.31, 0.28, 0.35, 0.22, 0.3, 0.33, 0.27, 0.29, 0.26, 0.34, 0.32, 0.25
  };

  private static final double SMALLEST = 2 / 4096.0;

  @Test
  void equal_rows_are_as_recorded_and_a_change_of_exactly_0() {
    Change change = only(SUPPORTED, TWELVE, SUPPORTED, TWELVE);

    assertThat(change.kind()).isEqualTo(AS_RECORDED);
    assertThat(change.paired())
        .hasValue(new Change.Paired(0, new LedgerEntry.Bounds(0, 0), 0, 1, 12));
    assertThat(change.provenance()).containsExactly("weights");
    assertThat(change.flipped()).isEmpty();
    assertThat(change.fails(true)).isFalse();
  }

  @Test
  void the_change_is_the_mean_of_the_rows_differences() {
    double[] now = TWELVE.clone();
    now[0] += 0.12;
    now[1] -= 0.06;

    Change.Paired paired = only(SUPPORTED, TWELVE, SUPPORTED, now).paired().orElseThrow();

    assertThat(paired.mean()).isCloseTo(0.005, within(1e-12));
    assertThat(paired.relative()).isCloseTo(0.05, within(1e-11));
    assertThat(paired.n()).isEqualTo(12);
    // Of four ways to give two signs, those with + 0.12 are as large: half of them, on both sides.
    assertThat(paired.adjustedP()).isEqualTo(1);
    // Student's t of 11 degrees of freedom, 2.201, times sd / √n: 0.0397 / 3.464.
    assertThat(paired.interval().low()).isLessThanOrEqualTo(0.005 - 0.02518);
    assertThat(paired.interval().high()).isGreaterThanOrEqualTo(0.005 + 0.02518);
  }

  @Test
  void rows_of_one_cluster_are_one_witness() {
    List<RowValue> before = Arrays.asList(new RowValue[4]);
    List<RowValue> after = Arrays.asList(new RowValue[4]);
    for (int i = 0; i < 4; i++) {
      before.set(i, new RowValue("r" + i, i < 2 ? "a" : "b", 0.2));
      after.set(i, new RowValue("r" + i, i < 2 ? "a" : "b", 0.3));
    }

    PairedChange change = PairedChange.between(before, after).orElseThrow();

    assertThat(change.differences().n()).isEqualTo(4);
    assertThat(change.differences().clusters()).isEqualTo(2);
    assertThat(change.p()).isEqualTo(0.5);
    assertThat(change.differences().mean()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void a_real_change_with_the_same_verdict_is_a_warning_and_fails_a_strict_run() {
    Change change = only(SUPPORTED, TWELVE, SUPPORTED, shifted(TWELVE, 0.05));

    assertThat(change.kind()).isEqualTo(MOVED);
    assertThat(change.paired().orElseThrow().relative()).isCloseTo(0.5, within(1e-9));
    assertThat(change.paired().orElseThrow().adjustedP()).isEqualTo(SMALLEST);
    assertThat(change.fails(false)).isFalse();
    assertThat(change.fails(true)).isTrue();
  }

  @Test
  void a_real_change_of_less_than_a_tenth_of_the_minimum_effect_does_not_matter() {
    assertThat(only(SUPPORTED, TWELVE, SUPPORTED, shifted(TWELVE, 0.0099)).kind())
        .isEqualTo(AS_RECORDED);
    assertThat(only(SUPPORTED, TWELVE, SUPPORTED, shifted(TWELVE, -0.0101)).kind())
        .isEqualTo(MOVED);
  }

  @Test
  void the_correction_counts_all_claims_compared_and_those_left_unmeasured() {
    Ledger recorded =
        ledger(
            measured("a", entry(SUPPORTED, 0.3), values(TWELVE)),
            measured("b", entry(SUPPORTED, 0.3), values(TWELVE)));
    Measurement a = other("a", SUPPORTED, shifted(TWELVE, 0.05));
    Measurement b = other("b", SUPPORTED, TWELVE);

    assertThat(adjusted(compare(recorded, a))).isEqualTo(SMALLEST);
    assertThat(adjusted(Regression.of(recorded, List.of(b, a), Map.of()).get(1)))
        .isEqualTo(2 * SMALLEST);
    assertThat(adjusted(Regression.of(recorded, List.of(a), Map.of("b", values(TWELVE))).get(0)))
        .as("alone as among the others")
        .isEqualTo(2 * SMALLEST);
    assertThat(Regression.of(many(102), List.of(a), unchanged(102)).get(0).kind()).isEqualTo(MOVED);
    assertThat(Regression.of(many(103), List.of(a), unchanged(103)).get(0).kind())
        .as("103 times 2 of 4096 is more than 0.05")
        .isEqualTo(AS_RECORDED);
  }

  /** A record of a and of claims 1, 2, ... with the same rows, so many in all. */
  private static Ledger many(int claims) {
    List<Measurement> all = new ArrayList<>();
    all.add(measured("a", entry(SUPPORTED, 0.3), values(TWELVE)));
    unchanged(claims).forEach((id, rows) -> all.add(measured(id, entry(SUPPORTED, 0.3), rows)));
    return ledger(all.toArray(Measurement[]::new));
  }

  private static Map<String, List<RowValue>> unchanged(int claims) {
    Map<String, List<RowValue>> rows = new TreeMap<>();
    for (int i = 1; i < claims; i++) {
      rows.put(Integer.toString(i), values(TWELVE));
    }
    return rows;
  }

  @Test
  void another_verdict_fails_and_says_which_condition_flipped() {
    Change change = only(SUPPORTED, TWELVE, REFUTED, shifted(TWELVE, -0.3));

    assertThat(change.kind()).isEqualTo(VERDICT_CHANGED);
    assertThat(change.flipped()).containsExactly("interval");
    assertThat(change.fails(false)).isTrue();
    assertThat(only(REFUTED, shifted(TWELVE, -0.3), SUPPORTED, TWELVE).fails(false))
        .as("even if it is a better one")
        .isTrue();
  }

  @Test
  void another_verdict_by_a_change_that_cannot_be_told_from_0_is_at_the_boundary() {
    double[] now = TWELVE.clone();
    for (int i = 0; i < now.length; i++) {
      now[i] += i % 2 == 0 ? 0.02 : -0.021;
    }

    Change change = only(SUPPORTED, TWELVE, INCONCLUSIVE, now);

    assertThat(change.kind()).isEqualTo(AT_THE_BOUNDARY);
    assertThat(change.flipped()).isNotEmpty();
    assertThat(change.fails(true)).isFalse();
  }

  @Test
  void where_no_change_could_be_told_from_0_another_verdict_stays_a_change() {
    double[] five = {0.3, 0.31, 0.29, 0.32, 0.28};

    assertThat(only(SUPPORTED, five, REFUTED, shifted(five, -0.3)).kind())
        .isEqualTo(VERDICT_CHANGED);
  }

  @Test
  void another_minimum_effect_is_no_matter_of_chance() {
    LedgerEntry raised = entry(INCONCLUSIVE, 0.3, 0.2, 0.4, OTHER);
    Measurement now = measured("a", withMinimum(raised, 0.25), values(TWELVE));

    Change change = compare(ledger(measured("a", entry(SUPPORTED, 0.3), values(TWELVE))), now);

    assertThat(change.kind()).isEqualTo(VERDICT_CHANGED);
    assertThat(change.flipped()).containsExactly("minimum");
  }

  @Test
  void another_claim_or_other_sentences_are_no_matter_of_chance() {
    Ledger recorded = ledger(measured("a", entry(SUPPORTED, 0.3), values(TWELVE)));
    Provenance sentences = new Provenance("w1", "g0", "t0", "f1", "c0", "PyTorch 2.7.1", "0.1.0");
    Provenance question = new Provenance("w1", "g0", "t0", "f0", "c1", "PyTorch 2.7.1", "0.1.0");

    for (Provenance provenance : List.of(sentences, question)) {
      Measurement now =
          measured("a", entry(INCONCLUSIVE, 0.3, -0.2, 0.4, provenance), values(TWELVE));
      assertThat(compare(recorded, now).kind()).isEqualTo(VERDICT_CHANGED);
    }
  }

  @Test
  void a_single_row_far_off_is_not_at_the_boundary_of_every_row() {
    double[] far = TWELVE.clone();
    far[3] -= 0.2;
    double[] near = TWELVE.clone();
    near[3] -= 0.05;

    assertThat(universal(far).kind()).isEqualTo(VERDICT_CHANGED);
    assertThat(universal(far).flipped()).containsExactly("every row");
    assertThat(universal(near).kind()).isEqualTo(AT_THE_BOUNDARY);
  }

  @Test
  void is_compared_over_the_rows_in_common_and_says_so() {
    List<RowValue> fourteen = values(Arrays.copyOf(TWELVE, 14));
    Ledger recorded = ledger(measured("a", entry(SUPPORTED, 0.3), fourteen.subList(2, 14)));
    Measurement now =
        measured("a", entry(SUPPORTED, 0.3, 0.2, 0.4, OTHER), fourteen.subList(0, 12));

    Change change = compare(recorded, now);

    assertThat(change.kind()).isEqualTo(AS_RECORDED);
    assertThat(change.paired().orElseThrow().n()).isEqualTo(10);
    assertThat(change.remarks())
        .containsExactly("compared on 10 rows: 12 are on record, 12 were measured");
    assertThat(change.rows()).isEqualTo("rows removed: r13, r14; rows added: r1, r2");
  }

  @Test
  void another_verdict_on_other_rows_is_a_change() {
    Ledger recorded = ledger(measured("a", entry(SUPPORTED, 0.3), values(TWELVE)));
    Measurement now =
        measured("a", entry(INCONCLUSIVE, 0.3, 0.05, 0.4, OTHER), values(TWELVE).subList(0, 11));

    assertThat(compare(recorded, now).kind()).isEqualTo(VERDICT_CHANGED);
  }

  @Test
  void with_nothing_on_record_only_a_supported_claim_passes() {
    for (Verdict verdict : Verdict.values()) {
      Change change = compare(Ledger.empty("tiny"), other("a", verdict, TWELVE));

      assertThat(change.kind()).isEqualTo(NOT_ON_RECORD);
      assertThat(change.paired()).isEmpty();
      assertThat(change.fails(false)).as(verdict.toString()).isEqualTo(verdict != SUPPORTED);
    }
  }

  @Test
  void a_record_without_rows_tells_the_verdict_and_says_what_it_cannot() {
    Ledger old = Ledger.empty("tiny").with(Map.of(), measured(Map.of("a", entry(SUPPORTED, 0.3))));

    Change same = compare(old, other("a", SUPPORTED, TWELVE));
    assertThat(same.kind()).isEqualTo(AS_RECORDED);
    assertThat(same.paired()).isEmpty();
    assertThat(same.remarks()).isEmpty();
    assertThat(ChangeWording.change(same)).isEqualTo("not tested, since rows are not on record");

    Measurement away = measured("a", entry(SUPPORTED, 0.5, 0.4, 0.6, OTHER), values(TWELVE));
    assertThat(compare(old, away).remarks())
        .contains(
            "the estimate +0.5 lies outside the interval on record, +0.3 [+0.2, +0.4] attention");

    assertThat(compare(old, other("a", REFUTED, TWELVE)).kind()).isEqualTo(VERDICT_CHANGED);
  }

  @Test
  void other_heads_are_said_and_their_rows_compared() {
    Ledger recorded = ledger(measured("a", entry(SUPPORTED, 0.3, "4.6", "2.1"), values(TWELVE)));
    Measurement now = measured("a", entry(SUPPORTED, 0.3, "4.6", "4.6"), values(TWELVE));

    Change change = compare(recorded, now);

    assertThat(change.kind()).isEqualTo(AS_RECORDED);
    assertThat(change.paired()).isPresent();
    assertThat(change.remarks())
        .containsExactly("other heads were chosen: 4.6, 4.6, on record 4.6, 2.1");
  }

  @ParameterizedTest
  @CsvSource({
    // 0.00005 for the digits on record, and 0.00001 for the processor
    "0.3, 0.300059, AS_RECORDED",
    "0.3, 0.300061, NOT_REPRODUCED",
    "0.3, 0.299941, AS_RECORDED",
    "0.3, 0.299939, NOT_REPRODUCED",
    "1.234, 1.23449, AS_RECORDED",
    "1.234, 1.23452, NOT_REPRODUCED",
    "0, 0.0000099, AS_RECORDED",
    "0, 0.0000101, NOT_REPRODUCED",
    // two records, both rounded
    "0.3001, 0.3002, AS_RECORDED",
    "0.3001, 0.3003, NOT_REPRODUCED",
  })
  void where_nothing_has_changed_every_row_must_come_back(
      double recorded, double now, Change.Kind kind) {
    double[] before = TWELVE.clone();
    double[] after = TWELVE.clone();
    before[3] = recorded;
    after[3] = now;

    Change change = same(before, after);

    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.provenance()).isEmpty();
    assertThat(change.fails(false)).isEqualTo(kind == NOT_REPRODUCED);
    assertThat(change.remarks()).hasSize(kind == NOT_REPRODUCED ? 1 : 0);
  }

  @Test
  void what_does_not_come_back_is_named() {
    double[] after = TWELVE.clone();
    after[3] += 0.001;
    after[5] += 0.002;

    assertThat(same(TWELVE, after).remarks())
        .containsExactly("nothing has changed, but row r6 is 0.332 and was 0.33");
    assertThat(same(TWELVE, Arrays.copyOf(TWELVE, 11)).remarks())
        .contains("nothing has changed, but row r12 is gone");
    assertThat(same(TWELVE, Arrays.copyOf(TWELVE, 11)).kind()).isEqualTo(NOT_REPRODUCED);
  }

  @Test
  void without_rows_on_record_the_estimate_must_come_back() {
    Ledger old = Ledger.empty("tiny").with(Map.of(), measured(Map.of("a", entry(SUPPORTED, 0.3))));

    Measurement near = measured("a", entry(SUPPORTED, 0.300009), values(TWELVE));
    Measurement off = measured("a", entry(SUPPORTED, 0.30002), values(TWELVE));
    assertThat(compare(old, near).kind()).isEqualTo(AS_RECORDED);
    assertThat(compare(old, off).kind()).isEqualTo(NOT_REPRODUCED);
  }

  @Test
  void is_written_for_claims_json() throws Exception {
    Change change = only(SUPPORTED, TWELVE, REFUTED, shifted(TWELVE, -0.25));

    assertThat(JsonFile.tree(JsonFile.text(change.entry()).getBytes(UTF_8)).toString())
        .isEqualTo(
            "{\"kind\":\"VERDICT_CHANGED\",\"mean\":-0.25,\"low\":-0.25,\"high\":-0.25,"
                + "\"relative\":-2.5,\"adjusted_p\":4.88281E-4,\"n\":12,"
                + "\"flipped\":[\"interval\"],\"remarks\":[]}");
    Change none = compare(Ledger.empty("t"), other("a", UNDERPOWERED, 1));
    assertThat(JsonFile.tree(JsonFile.text(none.entry()).getBytes(UTF_8)).toString())
        .isEqualTo("{\"kind\":\"NOT_ON_RECORD\",\"flipped\":[],\"remarks\":[]}");
  }

  private static Change compare(Ledger recorded, Measurement measured) {
    return Regression.of(recorded, List.of(measured), Map.of()).get(0);
  }

  private static Change only(Verdict was, double[] before, Verdict is, double[] after) {
    return compare(
        ledger(measured("a", entry(was, mean(before), 0.2, 0.4), values(before))),
        other("a", is, after));
  }

  private static Change same(double[] before, double[] after) {
    return compare(
        ledger(measured("a", entry(SUPPORTED, 0.3), values(before))),
        measured("a", entry(SUPPORTED, 0.3), values(after)));
  }

  /** All of twelve rows held, and now one does not. */
  private static Change universal(double[] after) {
    LedgerEntry all = unmet(entry(SUPPORTED, 1, 0.8, 1), List.of());
    LedgerEntry some = unmet(entry(REFUTED, 0.9, 0.7, 1, OTHER), List.of("every row"));
    return compare(ledger(measured("a", all, values(TWELVE))), measured("a", some, values(after)));
  }

  private static Measurement other(String claim, Verdict verdict, double... values) {
    double low = verdict == SUPPORTED ? 0.2 : -0.2;
    double high = verdict == REFUTED ? 0.05 : 0.4;
    return measured(claim, entry(verdict, mean(values), low, high, OTHER), values(values));
  }

  private static Ledger ledger(Measurement... recorded) {
    return Ledger.empty("tiny")
        .with(Map.of("rows.csv@f0", recorded[0].idsInFile()), List.of(recorded));
  }

  private static double adjusted(Change change) {
    return change.paired().orElseThrow().adjustedP();
  }

  private static double[] shifted(double[] values, double by) {
    return DoubleStream.of(values).map(value -> value + by).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static LedgerEntry withMinimum(LedgerEntry entry, double minimum) {
    return Claims.changed(entry, minimum, entry.unmet(), entry.rows());
  }

  private static LedgerEntry unmet(LedgerEntry entry, List<String> unmet) {
    return Claims.changed(entry, entry.minimumEffect(), unmet, entry.rows());
  }
}
