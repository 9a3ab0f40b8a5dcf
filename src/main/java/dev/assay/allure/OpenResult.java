package dev.assay.allure;

import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.HeadExpectation;
import dev.assay.claim.Wording;
import dev.assay.file.Sha256;
import dev.assay.fixture.FixtureRow;
import dev.assay.page.Printable;
import dev.assay.study.ClaimBody;
import dev.assay.study.Result;
import dev.assay.study.Settings;
import dev.assay.study.Standing;
import dev.assay.study.VerdictMessage;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One claim on one model while it is run, and then its result. The file is named for both, so that
 * whoever runs the claim again replaces it: there is never more than one.
 */
final class OpenResult {
  /** The label by which results of claims are told from those of other tests. */
  static final String FRAMEWORK = "assay";

  /** The label that has the claim's id. */
  static final String CLAIM = "claim";

  private final ClaimBody body;
  private final String model;
  private final String history;
  private final String uuid;
  private final long start = System.currentTimeMillis();
  private final Map<String, Part> rows = new LinkedHashMap<>();
  private final Map<String, Throwable> thrown = new LinkedHashMap<>();
  private int attachments;

  OpenResult(ClaimBody body, String model) {
    this.body = body;
    this.model = model;
    // Claim and model alone: with a measured value or a path in it, no run would know it again.
    this.history = Sha256.of(body.claim().id() + "\n" + model);
    this.uuid = UUID.nameUUIDFromBytes(history.getBytes(StandardCharsets.UTF_8)).toString();
    Trouble.remember(
        () -> {
          var file = ResultFolder.path().resolve(uuid + ResultFolder.RESULT);
          var before = ResultFolder.read(file);
          if (before.isPresent()) {
            ResultFolder.delete(file, before.get());
          }
        });
  }

  ClaimBody body() {
    return body;
  }

  String nextAttachment(String suffix) {
    attachments++;
    return "%s-%d-attachment.%s".formatted(uuid, attachments, suffix);
  }

  /** Where what a row found is shown. */
  Part row(FixtureRow row) {
    return rows.computeIfAbsent(row.id(), id -> new Part(this));
  }

  /** A row failed as a test of its own. */
  void failed(FixtureRow row, Throwable why) {
    row(row);
    thrown.put(row.id(), why);
  }

  /**
   * Writes it.
   *
   * @param fixture the claim's rows; none if they cannot be read
   */
  void write(Result result, Settings settings, List<FixtureRow> fixture) {
    Claim claim = body.claim();
    Status status = Category.status(Standing.of(result, settings));
    String text = text(result, settings);
    if (!thrown.isEmpty() && status != Status.BROKEN) {
      status = Status.BROKEN;
      text = failure(thrown.entrySet().iterator().next()) + "\n" + text;
    }
    List<StepResult> steps = new ArrayList<>();
    if (result instanceof Result.Judged judged) {
      Part verdict = new Part(this);
      VerdictReport.describe(verdict, judged, text);
      steps.add(
          step(
              "Verdict: " + VerdictMessage.verdict(judged),
              Optional.of(Category.status(Standing.of(result, settings))),
              verdict));
    }
    steps.addAll(rows(result, fixture));
    Labels labels = Labels.of(body, model, result);
    TestResult written =
        new TestResult()
            .setUuid(uuid)
            .setHistoryId(history)
            .setTestCaseId(Sha256.of(claim.id()))
            .setFullName("%s on %s".formatted(claim.id(), model))
            .setName(Printable.line(labels.title()))
            .setStatus(status)
            .setStatusDetails(details(text))
            .setStage(Stage.FINISHED)
            .setStart(start)
            .setStop(System.currentTimeMillis())
            .setDescriptionHtml(ClaimText.html(claim))
            .setLabels(labels.labels())
            .setLinks(labels.links())
            .setParameters(parameters(result))
            .setSteps(steps);
    ResultFolder.write(uuid + ResultFolder.RESULT, written);
  }

