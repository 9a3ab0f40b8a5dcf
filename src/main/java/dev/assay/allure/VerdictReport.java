package dev.assay.allure;

import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.Expectation;
import dev.assay.claim.LedgerEntry;
import dev.assay.plot.ForestPlot;
import dev.assay.study.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the report shows of a verdict: the message, the rows' effects, and the nulls beside it. */
final class VerdictReport {
  private VerdictReport() {}

  static void describe(Part part, Result.Judged result, String message) {
    part.text("verdict", message);
    Assessment assessment = result.judgement().assessment();
    CsvText rows = new CsvText("row", "value", "favourable");
    assessment.rows().forEach(r -> rows.row(r.id(), r.value(), r.favourable()));
    part.csv("rows, the least favourable first", rows.toString());
    CsvText nulls = new CsvText("null model", "value", "n", "estimate on the same rows");
    assessment.nulls().forEach(n -> nulls.row(n.model().label(), n.value(), n.n(), n.real()));
    part.csv("null models", nulls.toString());
    if (assessment.interval().isBounded()) {
      part.svg("estimate and null models", forest(result).svg());
    }
  }

  private static ForestPlot forest(Result.Judged result) {
    LedgerEntry entry = result.entry();
    List<ForestPlot.Row> rows = new ArrayList<>();
    rows.add(
        new ForestPlot.Row(
            "measured",
            entry.unit(),
            entry.estimate(),
            Optional.of(new ForestPlot.Interval(entry.interval().low(), entry.interval().high())),
            result
                .change()
                .recorded()
                .map(r -> new ForestPlot.Interval(r.interval().low(), r.interval().high())),
            entry.verdict().toString()));
    for (var effect : result.judgement().assessment().nulls()) {
      rows.add(
          new ForestPlot.Row(
              effect.model().label(),
              entry.unit(),
              effect.value(),
              Optional.empty(),
              Optional.empty(),
              ""));
    }
    Claim claim = result.judgement().claim();
    Expectation.Range goal = claim.expectation().goal();
    return new ForestPlot(
        claim.id(), new ForestPlot.Needed(goal.low(), goal.high()), claim.published(), rows);
  }
}
