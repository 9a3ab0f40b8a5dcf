package dev.assay.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Numbers as a reader wants them: round tick values, and as many digits as carry meaning. */
final class Numbers {
  private static final int TICKS = 5;
  private static final double[] ROUND_STEPS = {1, 2, 2.5, 5, 10};

  private Numbers() {}

  /** Four decimals, or two significant digits where four decimals would show next to nothing. */
  static String cell(double value) {
    return value != 0 && Math.abs(value) < 0.001
        ? new BigDecimal(value).round(new MathContext(2)).toString()
        : fixed(value, 4);
  }

  static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** As the caller wrote it: 0.02, not 0.0200. */
  static String shortest(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** A coordinate: two decimals are a fiftieth of a pixel on the doubled PNG, and short. */
  static String coordinate(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String text = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
    return text.startsWith("0.") ? text.substring(1) : text.replaceFirst("^-0\\.", "-.");
  }

  /** A value on an axis and how it is written there. */
  record Tick(double value, String label) {}

  /** About five round values within {@code [low, high]}, ascending. */
  static List<Tick> ticks(double low, double high) {
    double rough = (high - low) / TICKS;
    int exponent = (int) Math.floor(Math.log10(rough));
    double magnitude = Math.pow(10, exponent);
    double factor = ROUND_STEPS[ROUND_STEPS.length - 1];
    for (double candidate : ROUND_STEPS) {
      if (candidate * magnitude >= rough * (1 - 1e-9)) {
        factor = candidate;
        break;
      }
    }
    double step = factor * magnitude;
    int decimals = Math.max(0, (factor == 2.5 ? 1 : factor == 10 ? -1 : 0) - exponent);
    List<Tick> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
      ticks.add(new Tick(k * step, fixed(k * step, decimals)));
    }
    return ticks;
  }
}
