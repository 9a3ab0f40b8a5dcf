package dev.assay.junit;

import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.claim.Outcome;
import dev.assay.encoder.NullModels;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs claims' bodies on null models, one null model after another and one fixture after another,
 * so that a text is traced once per null for all claims and memory stays flat.
 */
final class NullRun {
  private NullRun() {}

  /** Every null model that is run, by kind and seed. */
  static List<Null> all() {
    return Arrays.stream(NullKind.values())
        .flatMap(kind -> kind.seeds().stream().map(seed -> new Null(kind, seed)))
        .toList();
  }

  /**
   * What every claim's body says of every row, on every null model.
   *
   * @param real the model from which the nulls are made
   * @param claims those to run, with their fixtures
   * @return by claim id; a claim whose body fails on a null is mapped to that failure
   */
  static Map<String, Result> of(PyTorchModel real, Map<ClaimMethod, Fixture<FixtureRow>> claims) {
    Map<String, Result> results = new HashMap<>();
    claims
        .keySet()
        .forEach(claim -> results.put(claim.claim().id(), new Result.Ran(new HashMap<>())));
    for (Null model : all()) {
      try (PyTorchModel nullModel = open(real, model)) {
        run(nullModel, model, claims, results);
      }
    }
    return results;
  }

  /** What came of running one claim on the nulls. */
  sealed interface Result {
    /** Outcomes by null model. */
    record Ran(Map<Null, List<Outcome.OfRow>> outcomes) implements Result {}

    /** Why there are none. */
    record Failed(AssayException why) implements Result {}
  }

  private static PyTorchModel open(PyTorchModel real, Null model) {
    return switch (model.kind()) {
      case RANDOM_WEIGHTS -> NullModels.randomWeights(real, model.seed());
      case UNIFORM_ATTENTION -> NullModels.uniformAttention(real);
      case SHUFFLED_TOKENS -> NullModels.shuffledTokens(real, model.seed());
      case PERMUTED_POSITIONS -> NullModels.permutedPositions(real, model.seed());
    };
  }

  private static void run(
      PyTorchModel nullModel,
      Null model,
      Map<ClaimMethod, Fixture<FixtureRow>> claims,
      Map<String, Result> results) {
    Map<Fixture<FixtureRow>, List<ClaimMethod>> byFixture =
        claims.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    claim -> java.util.Objects.requireNonNull(claims.get(claim))));
    byFixture.forEach(
        (fixture, methods) -> {
          try (TraceCache traces = new TraceCache(() -> nullModel)) {
            traces.prefetch(texts(fixture));
            for (ClaimMethod method : methods) {
              String id = method.claim().id();
              if (results.get(id) instanceof Result.Ran ran) {
                try {
                  ran.outcomes().put(model, outcomes(method, fixture, traces));
                } catch (AssayException e) {
                  results.put(id, new Result.Failed(onNull(model, e)));
                }
              }
            }
          }
        });
  }

  /** What one claim's body says of every row of its fixture. */
  static List<Outcome.OfRow> outcomes(
      ClaimMethod method, Fixture<FixtureRow> fixture, dev.assay.encoder.Model model) {
    List<Outcome.OfRow> outcomes = new ArrayList<>();
    for (FixtureRow row : fixture.rows()) {
      RowEvidence evidence = new RowEvidence(row);
      try {
        method.run(row, model, evidence);
        outcomes.add(evidence.outcome());
      } catch (RuntimeException e) {
        throw new AssayException(
            "Row %s of %s cannot be measured: %s"
                .formatted(row.id(), fixture.name(), e.getMessage()),
            e);
      }
    }
    return outcomes;
  }

  static List<String> texts(Fixture<FixtureRow> fixture) {
    return fixture.rows().stream().flatMap(row -> row.texts().stream()).distinct().toList();
  }

  private static AssayException onNull(Null model, AssayException e) {
    return new AssayException(
        "On the null model '%s': %s".formatted(model.label(), e.getMessage()), e);
  }
}
