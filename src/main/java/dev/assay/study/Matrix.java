package dev.assay.study;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Verdicts of several models, a row per claim and a column per model. */
final class Matrix {
  private static final int NAME = 44;
  private static final int MODEL = 14;

  /** As many as fit beside the names in 120 characters. */
  private static final int MODELS = 4;

  private Matrix() {}

  static List<String> of(List<Study> studies) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < studies.size(); from += MODELS) {
      lines.addAll(part(studies.subList(from, Math.min(from + MODELS, studies.size()))));
    }
    return lines;
  }

  private static List<String> part(List<Study> studies) {
    Columns columns = new Columns();
    List<String> header = new ArrayList<>(List.of("verdicts"));
    studies.forEach(study -> header.add(Columns.shortened(study.model(), MODEL)));
    columns.add(header);
    TreeSet<String> ids = new TreeSet<>();
    studies.forEach(study -> study.results().forEach(r -> ids.add(r.body().claim().id())));
    for (String id : ids) {
      List<String> row = new ArrayList<>(List.of(Columns.shortened(id, NAME)));
      studies.forEach(study -> row.add(cell(study, id)));
      columns.add(row);
    }
    List<String> lines = new ArrayList<>(columns.aligned());
    lines.add("");
    return lines;
  }

  /** An asterisk where the verdict is not the one on record. */
  private static String cell(Study study, String id) {
    return study.results().stream()
        .filter(result -> result.body().claim().id().equals(id))
        .findFirst()
        .map(
            result ->
                result instanceof Result.Judged judged
                    ? judged.judgement().verdict() + (!judged.change().isVerdictKept() ? " *" : "")
                    : "BROKEN")
        .orElse("not about it");
  }
}
