package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {

  static Stream<DoubleFunction<Expectation>> of_one_number() {
    return Stream.of(
        MeanExpectation.AtLeast::new,
        MeanExpectation.AtMost::new,
        value -> new MeanExpectation.Within(value, 9),
        value -> new MeanExpectation.Within(-9, value),
        HeadExpectation.SomeAtLeast::new,
        value -> new HeadExpectation.CountAtLeast(1, value),
        RowExpectation.ShareAtLeast::new,
        RowExpectation.ShareAtMost::new);
  }

  @ParameterizedTest
  @MethodSource("of_one_number")
  void no_kind_takes_a_number_that_is_not_finite(DoubleFunction<Expectation> kind) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      refuses(() -> kind.apply(value), String.valueOf(value));
    }
  }

  @Test
  void an_effect_that_counts_is_not_below_0() {
    refuses(
        () -> new MeanExpectation.AtLeast(-0.1),
        "MeanAtLeast has value = -0.1, but an effect counts from 0 on; give 0 or more, or say"
            + " MeanAtMost of the opposite effect.");
    refuses(() -> new HeadExpectation.SomeAtLeast(-0.1), "SomeHeadAtLeast has value = -0.1");
    assertThat(new MeanExpectation.AtLeast(0).goal().contains(0)).isTrue();
    assertThat(new MeanExpectation.AtMost(-0.1).goal().contains(-0.2)).isTrue();
  }

  @Test
  void borders_leave_room_between_them() {
    refuses(
        () -> new MeanExpectation.Within(0.1, -0.1),
        "MeanWithin has low = 0.1 and high = -0.1, between which no mean can lie; give a lower end"
            + " below the upper one.");
    refuses(() -> new MeanExpectation.Within(0.1, 0.1), "low = 0.1 and high = 0.1");
    refuses(
        () -> new RowExpectation.EveryWithin(1, 0.5),
        "EveryRowWithin has low = 1.0 and high = 0.5, between which no value can lie; give a lower"
            + " end that is not above the upper one.");
    refuses(() -> new RowExpectation.EveryWithin(Double.NaN, 1), "low = NaN");
    refuses(() -> new RowExpectation.EveryWithin(0, Double.NaN), "high = NaN");
    double infinite = Double.POSITIVE_INFINITY;
    refuses(() -> new RowExpectation.EveryWithin(infinite, infinite), "low = Infinity");
  }

  @Test
  void bounds_of_every_row_are_included_and_may_be_equal_or_infinite() {
    RowExpectation.EveryWithin bounds = new RowExpectation.EveryWithin(0.5, 1);

    assertThat(bounds.holds(0.5)).isTrue();
    assertThat(bounds.holds(1)).isTrue();
    assertThat(bounds.holds(Math.nextDown(0.5))).isFalse();
    assertThat(bounds.holds(Math.nextUp(1.0))).isFalse();
    assertThat(new RowExpectation.EveryWithin(2, 2).holds(2)).isTrue();
    assertThat(new RowExpectation.EveryWithin(0, Double.POSITIVE_INFINITY).holds(1e300)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 1, 1.1})
  void a_share_lies_between_0_and_1(double value) {
    refuses(
        () -> new RowExpectation.ShareAtLeast(value),
        "ShareOfRowsAtLeast has value = %s, but a share that rows can show lies between 0 and 1, both excluded; of all rows or none speaks EveryRowWithin."
            .formatted(value));
    refuses(() -> new RowExpectation.ShareAtMost(value), "ShareOfRowsAtMost has value = " + value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void at_least_one_head_is_asked_for(int heads) {
    refuses(
        () -> new HeadExpectation.CountAtLeast(heads, 0.1),
        "HeadCountAtLeast has heads = %d, which every model has; ask for 1 or more."
            .formatted(heads));
  }

  @Test
  void a_row_counts_towards_a_share_if_its_value_is_above_0() {
    assertThat(new RowExpectation.ShareAtLeast(0.5).holds(1)).isTrue();
    assertThat(new RowExpectation.ShareAtLeast(0.5).holds(0)).isFalse();
    assertThat(new RowExpectation.ShareAtMost(0.5).holds(0.2)).isFalse();
    assertThat(new RowExpectation.ShareAtMost(0.5).holds(-0.2)).isTrue();
  }

  @Test
  void every_kind_says_what_it_expects() {
    assertThat(
            Stream.of(
                    new MeanExpectation.AtLeast(0.1),
                    new MeanExpectation.AtMost(0.1),
                    new MeanExpectation.Within(-0.1, 0.1),
                    new HeadExpectation.SomeAtLeast(0.1),
                    new HeadExpectation.CountAtLeast(4, 0.5),
                    new RowExpectation.EveryWithin(0.5, 1),
                    new RowExpectation.ShareAtLeast(0.9),
                    new RowExpectation.ShareAtMost(0.1))
                .map(expectation -> expectation.kind() + ": " + expectation.inWords("tokens")))
        .containsExactly(
            "MEAN_AT_LEAST: a mean effect of at least +0.1 tokens",
            "MEAN_AT_MOST: a mean effect of at most +0.1 tokens",
            "MEAN_WITHIN: a mean effect between -0.1 and +0.1 tokens",
            "HEAD_EXISTS: a head with a mean effect of at least +0.1 tokens",
            "HEAD_COUNT_AT_LEAST: at least 4 heads with a mean effect of at least +0.5 tokens",
            "EVERY_ROW_HOLDS: every row between 0.5 and 1 tokens",
            "SHARE_OF_ROWS_AT_LEAST: a share of at least 0.9 of rows",
            "SHARE_OF_ROWS_AT_MOST: a share of at most 0.1 of rows");
  }

  @Test
  void an_equivalence_has_no_direction_in_which_to_beat_a_null() {
    refuses(
        () -> Claims.claim("a", new MeanExpectation.Within(-0.1, 0.1), NullKind.RANDOM_WEIGHTS),
        "a claims that a mean lies within borders, so there is no direction in which to beat a"
            + " null; leave mustBeat out: nulls are reported all the same.");
  }

  @Test
  void a_published_number_is_finite() {
    Claim claim = Claims.claim("a", new MeanExpectation.AtLeast(0.1));

    refuses(
        () ->
            new Claim(
                claim.id(),
                claim.finding(),
                claim.variant(),
                claim.topic(),
                claim.statement(),
                claim.source(),
                claim.fixture(),
                claim.expectation(),
                claim.unit(),
                claim.because(),
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                Set.of()),
        "The published number of a is Infinity; give a finite one or none.");
  }

  private static void refuses(ThrowingCallable expectation, String message) {
    assertThatThrownBy(expectation)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(message);
  }
}
