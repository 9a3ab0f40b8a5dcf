package dev.assay.study;

import dev.assay.claim.Judge;
import dev.assay.claim.Null;
import dev.assay.claim.Outcome;
import dev.assay.encoder.NullModels;
import dev.assay.encoder.PyTorchModel;
import dev.assay.encoder.RandomWeights;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Runs claims' bodies on null models, one null model after another and one fixture after another,
 * so that a text is traced once per null for all claims. Of what the rows say on a null only the
 * claim's number is kept, so that memory stays flat however many nulls, rows and heads there are.
 *
 * @param effects of every claim, on the null models that let it measure enough
 * @param failed why there are none, by claim
 */
record OnNulls(Map<ClaimBody, List<Null.Effect>> effects, Map<ClaimBody, AssayException> failed) {

  /**
   * What every claim measures on null models.
   *
   * @param real the model from which the nulls are made
   * @param fixtures bodies with their rows, by the fixture's name
   * @param onReal what each body says of its rows on the real model
   * @param edits the nulls that bodies have because of their edits; only those have any
   * @param asked what the rows asked for on the real model, by the fixture's name
   * @param others gives models to compare with
   */
  static OnNulls of(
      PyTorchModel real,
      Map<String, Map<ClaimBody, Fixture<FixtureRow>>> fixtures,
      Map<ClaimBody, List<Outcome.OfRow>> onReal,
      List<Null> nulls,
      Map<ClaimBody, EditNulls> edits,
      Map<String, Bodies.Asked> asked,
      Function<String, Model> others,
      Progress progress) {
    OnNulls found = new OnNulls(new LinkedHashMap<>(), new LinkedHashMap<>());
    fixtures
        .values()
        .forEach(
            bodies -> bodies.keySet().forEach(body -> found.effects.put(body, new ArrayList<>())));
    if (found.effects.isEmpty()) {
      return found;
    }
    List<Null> run =
        nulls.stream()
            .filter(
                one ->
                    !one.kind().ofEdits() || edits.values().stream().anyMatch(own -> own.has(one)))
            .toList();
    RandomWeights random = RandomWeights.like(real);
    // Drawn edits share what they leave as it is.
    TraceStore ofEdits = TraceStore.ofQuarterHeap();
    for (int i = 0; i < run.size(); i++) {
      Null one = run.get(i);
      progress.stage("null %d of %d, %s".formatted(i + 1, run.size(), one.label()), i, run.size());
      if (one.kind().ofEdits()) {
        fixtures.forEach(
            (name, bodies) ->
                found.run(
                    real,
                    ofEdits,
                    one,
                    having(one, bodies, edits),
                    onReal,
                    new Bodies.Asked(),
                    (body, row, asIs) ->
                        Objects.requireNonNull(edits.get(body)).instead(row, asIs, one),
                    others));
        continue;
      }
      try (PyTorchModel nullModel = open(real, random, one)) {
        TraceStore traces = TraceStore.ofQuarterHeap();
        fixtures.forEach(
            (name, bodies) ->
                found.run(
                    nullModel,
                    traces,
                    one,
                    bodies,
                    onReal,
                    Objects.requireNonNull(asked.get(name)).copy(),
                    Bodies.Instead.NOTHING,
                    others));
      }
    }
    return found;
  }

  private static Map<ClaimBody, Fixture<FixtureRow>> having(
      Null draw, Map<ClaimBody, Fixture<FixtureRow>> bodies, Map<ClaimBody, EditNulls> edits) {
    Map<ClaimBody, Fixture<FixtureRow>> having = new LinkedHashMap<>();
    bodies.forEach(
        (body, rows) -> {
          EditNulls own = edits.get(body);
          if (own != null && own.has(draw)) {
            having.put(body, rows);
          }
        });
    return having;
  }

  private static PyTorchModel open(PyTorchModel real, RandomWeights random, Null model) {
    return switch (model.kind()) {
      case RANDOM_WEIGHTS -> random.draw(model.seed());
      case UNIFORM_ATTENTION -> NullModels.uniformAttention(real);
      case SHUFFLED_TOKENS -> NullModels.shuffledTokens(real, model.seed());
      case PERMUTED_POSITIONS -> NullModels.permutedPositions(real, model.seed());
      case OTHER_HEADS, OTHER_DONORS -> throw new IllegalArgumentException(model.label());
    };
  }

  private void run(
      PyTorchModel nullModel,
      TraceStore traces,
      Null model,
      Map<ClaimBody, Fixture<FixtureRow>> bodies,
      Map<ClaimBody, List<Outcome.OfRow>> onReal,
      Bodies.Asked asked,
      Bodies.Instead instead,
      Function<String, Model> others) {
    Map<ClaimBody, Fixture<FixtureRow>> sound = new LinkedHashMap<>(bodies);
    sound.keySet().removeAll(failed.keySet());
    if (sound.isEmpty()) {
      return;
    }
    Bodies.run(sound, nullModel, traces, asked, instead, others)
        .forEach(
            (body, attempts) -> {
              try {
                List<Outcome.OfRow> onNull =
                    Bodies.onNull(attempts, Objects.requireNonNull(sound.get(body)), model.label());
                Judge.onNull(body.claim(), Objects.requireNonNull(onReal.get(body)), model, onNull)
                    .ifPresent(Objects.requireNonNull(effects.get(body))::add);
              } catch (AssayException e) {
                failed.put(body, e);
              }
            });
  }
}
