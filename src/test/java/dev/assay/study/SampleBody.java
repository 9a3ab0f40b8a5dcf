package dev.assay.study;

import dev.assay.claim.Claim;
import dev.assay.claim.Outcome;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A claim as a test has it.
 *
 * @param measure the effect of a row
 */
record SampleBody(
    Claim claim, List<? extends FixtureRow> all, BiFunction<FixtureRow, Model, Double> measure)
    implements ClaimBody {

  /** One that is never measured. */
  static SampleBody of(Claim claim) {
    return new SampleBody(claim, List.of(new TextRow("r1", "the cat")), (row, model) -> 0.0);
  }

  @Override
  public String where() {
    return "Sample.measure";
  }

  @Override
  public String selector() {
    return "Sample#measure";
  }

  @Override
  public boolean concerns(String model) {
    return true;
  }

  @Override
  public String identity() {
    return "identity of " + claim.id();
  }

  @Override
  public ClaimRows rows() {
    List<FixtureRow> rows = List.copyOf(all);
    return new ClaimRows(
        new Fixture<>(claim.fixture(), rows, "0".repeat(64)),
        rows.stream().map(FixtureRow::id).toList());
  }

  @Override
  public RowResult measure(FixtureRow row, Model model) {
    return new RowResult(new Outcome.Value(measure.apply(row, model)), List.of(), Map.of());
  }
}
