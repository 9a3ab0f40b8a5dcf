package dev.assay.junit;

import dev.assay.claim.Null;
import dev.assay.claim.Outcome;
import dev.assay.encoder.Model;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a claim's body on all rows of its fixture, unseen and in several threads. Whatever the body
 * may be at fault for is caught, so that its claim breaks alone: exceptions, failed assertions, and
 * classes that cannot be loaded. Other errors, such as a full heap, are not the claim's.
 */
final class Bodies {
  private Bodies() {}

  /**
   * What the body says of every row on the real model.
   *
   * @throws AssayException if it throws anything on a row, or reports nothing or twice
   */
  static List<RowEvidence> onReal(ClaimMethod method, Fixture<FixtureRow> fixture, Model model) {
    return fixture.rows().parallelStream()
        .map(
            row -> {
              RowEvidence evidence = new RowEvidence(row);
              try {
                method.run(row, model, evidence);
                evidence.outcome();
                return evidence;
              } catch (Exception | AssertionError | LinkageError e) {
                throw broken(row, fixture, "", e);
              }
            })
        .toList();
  }

  /**
   * What the body says of the rows that a null model lets it measure: shuffled sentences may have
   * too little in common to be compared, for instance, and say so as an AssayException. A value
   * that is not finite or a mistake of the body is no such reason.
   *
   * @throws AssayException if the body throws anything else on a row, or misuses its evidence
   */
  static List<Outcome.OfRow> onNull(
      ClaimMethod method, Fixture<FixtureRow> fixture, Model model, Null which) {
    return fixture.rows().parallelStream()
        .flatMap(
            row -> {
              RowEvidence evidence = new RowEvidence(row);
              try {
                method.run(row, model, evidence);
                return Stream.of(evidence.outcome());
              } catch (Exception | AssertionError | LinkageError e) {
                if (e instanceof AssayException && !evidence.misused()) {
                  return Stream.empty();
                }
                throw broken(row, fixture, " on the null model '" + which.label() + "'", e);
              }
            })
        .toList();
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
    return why instanceof AssayException || why instanceof AssertionError
        ? message
        : why.getClass().getSimpleName() + ": " + message;
  }
}
