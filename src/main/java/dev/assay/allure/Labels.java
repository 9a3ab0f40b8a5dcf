package dev.assay.allure;

import dev.assay.claim.Claim;
import dev.assay.claim.EvidenceKind;
import dev.assay.study.ClaimBody;
import dev.assay.study.Nulls;
import dev.assay.study.Result;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * What a result is called and found by.
 *
 * @param title the verdict and the statement, so that a refuted finding says so wherever it stands
 * @param labels by which Allure sorts and filters
 * @param links to what the claim is taken from, and to the pages of the run
 */
record Labels(String title, List<Label> labels, List<Link> links) {

  static Labels of(ClaimBody body, String model, Result result) {
    Claim claim = body.claim();
    String verdict = verdict(result);
    String variant = claim.variant().isEmpty() ? "" : " (%s)".formatted(claim.variant());
    List<Label> labels = new ArrayList<>();
    labels.add(OpenResult.label("epic", claim.topic()));
    labels.add(OpenResult.label("feature", claim.finding()));
    labels.add(OpenResult.label("story", claim.statement()));
    labels.add(OpenResult.label("parentSuite", model));
    labels.add(OpenResult.label("suite", claim.finding()));
    labels.add(OpenResult.label("verdict", verdict));
    labels.add(OpenResult.label("finding", claim.finding()));
    labels.add(OpenResult.label("variant", claim.variant()));
    labels.add(OpenResult.label("model", model));
    if (result instanceof Result.Judged judged) {
      EvidenceKind.labels(judged.evidence())
          .forEach(kind -> labels.add(OpenResult.label("evidence", kind)));
    }
    labels.add(OpenResult.label("drift", drift(result)));
    labels.add(OpenResult.label("severity", Category.severity(result)));
    labels.add(OpenResult.label(OpenResult.CLAIM, claim.id()));
    labels.add(OpenResult.label("framework", OpenResult.FRAMEWORK));
    labels.add(OpenResult.label("testClass", body.type()));
    labels.removeIf(label -> label.getValue().isEmpty());
    List<Link> links = new ArrayList<>(SourceLinks.of(claim.source()));
    links.add(
        new Link()
            .setName("This claim among all")
            .setUrl(RunPages.claim(claim.id()))
            .setType("page"));
    return new Labels("%s · %s%s".formatted(verdict, claim.statement(), variant), labels, links);
  }

  /** With a question mark if it is provisional, as in the table. */
  private static String verdict(Result result) {
    return result instanceof Result.Judged judged
        ? judged.judgement().verdict() + (judged.nulls() == Nulls.ALL ? "" : "?")
        : "BROKEN";
  }

  private static String drift(Result result) {
    return result instanceof Result.Judged judged ? judged.change().kind().name() : "BROKEN";
  }
}
