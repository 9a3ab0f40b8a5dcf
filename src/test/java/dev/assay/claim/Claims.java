package dev.assay.claim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims and what was measured for them, made by hand. */
public final class Claims {
  private Claims() {}

  public static Claim claim(String id, Expectation expectation, NullKind... beat) {
    return new Claim(
        id,
        id.replaceFirst("[.].*", ""),
        id.contains(".") ? id.replaceFirst("[^.]*[.]", "") : "",
        "topic",
        "Something is so.",
        "Somebody 2020",
        "rows.csv",
        expectation,
        "attention",
        "Less would not matter.",
        OptionalDouble.empty(),
        Set.of(beat));
  }

  /** Rows r1, r2, ..., each a cluster of its own. */
  public static List<Outcome.OfRow> effects(double... effects) {
    return rows(Arrays.stream(effects).<Outcome>mapToObj(Outcome.Value::new).toList());
  }

  /** {@code n} effects around {@code mean} that differ from it by at most {@code spread}. */
  public static List<Outcome.OfRow> around(double mean, double spread, int n) {
    double[] effects = new double[n];
    for (int i = 0; i < n; i++) {
      effects[i] = n == 1 ? mean : mean + spread * (2.0 * i / (n - 1) - 1);
    }
    return effects(effects);
  }

  static List<Outcome.OfRow> rows(List<Outcome> outcomes) {
    List<Outcome.OfRow> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      String id = "r" + (rows.size() + 1);
      rows.add(new Outcome.OfRow(id, id, outcome));
    }
    return rows;
  }

  static Assessment assess(Claim claim, List<Outcome.OfRow> rows) {
    return assess(claim, rows, Map.of());
  }

  static Assessment assess(
      Claim claim, List<Outcome.OfRow> rows, Null model, List<Outcome.OfRow> onNull) {
    return assess(claim, rows, Map.of(model, onNull));
  }

  static Assessment assess(
      Claim claim, List<Outcome.OfRow> rows, Map<Null, List<Outcome.OfRow>> nulls) {
    List<Null.Effect> effects = new ArrayList<>();
    nulls.forEach(
        (model, onNull) -> Judge.onNull(claim, rows, model, onNull).ifPresent(effects::add));
    return Judge.assess(new Measured(claim, rows, effects));
  }

  /** The only judgement of a run of one claim. */
  public static Judgement judge(Assessment assessment) {
    return Judge.judge(List.of(assessment), List.of()).get(0);
  }

  /** A per-head outcome from labels and effects in turn. */
  static Outcome.PerHead heads(Object... labelsAndEffects) {
    Map<String, Double> heads = new LinkedHashMap<>();
    for (int i = 0; i < labelsAndEffects.length; i += 2) {
      heads.put((String) labelsAndEffects[i], (Double) labelsAndEffects[i + 1]);
    }
    return new Outcome.PerHead(heads);
  }

  public static final Provenance PROVENANCE =
      new Provenance("w0", "g0", "t0", "f0", "c0", "PyTorch 2.7.1", "0.1.0");

  /** What would be on record with this verdict and interval. */
  static LedgerEntry entry(Verdict verdict, double estimate, double low, double high) {
    return entry(verdict, estimate, low, high, PROVENANCE);
  }

  static LedgerEntry entry(
      Verdict verdict, double estimate, double low, double high, Provenance provenance) {
    return entry(verdict, estimate, low, high, provenance, List.of());
  }

  /** The same of a claim that there is a head, with an interval from 0.2 to 0.4. */
  static LedgerEntry entry(Verdict verdict, double estimate, String... heads) {
    return entry(verdict, estimate, 0.2, 0.4, PROVENANCE, List.of(heads));
  }

  private static LedgerEntry entry(
      Verdict verdict,
      double estimate,
      double low,
      double high,
      Provenance provenance,
      List<String> heads) {
    return new LedgerEntry(
        verdict,
        estimate,
        new LedgerEntry.Bounds(low, high),
        "attention",
        0.1,
        60,
        12,
        0.0002,
        0.0014,
        new LedgerEntry.NullValue("random weights #7", 0.031),
        heads,
        null,
        null,
        null,
        null,
        provenance,
        Judge.SEED,
        "first measurement",
        "2026-11-24");
  }

  /** The same entry with other components, the minimum effect as its scale. */
  static LedgerEntry changed(
      LedgerEntry entry, double minimum, @Nullable List<String> unmet, @Nullable String rows) {
    return new LedgerEntry(
        entry.verdict(),
        entry.estimate(),
        entry.interval(),
        entry.unit(),
        minimum,
        entry.n(),
        entry.clusters(),
        entry.p(),
        entry.adjustedP(),
        entry.strongestNull(),
        entry.heads(),
        unmet,
        minimum > 0 ? minimum : null,
        rows,
        entry.evidence(),
        entry.provenance(),
        entry.seed(),
        entry.reason(),
        entry.recorded());
  }

  /** Results without rows, by claim id. */
  public static List<Measurement> measured(Map<String, LedgerEntry> entries) {
    return entries.entrySet().stream()
        .map(e -> new Measurement(e.getKey(), e.getValue(), List.of(), List.of()))
        .toList();
  }

  /** A result with rows. */
  static Measurement measured(String claim, LedgerEntry entry, List<RowValue> rows) {
    return new Measurement(
        claim,
        changed(entry, entry.minimumEffect(), entry.unmet(), RowValue.hash(rows)),
        rows,
        rows.stream().map(RowValue::row).toList());
  }

  /** Rows r1, r2, ..., each a cluster of its own. */
  static List<RowValue> values(double... values) {
    List<RowValue> rows = new ArrayList<>();
    for (double value : values) {
      String id = "r" + (rows.size() + 1);
      rows.add(new RowValue(id, id, value));
    }
    return rows;
  }

  static void write(Ledger ledger, Path folder) {
    LedgerFile.update(folder, ledger.model(), before -> ledger);
  }
}
