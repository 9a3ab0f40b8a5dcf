package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.claim.Change;
import dev.assay.claim.ChangeEntry;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Outcome;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.TextRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of twelve rows whose effects a test chooses, and whose minimum effect is 0.1. */
class ComparisonTest {
  private static final int ROWS = 12;

  @TempDir static Path folder;
  private static PyTorchModel model;

  @TempDir private Path ledger;

  @BeforeAll
  static void load() throws IOException {
    Checkpoint tiny = Catalog.open(TinyCheckpoint.write(folder.resolve("tiny")).toString());
    model =
        PyTorchModel.load(
            new Checkpoint("tiny", tiny.source(), tiny.config(), tiny.tokenizer(), tiny.weights()));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void the_same_again_is_as_recorded_row_by_row() {
    assertThat(only(record(body("a", 0.3, "v1"))).change().kind())
        .isEqualTo(Change.Kind.NOT_ON_RECORD);

    Result.Judged again = only(study(body("a", 0.3, "v1")));

    assertThat(again.change().kind()).isEqualTo(Change.Kind.AS_RECORDED);
    assertThat(again.change().paired().orElseThrow().n()).isEqualTo(ROWS);
    assertThat(table(study(body("a", 0.3, "v1")))).doesNotContain("WARNING").doesNotContain("NOTE");
  }

  @Test
  void another_verdict_is_said_with_the_change_and_what_flipped() {
    record(body("a", 0.3, "v1"));

    Study study = study(body("a", 0.05, "v2"));

    assertThat(only(study).change().kind()).isEqualTo(Change.Kind.VERDICT_CHANGED);
    assertThat(VerdictMessage.of(only(study), settings()))
        .startsWith("REFUTED on %s, but SUPPORTED is on record\n".formatted(model.name()))
        .contains("; change -0.25 [-0.25, -0.25] attention, -2.5 of the minimum effect, p < 0.001")
        .contains("; flipped: interval; changed since then: claim\n");
    assertThat(table(study))
        .contains("    CHANGED from SUPPORTED (interval): -0.25 [-0.25, -0.25] attention, -2.5 of");
    assertThat(findings(study, settings()).anyFails()).isTrue();
  }

  @Test
  void a_change_with_the_same_verdict_is_a_warning_and_fails_a_strict_run() {
    record(body("a", 0.3, "v1"));

    Study study = study(body("a", 0.35, "v2"));

    assertThat(only(study).change().kind()).isEqualTo(Change.Kind.MOVED);
    assertThat(table(study)).contains("    WARNING: moved by +0.05 [+0.05, +0.05] attention");
    assertThat(findings(study, settings()).anyFails()).isFalse();
    assertThat(findings(study, settings("assay.strict", "")).anyFails()).isTrue();
  }

  @Test
  void numbers_that_do_not_come_back_fail_and_are_named() {
    record(body("a", 0.3, "v1"));

    Study study = study(body("a", 0.31, "v1"));

    assertThat(only(study).change().kind()).isEqualTo(Change.Kind.NOT_REPRODUCED);
    assertThat(VerdictMessage.of(only(study), settings()))
        .contains("SUPPORTED on %s, not reproduced\n".formatted(model.name()))
        .contains("; nothing has changed, but row r");
    assertThat(table(study)).contains("    NOT REPRODUCED\n    WARNING: nothing has changed, but");
    assertThat(findings(study, settings()).anyFails()).isTrue();
  }

  @Test
  void a_claim_meets_the_same_correction_alone_as_among_the_others() {
    record(body("a", 0.3, "v1"), body("b", 0.3, "v1"), body("c", 0.3, "v1"));
    ClaimBody a = body("a", 0.35, "v2");
    ClaimBody b = body("b", 0.35, "v2");
    ClaimBody c = body("c", 0.3, "v1");

    Study together = study(a, b, c);
    Study alone =
        study(settings(), new Claims(List.of(a), List.of(b, c), Map.of(), Map.of(), Set.of()));

    double smallest = 2 / 4096.0;
    assertThat(change(together, a)).isCloseTo(3 * smallest, within(1e-12));
    assertThat(change(alone, a)).isEqualTo(change(together, a));
  }

  @Test
  void with_a_baseline_the_table_has_what_changed_first_and_folds_what_was_kept() {
    record(body("kept", 0.3, "v1"), body("moved", 0.3, "v1"), body("changed", 0.3, "v1"));
    Settings settings = settings("assay.baseline", model.name());

    Study study =
        study(
            settings,
            claims(body("kept", 0.3, "v1"), body("moved", 0.4, "v2"), body("changed", 0, "v2")));

    List<String> lines = ResultTable.of(findings(study, settings)).lines().toList();
    assertThat(lines.get(3)).startsWith("changed  REFUTED");
    assertThat(lines.get(4)).startsWith("    CHANGED from SUPPORTED (interval, correction)");
    // What is said of the change takes two lines.
    assertThat(lines.get(6)).startsWith("moved    SUPPORTED");
    assertThat(lines.get(7)).startsWith("    WARNING: moved by +0.1 ");
    assertThat(lines).contains("1 of 3 claims kept");
    assertThat(lines).noneMatch(line -> line.startsWith("kept"));
  }

  @Test
  void claims_json_has_the_change() {
    record(body("a", 0.3, "v1"));
    Study study = study(body("a", 0.05, "v2"));

    ClaimsJson.Item item = ClaimsJson.of(findings(study, settings())).claims().get(0);

    assertThat(item.change()).isEqualTo(only(study).change().entry());
    assertThat(item.change())
        .extracting(ChangeEntry::mean, ChangeEntry::flipped)
        .containsExactly(-0.25, List.of("interval"));
    assertThat(item.changed()).containsExactly("claim");
  }

  @Test
  void a_claim_about_the_baseline_is_judged_on_what_is_compared_with_it() {
    ClaimBody about =
        new SampleBody(
            claim("named", new MeanExpectation.AtLeast(0.1)),
            List.of("base"),
            ComparisonTest::rows,
            (row, m) -> new Outcome.Value(0.3),
            "v1");

    assertThat(study(about).results()).isEmpty();
    assertThat(run(settings("assay.models", model.name()), about).unconcerned().orElseThrow())
        .hasMessage(
            "No claim of this run is about %s; select claims that are, or name another model."
                .formatted(model.name()));
    assertThat(run(settings("assay.models", "tiny", "assay.baseline", "base"), about).unconcerned())
        .isEmpty();
  }

  private static double change(Study study, ClaimBody body) {
    return ((Result.Judged) study.result(body).orElseThrow())
        .change()
        .paired()
        .orElseThrow()
        .adjustedP();
  }

  private Run run(Settings settings, ClaimBody... bodies) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Run(settings, claims(bodies), nowhere);
  }

