package dev.assay.claim;

import dev.assay.file.Sha256;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a claim measures of one row.
 *
 * @param row the row's id
 * @param cluster which rows it belongs together with
 * @param value its effect, of a claim about heads that of the head chosen without it; of a
 *     universal claim the value that is to lie within bounds
 */
public record RowValue(String row, String cluster, double value) {
  /** Of a value on record: differences between processors are smaller, and files stay small. */
  private static final MathContext ON_RECORD = new MathContext(4);

  /** Enough to tell a claim's states apart, and short enough to read. */
  private static final int HASH_DIGITS = 12;

  /**
   * The values of a claim's rows.
   *
   * @param outcomes what was assessed, in whose order they are: the fixture's
   */
  public static List<RowValue> of(Assessment assessment, List<Outcome.OfRow> outcomes) {
    Map<String, Double> values = new LinkedHashMap<>();
    assessment.rows().forEach(row -> values.put(row.id(), row.value()));
    List<RowValue> rows = new ArrayList<>();
    for (Outcome.OfRow outcome : outcomes) {
      Double value = values.get(outcome.row());
      if (value == null) {
        throw new IllegalArgumentException("No value of row %s.".formatted(outcome.row()));
      }
      rows.add(new RowValue(outcome.row(), outcome.cluster(), value));
    }
    return rows;
  }

  /** The same with the four significant digits that go on record. */
  RowValue onRecord() {
    return new RowValue(row, cluster, Double.parseDouble(written()));
  }

  /** The value as it is written: {@code 0.01234}, {@code 1.234E-8}. */
  String written() {
    BigDecimal rounded = BigDecimal.valueOf(value).round(ON_RECORD).stripTrailingZeros();
    // Without this 1200 would be written 1.2E+3.
    return rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString();
  }

  /**
   * How far the number meant may be from the one written, if it has no more digits than go on
   * record: half a unit of the last; 0 if it has more, or is 0.
   */
  double roundedBy() {
    double written = Double.parseDouble(written());
    return value == 0 || written != value
        ? 0
        : BigDecimal.valueOf(value).round(ON_RECORD).setScale(lastDigit()).ulp().doubleValue() / 2;
  }

  private int lastDigit() {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return exact.scale() - exact.precision() + ON_RECORD.getPrecision();
  }

  /** Identifies a claim's rows as they go on record, so that nobody reads them with others. */
  static String hash(List<RowValue> rows) {
    StringBuilder text = new StringBuilder();
    for (RowValue row : rows) {
      text.append("%s\n%s\n%s\n".formatted(row.row, row.cluster, row.written()));
    }
    return Sha256.of(text.toString()).substring(0, HASH_DIGITS);
  }
}
