package dev.assay.allure;

import dev.assay.claim.Change;
import dev.assay.claim.Verdict;
import dev.assay.study.Result;
import dev.assay.study.Standing;
import io.qameta.allure.model.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader should look at, the gravest first. Allure sorts results into categories by status
 * and message, and titles them with one line; a result is in one of these or in none.
 */
enum Category {
  BROKEN("Broken: there is no verdict", ".*", Status.BROKEN),
  CHANGED(
      "Changed: another verdict than on record, or not reproduced",
      ".*, (but [A-Z]+ is on record|not reproduced)",
      Status.FAILED,
      Status.PASSED),
  MOVED(
      "Moved: another number than on record, or at the boundary of another verdict",
      ".*, (as recorded, but its rows have moved|[A-Z]+ on record, at the boundary: .*)",
      Status.FAILED,
      Status.PASSED),
  NOT_ON_RECORD(
      "Not on record: nobody has looked at it yet",
      ".*, with nothing on record",
      Status.FAILED,
      Status.PASSED),
  REFUTED("Refuted, as recorded", "REFUTED on .*, as recorded", Status.PASSED),
  INCONCLUSIVE(
      "Inconclusive or underpowered, as recorded",
      "(INCONCLUSIVE|UNDERPOWERED) on .*, as recorded",
      Status.PASSED),
  PROVISIONAL("Provisional: not all null models were run", ".*", Status.SKIPPED);

  private final String title;
  private final String message;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Status> statuses;

  Category(String title, String message, Status... statuses) {
    this.title = title;
    this.message = message;
    this.statuses = List.of(statuses);
  }

  /** One line. */
  String title() {
    return title;
  }

  /** As {@code categories.json} has it. */
  Map<String, Object> json() {
    return Map.of(
        "name",
        title,
        "matchedStatuses",
        statuses.stream().map(Status::value).toList(),
        "messageRegex",
        "(?s)" + message);
  }

  /** The category that Allure will put a result into. */
  static Optional<Category> of(Status status, String message) {
    return Arrays.stream(values())
        .filter(category -> category.statuses.contains(status))
        .filter(category -> message.matches("(?s)" + category.message))
        .findFirst();
  }

  static Status status(Standing standing) {
    return switch (standing) {
      case PASSES -> Status.PASSED;
      case FAILS -> Status.FAILED;
      case PROVISIONAL -> Status.SKIPPED;
      case BROKEN -> Status.BROKEN;
    };
  }

  /** How much a result is to be looked at, by how it compares with the record. */
  static String severity(Result result) {
    if (!(result instanceof Result.Judged judged)) {
      return "critical";
    }
    Change change = judged.change();
    return switch (change.kind()) {
      case VERDICT_CHANGED -> "blocker";
      case NOT_REPRODUCED -> "critical";
      case AT_THE_BOUNDARY, MOVED -> "normal";
      case NOT_ON_RECORD -> judged.judgement().verdict() == Verdict.SUPPORTED ? "minor" : "normal";
      case AS_RECORDED -> "trivial";
    };
  }
}
