package dev.assay.study;

import dev.assay.claim.Claim;
import dev.assay.claim.Outcome;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A claim as a test has it.
 *
 * @param claim what is claimed
 * @param models which it is about; all if there are none
 * @param sentences gives its rows, or fails
 * @param measure what it says of a row
 * @param identity of what is run
 */
record SampleBody(
    Claim claim,
    List<String> models,
    Supplier<List<TextRow>> sentences,
    Measure measure,
    String identity)
    implements ClaimBody {
  /** Sentences in the words of the small model. */
  static final List<TextRow> SENTENCES =
      texts(
          "The cat sat on the mat.",
          "The dog sat on the book.",
          "She will never come.",
          "The movie was very bad.",
          "He was not good.",
          "They will come soon.",
          "The book was good and the movie was very bad.");

  /** What a claim says of a row. */
  @FunctionalInterface
  interface Measure {
    Outcome of(TextRow row, Model model);
  }

  /** One about a model, that is never measured. */
  static SampleBody about(String model, Claim claim) {
    SampleBody any = of(claim);
    return new SampleBody(claim, List.of(model), any.sentences(), any.measure(), any.identity());
  }

  /** One that is never measured. */
  static SampleBody of(Claim claim) {
    return effect(claim, (row, model) -> 0.0);
  }

  /** One that measures an effect of each sentence. */
  static SampleBody effect(Claim claim, ToDoubleBiFunction<TextRow, Model> effect) {
    return outcome(claim, (row, model) -> new Outcome.Value(effect.applyAsDouble(row, model)));
  }

  static SampleBody outcome(Claim claim, Measure measure) {
    return new SampleBody(claim, List.of(), () -> SENTENCES, measure, "identity of " + claim.id());
  }

  /** One with known effects, one a row. */
  static SampleBody ofEffects(Claim claim, double... effects) {
    List<TextRow> rows =
        texts(
            IntStream.range(0, effects.length)
                .mapToObj(i -> "the cat" + " sat".repeat(i))
                .toArray(String[]::new));
    return effect(claim, (row, model) -> effects[Integer.parseInt(row.id().substring(1)) - 1])
        .on(rows);
  }

  SampleBody on(List<TextRow> others) {
    return new SampleBody(claim, models, () -> others, measure, identity);
  }

  SampleBody withSentences(Supplier<List<TextRow>> others) {
    return new SampleBody(claim, models, others, measure, identity);
  }

  SampleBody withIdentity(String other) {
    return new SampleBody(claim, models, sentences, measure, other);
  }

  /** Rows r1, r2, ..., each with a text. */
  static List<TextRow> texts(String... texts) {
    List<TextRow> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add(new TextRow("r" + (rows.size() + 1), text));
    }
    return rows;
  }

  /** Whether a model is the null model without attention, as far as one text tells. */
  static boolean isUniform(Model model, TextRow row) {
    Trace trace = model.trace(row.text(), Set.of(Site.PATTERN));
    double[] first = trace.layer(0).head(0).pattern().toArray()[0];
    return IntStream.range(0, first.length)
        .allMatch(key -> Math.abs(first[key] - 1.0 / first.length) < 1e-6);
  }

  @Override
  public String where() {
    return "Sample.measure";
  }

  @Override
  public String type() {
    return "Sample";
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
    List<FixtureRow> rows = List.copyOf(sentences.get());
    return new ClaimRows(
        new Fixture<>(claim.fixture(), rows, "0".repeat(64)),
        rows.stream().map(FixtureRow::id).toList());
  }

  @Override
  public RowResult measure(FixtureRow row, Model model, Function<String, Model> others) {
    return new RowResult(
        measure.of((TextRow) row, model),
        List.of(new RowResult.Note("length", ((TextRow) row).text().length(), "characters")),
        Map.of());
  }
}