  private static String text(Result result, Settings settings) {
    if (result instanceof Result.Judged judged) {
      return VerdictMessage.of(judged, settings);
    }
    return String.valueOf(((Result.Broken) result).why().getMessage());
  }

  private static String failure(Map.Entry<String, Throwable> row) {
    return "Row %s failed as a test of its own: %s"
        .formatted(row.getKey(), String.valueOf(row.getValue().getMessage()).strip());
  }

  /** Allure's categories are made of messages, and hold what has the same: the first line. */
  private static StatusDetails details(String text) {
    return new StatusDetails()
        .setMessage(inMarkup(Printable.line(text.lines().findFirst().orElse(text))))
        .setTrace(inMarkup(Printable.of(text)));
  }

  /**
   * Allure 2 puts traces into its pages as HTML. A word joiner, which nobody sees, keeps what looks
   * like a tag or a reference from being one, and unlike an escape it reads well in Allure 3 too.
   */
  private static String inMarkup(String text) {
    return text.replaceAll("<(?=[A-Za-z/!?])|&(?=[#\\w]+;)", "$0\u2060");
  }

  /** Shown, but no part of what identifies the result. */
  private List<Parameter> parameters(Result result) {
    List<Parameter> shown = new ArrayList<>();
    shown.add(new Parameter().setName("model").setValue(Printable.line(model)).setExcluded(true));
    if (result instanceof Result.Judged judged) {
      shown.add(
          new Parameter()
              .setName("weights")
              .setValue(judged.entry().provenance().weights().substring(0, WEIGHTS_DIGITS))
              .setExcluded(true));
    }
    return shown;
  }

  /** Enough to tell one model from another of the same name. */
  private static final int WEIGHTS_DIGITS = 12;

  /** The least favourable first; those of a claim without a verdict as the fixture has them. */
  private List<StepResult> rows(Result result, List<FixtureRow> fixture) {
    Map<String, FixtureRow> byId = new LinkedHashMap<>();
    fixture.forEach(row -> byId.put(row.id(), row));
    Map<String, Assessment.Row> values = new LinkedHashMap<>();
    if (result instanceof Result.Judged judged) {
      judged.judgement().assessment().rows().forEach(row -> values.put(row.id(), row));
    }
    Set<String> order = new LinkedHashSet<>(thrown.keySet());
    order.addAll(values.keySet());
    order.addAll(rows.keySet());
    List<StepResult> steps = new ArrayList<>();
    for (String id : order) {
      Optional<Assessment.Row> value = Optional.ofNullable(values.get(id));
      Optional<Throwable> why = Optional.ofNullable(thrown.get(id));
      String text =
          Optional.ofNullable(byId.get(id))
              .flatMap(row -> row.texts().stream().findFirst())
              .map(first -> " · " + first)
              .orElse("");
      StepResult step =
          step(
              id + value.map(row -> " · " + value(row)).orElse("") + text,
              why.isPresent()
                  ? Optional.of(Status.BROKEN)
                  : value.map(row -> row.favourable() ? Status.PASSED : Status.FAILED),
              rows.getOrDefault(id, new Part(this)));
      why.ifPresent(reason -> step.setStatusDetails(details(String.valueOf(reason.getMessage()))));
      steps.add(step);
    }
    return steps;
  }

  private String value(Assessment.Row row) {
    String unit =
        body.claim().expectation() instanceof HeadExpectation.CountAtLeast
            ? "heads"
            : body.claim().unit();
    return Wording.signed(row.value()) + " " + unit;
  }

  private static StepResult step(String name, Optional<Status> status, Part part) {
    StepResult step =
        new StepResult()
            .setName(Printable.line(name))
            .setStage(Stage.FINISHED)
            .setStart(part.start())
            .setStop(part.start()) // how long it took says nothing: its traces were there
            .setParameters(part.parameters())
            .setAttachments(part.attachments());
    status.ifPresent(step::setStatus);
    return step;
  }

  static Label label(String name, String value) {
    return new Label().setName(name).setValue(Printable.line(value));
  }
}
