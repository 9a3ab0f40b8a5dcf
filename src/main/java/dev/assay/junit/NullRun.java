package dev.assay.junit;

import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.claim.Outcome;
import dev.assay.encoder.NullModels;
import dev.assay.encoder.PyTorchModel;
import dev.assay.encoder.RandomWeights;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
   * What every claim's body says of every row, on null models.
   *
   * @param real the model from which the nulls are made
   * @param claims those to run, with their fixtures
   * @param models which nulls
   * @return by claim id; a claim whose body fails on a null is mapped to that failure
   */
  static Map<String, Result> of(
      PyTorchModel real, Map<ClaimMethod, ClaimRows> claims, List<Null> models) {
    Map<String, Result> results = new HashMap<>();
    if (claims.isEmpty()) {
      return results;
    }
    claims
        .keySet()
        .forEach(claim -> results.put(claim.claim().id(), new Result.Ran(new HashMap<>())));
    RandomWeights random = RandomWeights.like(real);
    for (Null model : models) {
      try (PyTorchModel nullModel = open(real, random, model)) {
        run(nullModel, model, claims, results);
      }
    }
    return results;
  }

  /** What came of running one claim on the nulls. */
  sealed interface Result {
    /** Outcomes by null model, of the rows that could be measured on it: perhaps of none. */
    record Ran(Map<Null, List<Outcome.OfRow>> outcomes) implements Result {}

    /** Why there are none. */
    record Failed(AssayException why) implements Result {}
  }

  private static PyTorchModel open(PyTorchModel real, RandomWeights random, Null model) {
    return switch (model.kind()) {
      case RANDOM_WEIGHTS -> random.draw(model.seed());
      case UNIFORM_ATTENTION -> NullModels.uniformAttention(real);
      case SHUFFLED_TOKENS -> NullModels.shuffledTokens(real, model.seed());
      case PERMUTED_POSITIONS -> NullModels.permutedPositions(real, model.seed());
    };
  }

  private static void run(
      PyTorchModel nullModel,
      Null model,
      Map<ClaimMethod, ClaimRows> claims,
      Map<String, Result> results) {
    try (TraceCache traces = new TraceCache(() -> nullModel)) {
      for (ClaimMethod method : byFixture(claims.keySet())) {
        String id = method.claim().id();
        if (results.get(id) instanceof Result.Ran ran) {
          Fixture<FixtureRow> fixture = Objects.requireNonNull(claims.get(method)).fixture();
          try {
            traces.prefetch(fixture);
            ran.outcomes().put(model, Bodies.onNull(method, fixture, traces, model));
          } catch (AssayException e) {
            results.put(id, new Result.Failed(e));
          }
        }
      }
    }
  }

  /** Claims on the same fixture after one another, since a model's traces of it serve them all. */
  static List<ClaimMethod> byFixture(Collection<ClaimMethod> claims) {
    return claims.stream()
        .sorted(Comparator.comparing((ClaimMethod method) -> method.claim().fixture()))
        .toList();
  }
}
