package dev.assay.study;

import dev.assay.claim.Assessment;
import dev.assay.claim.Change;
import dev.assay.claim.ChangeWording;
import dev.assay.claim.Claim;
import dev.assay.claim.EvidenceKind;
import dev.assay.claim.Judgement;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.claim.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A verdict in full: what was claimed, measured, compared, and what to do next. */
public final class VerdictMessage {
  private static final int WORST_ROWS = 3;

  private VerdictMessage() {}

  public static String of(Result.Judged result, Settings settings) {
    Judgement judgement = result.judgement();
    Claim claim = judgement.claim();
    String model = result.model();
    List<String> lines = new ArrayList<>();
    Collections.addAll(
        lines,
        headline(result, model),
        line("statement", claim.statement()),
        line("claim", claim.id() + ", from " + claim.source()),
        line("expected", expected(claim)),
        line("measured", measured(result)));
    if (!result.reported().isEmpty()) {
      lines.add(line("reported", reported(result.reported())));
    }
    if (!result.evidence().isEmpty()) {
      lines.add(line("evidence", String.join(", ", EvidenceKind.labels(result.evidence()))));
    }
    Collections.addAll(
        lines,
        line("nulls", nulls(judgement.assessment(), result.nulls())),
        line("worst rows", worstRows(judgement.assessment())),
        line("because", claim.because()),
        line("on record", onRecord(result, settings.judgedAgainst(model))),
        line("rerun", RerunCommand.of(result.body(), model, settings)),
        line("record", RerunCommand.recording(result.body(), model, settings)));
    return String.join("\n", lines);
  }

  private static String headline(Result.Judged result, String model) {
    return "%s on %s%s".formatted(result.judgement().verdict(), model, how(result));
  }

  /** What a verdict rests on that was reached with some of the null models only. */
  private static String provisional(Nulls nulls) {
    int run = models(nulls);
    return ", provisional: %s of %d null models %s run"
        .formatted(
            run == 0 ? "none" : Integer.toString(run),
            models(Nulls.ALL),
            run == 1 ? "was" : "were");
  }

  /** Those that every claim has, whether it edits or not. */
  private static int models(Nulls nulls) {
    return (int) nulls.models().stream().filter(model -> !model.kind().ofEdits()).count();
  }

  /** Such as {@code REFUTED, as recorded}. */
  public static String verdict(Result.Judged result) {
    return result.judgement().verdict() + how(result);
  }

  private static String how(Result.Judged result) {
    return compared(result) + (result.nulls() == Nulls.ALL ? "" : provisional(result.nulls()));
  }

  private static String compared(Result.Judged result) {
    return ", " + ChangeWording.verdict(result.change());
  }

  public static String expected(Claim claim) {
    return claim.expectation().inWords(claim.unit());
  }

  private static String measured(Result.Judged result) {
    LedgerEntry entry = result.entry();
    String tested =
        entry.pValue().isPresent()
            ? ", p %s after Holm's correction"
                .formatted(Wording.p(result.judgement().adjustedP().orElseThrow()))
            : "";
    String heads = entry.heads().isEmpty() ? "" : ", heads " + Wording.list(entry.heads());
    OptionalDouble source = result.judgement().claim().published();
    String published =
        source.isPresent() ? ", published " + Wording.signed(source.getAsDouble()) : "";
    return "%s, n = %d in %d clusters%s%s%s"
        .formatted(Wording.estimate(entry), entry.n(), entry.clusters(), tested, heads, published);
  }

  private static String reported(List<Reported> reported) {
    return reported.stream()
        .map(
            one ->
                "%s %s %s (n = %d)"
                    .formatted(one.name(), Wording.plain(one.mean()), one.unit(), one.n()))
        .collect(Collectors.joining("; "));
  }

