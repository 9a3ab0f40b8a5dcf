package dev.assay.measure;

import static dev.assay.measure.Correlation.pearson;
import static dev.assay.measure.Correlation.spearman;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double[] X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  private static final double[] Y = {
    8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
  };

  /** Anscombe 1973, "Graphs in Statistical Analysis", data set 1. */
  @Test
  void agrees_with_anscombes_quartet() {
    assertThat(pearson(X, Y)).isEqualTo(0.81642051634484, within(1e-12));
    assertThat(pearson(Y, X)).isEqualTo(pearson(X, Y));
  }

  @Test
  void is_blind_to_scale_and_offset_but_not_to_sign() {
    double[] line = DoubleStream.of(X).map(x -> 3 * x - 7).toArray();
    double[] falling = DoubleStream.of(X).map(x -> 5 - x).toArray();
    assertThat(pearson(X, line)).isEqualTo(1, within(1e-12));
    assertThat(pearson(X, falling)).isEqualTo(-1, within(1e-12));
    assertThat(pearson(line, Y)).isEqualTo(pearson(X, Y), within(1e-12));
  }

  @Test
  void never_leaves_its_range() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      double[] numbers = random.doubles(17).toArray();
      assertThat(pearson(numbers, numbers)).isBetween(1 - 1e-12, 1.0);
      assertThat(pearson(numbers, DoubleStream.of(numbers).map(x -> -x).toArray()))
          .isBetween(-1.0, -1 + 1e-12);
    }
  }

  @Test
  void equal_constants_are_perfectly_preserved() {
    assertThat(pearson(constant(0.2), constant(0.2))).isEqualTo(1);
    assertThat(pearson(constant(0), constant(0))).isEqualTo(1);
    assertThat(pearson(constant(-3), constant(-3))).isEqualTo(1);
  }

  @Test
  void a_constant_tells_nothing_about_anything_else() {
    assertThat(pearson(constant(0.2), constant(0.3))).isZero();
    assertThat(pearson(constant(-0.2), constant(0.2))).isZero();
    assertThat(pearson(constant(0.2), Y)).isZero();
    assertThat(pearson(X, constant(0.2))).isZero();
  }

  @Test
  void numbers_that_differ_by_float32_rounding_are_constant() {
    double[] rounded = constant(-0.1);
    rounded[3] = Math.nextUp(-0.1f);
    rounded[7] = Math.nextDown(-0.1f);
    assertThat(pearson(rounded, constant(-0.1f))).isEqualTo(1);
    assertThat(pearson(rounded, X)).isZero();
  }

  @Test
  void small_numbers_are_no_constants() {
    double[] small = DoubleStream.of(X).map(x -> x * 1e-9).toArray();
    assertThat(pearson(small, Y)).isEqualTo(pearson(X, Y), within(1e-12));
    double[] nearlyOne = DoubleStream.of(X).map(x -> 1 + x * 1e-6).toArray();
    assertThat(pearson(nearlyOne, Y)).isEqualTo(pearson(X, Y), within(1e-6));
  }

  @Test
  void refuses_numbers_without_partners() {
    assertThatThrownBy(() -> pearson(X, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("11 numbers cannot be correlated with 2.");
    assertThatThrownBy(() -> pearson(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 numbers cannot be correlated with 0.");
  }

  private static double[] constant(double number) {
    double[] numbers = new double[X.length];
    Arrays.fill(numbers, number);
    return numbers;
  }

  /** 1 - 6 Σd²/(n(n²-1)) where no two numbers are equal: here Σd² = 2, n = 5. */
  @Test
  void ranks_are_correlated_by_spearmans_formula() {
    double[] x = {3, -1, 10, 1000, 7};
    double[] y = {0.1, 0.2, 0.4, 0.5, 0.3};
    assertThat(spearman(x, y)).isEqualTo(1 - 6 * 2 / 120.0, within(1e-12));
    assertThat(spearman(x, DoubleStream.of(x).map(Math::cbrt).toArray()))
        .isEqualTo(1, within(1e-12));
    assertThat(spearman(x, DoubleStream.of(x).map(number -> -number).toArray()))
        .isEqualTo(-1, within(1e-12));
  }

  @Test
  void equal_numbers_share_the_mean_of_their_ranks() {
    double[] tied = {5, 1, 5, 2, 5};
    assertThat(spearman(tied, new double[] {9, 8, 7, 6, 5}))
        .isEqualTo(
            pearson(new double[] {4, 1, 4, 2, 4}, new double[] {5, 4, 3, 2, 1}), within(1e-12));
    assertThat(spearman(new double[] {2, 2, 2}, new double[] {1, 2, 3})).isZero();
  }

  @Test
  void ranks_need_as_many_numbers_on_both_sides() {
    assertThatThrownBy(() -> spearman(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
