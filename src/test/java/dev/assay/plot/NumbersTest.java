package dev.assay.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void ticks_are_round_and_written_with_the_digits_they_need() {
    assertThat(labels(0, 1)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(-1, 1)).containsExactly("-1.0", "-0.5", "0.0", "0.5", "1.0");
    assertThat(labels(0, 0.97)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8");
    assertThat(labels(0, 12)).containsExactly("0.0", "2.5", "5.0", "7.5", "10.0");
    assertThat(labels(-3, 47)).containsExactly("0", "10", "20", "30", "40");
    assertThat(labels(0, 4e-5))
        .containsExactly("0.00000", "0.00001", "0.00002", "0.00003", "0.00004");
    assertThat(labels(1000, 6000)).containsExactly("1000", "2000", "3000", "4000", "5000", "6000");
  }

  @Test
  void any_range_has_a_few_distinct_ticks_within_it() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(9) - 4);
      double high = low + Math.max(random.nextDouble(), 0.01) * Math.pow(10, random.nextInt(9) - 4);
      List<Numbers.Tick> ticks = Numbers.ticks(low, high);
      assertThat(ticks).as("%s to %s", low, high).hasSizeBetween(2, 6);
      assertThat(ticks.stream().map(Numbers.Tick::label)).doesNotHaveDuplicates();
      double slack = (high - low) * 1e-6;
      assertThat(ticks).allMatch(t -> t.value() >= low - slack && t.value() <= high + slack);
      assertThat(ticks).allMatch(t -> Math.abs(Double.parseDouble(t.label()) - t.value()) <= slack);
    }
  }

  @Test
  void cell_values_have_four_decimals_unless_those_would_hide_them() {
    assertThat(Numbers.cell(0.12344)).isEqualTo("0.1234");
    assertThat(Numbers.cell(0)).isEqualTo("0.0000");
    assertThat(Numbers.cell(-0.5)).isEqualTo("-0.5000");
    assertThat(Numbers.cell(12.5)).isEqualTo("12.5000");
    assertThat(Numbers.cell(0.000314159)).isEqualTo("0.00031");
    assertThat(Numbers.cell(-3.14e-9)).isEqualTo("-3.1E-9");
  }

  @Test
  void coordinates_are_short() {
    assertThat(List.of(3.0, 0.25, -0.5, 10.126, -2.0, 0.001).stream().map(Numbers::coordinate))
        .containsExactly("3", ".25", "-.5", "10.13", "-2", "0");
  }

  private static List<String> labels(double low, double high) {
    return Numbers.ticks(low, high).stream().map(Numbers.Tick::label).toList();
  }
}
