package dev.assay.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers and results as people read them. */
public final class Wording {
  private Wording() {}

  /** Smaller than any measure's rounding error; printed in full it would look like a result. */
  private static final double NOTHING = 1e-7;

  /** 0.001 is read at a glance; more zeros have to be counted. */
  private static final int SMALLEST_EXPONENT = -3;

  /** Three significant digits, always with a sign. */
  public static String signed(double value) {
    return Math.abs(value) < NOTHING ? "0" : (value > 0 ? "+" : "") + plain(value);
  }

  /** Three significant digits; of the very small with an exponent, such as {@code 4.04e-8}. */
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= SMALLEST_EXPONENT || rounded.signum() == 0
        ? rounded.toPlainString()
        : rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** Three decimals, or {@code < 0.001}. */
  public static String p(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** A result in one line: {@code SUPPORTED +0.27 [+0.25, +0.29] tokens, n = 80}. */
  public static String result(LedgerEntry entry) {
    return "%s %s, n = %d".formatted(entry.verdict(), estimate(entry), entry.n());
  }

  /** An estimate with its interval: {@code +0.27 [+0.25, +0.29] tokens}. */
  public static String estimate(LedgerEntry entry) {
    return "%s [%s, %s] %s"
        .formatted(
            signed(entry.estimate()),
            signed(entry.interval().low()),
            signed(entry.interval().high()),
            entry.unit());
  }

  /** Words with commas between them; {@code none} if there are none. */
  public static String list(List<String> words) {
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
