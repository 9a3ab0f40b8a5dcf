package dev.assay.study;

import dev.assay.claim.Outcome;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Edit;
import dev.assay.model.MissingHead;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs claims' bodies on the rows of one fixture, row by row: what one body traced of a row, the
 * next finds there. Whatever a body may be at fault for is caught, so that its claim breaks alone:
 * exceptions, failed assertions, classes that cannot be loaded, endless recursion, a full heap.
 */
final class Bodies {
  private Bodies() {}

  /**
   * What came of one body on one row.
   *
   * @param result what it says of the row; absent if it threw
   * @param thrown what it threw
   * @param use what it asked models for
   */
  record Attempt(FixtureRow row, Optional<RowResult> result, Optional<Throwable> thrown, Use use) {

    Outcome.OfRow outcome() {
      return new Outcome.OfRow(row.id(), row.cluster(), result.orElseThrow().outcome());
    }
  }

  /** What each row's bodies asked the model for, by row id. */
  static final class Asked {
    private final Map<String, List<TraceKey>> keys = new ConcurrentHashMap<>();

    /** The same, for a model that may be asked for something else. */
    Asked copy() {
      Asked copy = new Asked();
      copy.keys.putAll(keys);
      return copy;
    }

    List<TraceKey> of(String row) {
      return keys.getOrDefault(row, List.of());
    }
  }

  /** What the edits of a claim's body become. */
  @FunctionalInterface
  interface Instead {
    /** They stay what they are. */
    Instead NOTHING = (body, row, edits) -> edits;

    /**
     * @throws AssayException if there is nothing for this row
     */
    List<Edit> of(ClaimBody body, FixtureRow row, List<Edit> edits);
  }

  /**
   * Runs bodies on all their rows.
   *
   * @param rows of each body, all from one fixture
   * @param asked what rows are known to ask for, which is traced ahead; what they do ask for is
   *     added
   * @param instead what edits become on the model
   * @param others gives models to compare with
   * @return attempts in the order of the rows
   */
  static Map<ClaimBody, List<Attempt>> run(
      Map<ClaimBody, Fixture<FixtureRow>> rows,
      PyTorchModel model,
      TraceStore traces,
      Asked asked,
      Instead instead,
      Function<String, Model> others) {
    Map<ClaimBody, Map<String, FixtureRow>> byId = new LinkedHashMap<>();
    LinkedHashSet<String> all = new LinkedHashSet<>();
    rows.forEach(
        (body, fixture) -> {
          Map<String, FixtureRow> own = new HashMap<>();
          fixture.rows().forEach(row -> own.put(row.id(), row));
          byId.put(body, own);
          fixture.rows().forEach(row -> all.add(row.id()));
        });
    List<String> ids = List.copyOf(all);
    Map<ClaimBody, Map<String, Attempt>> attempts = new LinkedHashMap<>();
    rows.keySet().forEach(body -> attempts.put(body, new ConcurrentHashMap<>()));
    Gathering.forEach(
        model,
        traces,
        ids.size(),
        (item, gathered) -> {
          String id = ids.get(item);
          gathered.announce(asked.of(id));
          byId.forEach(
              (body, ofBody) -> {
                FixtureRow row = ofBody.get(id);
                if (row != null) {
                  Use use = new Use();
                  BodyModel own =
                      new BodyModel(
                          gathered, use, edits -> instead.of(body, row, edits), traces::idle);
                  Objects.requireNonNull(attempts.get(body))
                      .put(id, attempt(body, row, own, use, others));
                }
              });
          asked.keys.put(id, gathered.asked());
        });
    Map<ClaimBody, List<Attempt>> inOrder = new LinkedHashMap<>();
    rows.forEach(
        (body, fixture) -> {
          Map<String, Attempt> own = Objects.requireNonNull(attempts.get(body));
          inOrder.put(
              body,
              fixture.rows().stream()
                  .map(row -> Objects.requireNonNull(own.get(row.id())))
                  .toList());
        });
    return inOrder;
  }

  private static Attempt attempt(
      ClaimBody body, FixtureRow row, BodyModel model, Use use, Function<String, Model> others) {
    try {
      RowResult result =
          body.measure(
                  row,
                  model,
                  name ->
                      new BodyModel(
                          others.apply(name), use, UnaryOperator.identity(), key -> List.of()))
              .withoutPictures();
      return new Attempt(row, Optional.of(result), Optional.empty(), use);
    } catch (Exception | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
      return new Attempt(row, Optional.empty(), Optional.of(e), use);
    }
  }

  /** The head of the model that the body asked for in vain, if it did on any row. */
  static Optional<MissingHead> missing(List<Attempt> attempts, String model) {
    return attempts.stream()
        .flatMap(attempt -> attempt.thrown().stream())
        .filter(MissingHead.class::isInstance)
        .map(MissingHead.class::cast)
        .filter(head -> head.model().equals(model))
        .findFirst();
  }

  /**
   * The results on the real model.
   *
   * @throws AssayException if the body threw anything on a row
   */
  static List<Attempt> onReal(List<Attempt> attempts, Fixture<FixtureRow> fixture) {
    for (Attempt attempt : attempts) {
      if (attempt.thrown().isPresent()) {
        throw broken(attempt.row(), fixture, "", attempt.thrown().get());
      }
    }
    return attempts;
  }

  /**
   * The outcomes of the rows that a null model lets a body measure: shuffled sentences may have too
   * little in common to be compared, for instance, and say so as an AssayException. A value that is
   * not finite or a mistake of the body is no such reason.
   *
   * @throws AssayException if the body threw anything else on a row
   */
  static List<Outcome.OfRow> onNull(
      List<Attempt> attempts, Fixture<FixtureRow> fixture, String nullModel) {
    List<Outcome.OfRow> outcomes = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (attempt.thrown().isEmpty()) {
        outcomes.add(attempt.outcome());
      } else if (!(attempt.thrown().get() instanceof AssayException)) {
        throw broken(
            attempt.row(),
            fixture,
            " on the null model '" + nullModel + "'",
            attempt.thrown().get());
      }
    }
    return outcomes;
  }

  private static AssayException broken(
      FixtureRow row, Fixture<FixtureRow> fixture, String where, Throwable why) {
    return new AssayException(
        "Row %s of %s cannot be measured%s: %s"
            .formatted(row.id(), fixture.name(), where, sentence(why)),
        why);
  }

  /** An assertion's message has several lines; what else is thrown may have none. */
  private static String sentence(Throwable why) {
    String message = String.valueOf(why.getMessage()).strip().replaceAll("\\s+", " ");
    boolean saysAll =
        why instanceof AssayException
            || why instanceof BodyMistake
            || why instanceof AssertionError;
    return saysAll ? message : why.getClass().getSimpleName() + ": " + message;
  }
}
