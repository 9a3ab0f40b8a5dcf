package language;

import dev.assay.claim.NullKind;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.Variant;
import java.util.stream.Stream;

@Finding(id = "mistakes", statement = "Something is so.", source = "s")
@Rows("rows.csv")
class Mistakes {
  static Stream<String> noRecords() {
    return Stream.of("a");
  }

  static Stream<Plain> failing() {
    throw new IllegalStateException("no network");
  }

  @ClaimTest
  double noExpectation(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  @MeanAtMost(value = 1, unit = "u", because = "b")
  double twoExpectations(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanWithin(low = 0, high = 1, unit = "u", because = "b", mustBeat = NullKind.RANDOM_WEIGHTS)
  double meaninglessNull(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = Double.NaN, unit = "u", because = "b")
  double notANumber(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double unresolvable(Plain row, Model model, Variant variant) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double withoutRow(Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  void withoutResult(Plain row, Model model) {}

  @ClaimTest
  @SomeHeadAtLeast(value = 1, unit = "u", because = "b")
  double withoutHeads(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double sameId(Plain row, Model model, @Each(ints = {1, 1}) int window) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double noGroup(Plain row, Model model, @Each String group) {
    return 1;
  }

  @ClaimTest(statement = "Something of {wndow} is so.")
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double misspelt(Plain row, Model model, @Each(ints = 1) int window) {
    return 1;
  }

  @ClaimTest
  @RowsFrom("nowhere")
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double rowsFromNowhere(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @Rows("rows.csv")
  @RowsFrom("failing")
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double rowsTwice(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @RowsFrom("failing")
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double rowsFail(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @RowsFrom("noRecords")
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double rowsAreNone(Plain row, Model model) {
    return 1;
  }

  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double wrongValues(Plain row, Model model, @Each(ints = 3) Variant variant) {
    return 1;
  }
}

@Finding(id = "no-rows", statement = "Something is so.", source = "s")
class WithoutRows {
  @ClaimTest
  @MeanAtLeast(value = 1, unit = "u", because = "b")
  double measure(Plain row, Model model) {
    return 1;
  }
}
