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
 * @param models which it is about; all if there are none
 * @param measure the effect of a row
 * @param identity of its code
 */
record SampleBody(
    Claim claim,
    List<String> models,
    List<? extends FixtureRow> all,
    BiFunction<FixtureRow, Model, Double> measure,
    String identity)
    implements ClaimBody {

  SampleBody(
      Claim claim, List<? extends FixtureRow> all, BiFunction<FixtureRow, Model, Double> measure) {
    this(claim, List.of(), all, measure, "identity of " + claim.id());
  }

  /** One about a model, that is never measured. */
  static SampleBody about(String model, Claim claim) {
    return new SampleBody(
        claim,
        List.of(model),
        List.of(new TextRow("r1", "the cat")),
        (row, other) -> 0.0,
        "identity of " + claim.id());
  }

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
    return models.isEmpty() || models.contains(model);
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