  private static String nulls(Assessment assessment, Nulls run) {
    String strongest =
        assessment
            .strongestNull()
            .map(
                effect ->
                    "the strongest is %s with %s%s"
                        .formatted(
                            effect.model().label(),
                            Wording.signed(effect.value()),
                            rows(effect, assessment)))
            .orElse("none were run");
    List<String> unbeaten = unbeaten(assessment);
    if (assessment.nulls().isEmpty()) {
      return strongest;
    }
    String must =
        assessment.claim().mustBeat().isEmpty()
            ? "none must be beaten"
            : "must beat "
                + assessment.claim().mustBeat().stream()
                    .map(kind -> kind.label())
                    .sorted()
                    .collect(Collectors.joining(", "))
                + (unbeaten.isEmpty()
                    ? ", and does"
                    : ", and does not beat " + Wording.list(unbeaten));
    return strongest + "; " + must + (run == Nulls.ALL ? fewer(assessment) : "");
  }

  /** A layer may have fewer other heads, and a fixture fewer other donors, than are drawn. */
  private static String fewer(Assessment assessment) {
    StringBuilder fewer = new StringBuilder();
    for (NullKind kind : NullKind.values()) {
      long drawn = run(kind, assessment);
      if (kind.ofEdits() && drawn > 0 && drawn < kind.seeds().size()) {
        fewer.append(
            "; %s: %d %s, as there are no more"
                .formatted(kind.label(), drawn, drawn == 1 ? "draw" : "draws"));
      }
    }
    return fewer.toString();
  }

  /** By kind, the strongest of each: nineteen random models are one reason, not nineteen. */
  private static List<String> unbeaten(Assessment assessment) {
    Map<NullKind, List<Null.Effect>> kinds =
        assessment.unbeaten().stream()
            .collect(
                Collectors.groupingBy(e -> e.model().kind(), TreeMap::new, Collectors.toList()));
    List<String> words = new ArrayList<>();
    kinds.forEach(
        (kind, effects) -> {
          // The strongest comes first.
          Null.Effect strongest = effects.get(0);
          String value = Wording.signed(strongest.value()) + rows(strongest, assessment);
          words.add(
              kind.seeds().size() == 1
                  ? "%s (%s)".formatted(kind.label(), value)
                  : "%s (%d of %d, up to %s)"
                      .formatted(kind.label(), effects.size(), run(kind, assessment), value));
        });
    return words;
  }

  private static long run(NullKind kind, Assessment assessment) {
    return assessment.nulls().stream().filter(n -> n.model().kind() == kind).count();
  }

  /** Said where a null lets the claim measure some of the rows only: it is beaten on these. */
  private static String rows(Null.Effect effect, Assessment assessment) {
    return effect.n() == assessment.n()
        ? ""
        : " on the %d of %d rows that it lets measure, where the estimate is %s"
            .formatted(effect.n(), assessment.n(), Wording.signed(effect.real()));
  }

  private static String worstRows(Assessment assessment) {
    return assessment.rows().stream()
        .limit(WORST_ROWS)
        .map(row -> "%s (%s)".formatted(row.id(), Wording.signed(row.value())))
        .collect(Collectors.joining(", "));
  }

  private static String onRecord(Result.Judged result, String model) {
    Change change = result.change();
    return change
        .recorded()
        .map(
            old ->
                "for %s: %s%s (%s)%s"
                    .formatted(
                        model,
                        Wording.result(old),
                        old.heads().isEmpty() ? "" : ", heads " + Wording.list(old.heads()),
                        old.recorded(),
                        since(change)))
        .orElse("nothing for " + model);
  }

  /** What is not as it was: the rows, conditions of the verdict, what it was made from. */
  private static String since(Change change) {
    StringBuilder since = new StringBuilder("; change " + ChangeWording.change(change));
    if (!change.flipped().isEmpty()) {
      since.append("; flipped: ").append(Wording.list(change.flipped()));
    }
    since.append("; changed since then: ").append(Wording.list(change.provenance()));
    if (!change.rows().isEmpty()) {
      since.append("; ").append(change.rows());
    }
    change.remarks().forEach(remark -> since.append("; ").append(remark));
    return since.toString();
  }

  private static String line(String name, String text) {
    return "  %-11s %s".formatted(name, text);
  }
}