  /** Effects around a mean, each row a cluster of its own. */
  private static ClaimBody body(String id, double mean, String identity) {
    return new SampleBody(
        claim(id, new MeanExpectation.AtLeast(0.1)),
        List.of(),
        ComparisonTest::rows,
        (row, m) ->
            new Outcome.Value(
                mean + (Integer.parseInt(row.id().substring(1)) - (ROWS + 1) / 2.0) / 1000),
        identity);
  }

  private static List<TextRow> rows() {
    List<TextRow> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add(new TextRow("r" + i, "the cat"));
    }
    return rows;
  }

  private static Result.Judged only(Study study) {
    return (Result.Judged) study.results().get(0);
  }

  private String table(Study study) {
    return ResultTable.of(findings(study, settings()));
  }

  private static Findings findings(Study study, Settings settings) {
    ClaimBody[] bodies = study.results().stream().map(Result::body).toArray(ClaimBody[]::new);
    return new Findings(settings, claims(bodies), List.of(study), Map.of());
  }

  private Study record(ClaimBody... bodies) {
    Settings settings = settings("assay.record", "to begin with");
    Study study = study(settings, claims(bodies));
    Recording.record(
        study,
        settings,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return study;
  }

  private Study study(ClaimBody... bodies) {
    return study(settings(), claims(bodies));
  }

  private static Study study(Settings settings, Claims claims) {
    return Study.of(
        model,
        claims,
        new OtherModels(settings.models(), settings.baseline()),
        settings,
        List.of(),
        Progress.of(model.name()));
  }

  private static Claims claims(ClaimBody... bodies) {
    return new Claims(List.of(bodies), List.of(), Map.of(), Map.of(), Set.of());
  }

  private Settings settings(String... properties) {
    Map<String, String> map = new HashMap<>(Map.of("assay.ledger", ledger.toString()));
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return Settings.of(name -> Optional.ofNullable(map.get(name)), "");
  }
}
