package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.claim.Claim;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Outcome;
import dev.assay.claim.RowExpectation;
import dev.assay.fixture.TextRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {
  private static final String LONG =
      "a-finding-whose-name-is-longer-than-anybody-would-want-to-read-it";

  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static SampleBody body(String id, double sign) {
    return SampleBody.effect(
        claim(id, new MeanExpectation.AtLeast(0.1)),
        (row, model) -> sign * (1 + row.text().length() / 100.0));
  }

  private static SampleBody bound(String id, double high) {
    return SampleBody.outcome(
        claim(id, new RowExpectation.EveryWithin(0, high)),
        (row, model) -> new Outcome.Value(row.text().length()));
  }

  @Test
  void a_finding_has_a_line_with_all_that_decides() {
    SampleRun.Found found = run.judge(body("supported", 1));

    assertThat(found.table())
        .contains("tiny, nothing on record\n")
        .containsPattern(
            "\n"
                + "supported +SUPPORTED +\\+1\\.24 \\[\\+1\\.16, \\+1\\.39\\] attention +7 +random"
                + " weights #\\d+ \\+1\\.24$");
    assertThat(found.printed().lines().toList())
        .endsWith(
            "Details: %s, %s"
                .formatted(run.claimsJson().resolveSibling("index.html"), run.claimsJson()));
  }

  @Test
  void variants_that_agree_with_each_other_and_the_record_share_a_line() {
    SampleBody[] variants = {bound("kept.a", 50), bound("kept.b", 60), bound("kept.c", 70)};
    assertThat(run.with("assay.record", "why").judge(variants).table())
        .contains("tiny, nothing on record\n")
        .containsPattern("\nkept\n  all 3 +SUPPORTED +1 of rows +7 ");

    assertThat(run.judge(variants).table())
        .contains("tiny, as on record for tiny unless said otherwise\n")
        .containsPattern("\nkept\n  all 3 +SUPPORTED +1 of rows +7 ")
        .doesNotContain("\n  a ");
  }

  @Test
  void what_the_source_reports_stands_beside_what_was_measured() {
    Claim a = claim("kept.a", new RowExpectation.EveryWithin(0, 50));
    Claim b = claim("kept.b", new RowExpectation.EveryWithin(0, 60));
    SampleBody[] variants = {
      SampleBody.outcome(a, (row, model) -> new Outcome.Value(row.text().length())),
      SampleBody.outcome(published(b, 0.94), (row, model) -> new Outcome.Value(1))
    };

    assertThat(run.quick().judge(variants).table())
        .containsPattern("\n  a +SUPPORTED.*\n  b +SUPPORTED.*\n    published \\+0.94")
        .containsOnlyOnce("published");
  }

  private static Claim published(Claim claim, double value) {
    return new Claim(
        claim.id(),
        claim.finding(),
        claim.variant(),
        claim.topic(),
        claim.statement(),
        claim.source(),
        claim.fixture(),
        claim.expectation(),
        claim.unit(),
        claim.because(),
        OptionalDouble.of(value),
        claim.mustBeat());
  }

  @Test
  void variants_that_do_not_agree_have_a_line_each_and_say_what_holds() {
    assertThat(run.judge(bound("part.short", 40), bound("part.long", 50)).table())
        .contains("\npart: holds in part: long (SUPPORTED); not: short (REFUTED)\n")
        .containsPattern("\n  long +SUPPORTED")
        .containsPattern("\n  short +REFUTED");
  }

  @Test
  void verdicts_without_all_null_models_are_marked_as_provisional() {
    assertThat(run.quick().judge(body("a", 1)).table())
        .contains("; provisional verdicts (-Dassay.nulls=few)")
        .contains(" SUPPORTED? ");
  }

  @Test
  void several_models_have_a_matrix_of_verdicts_before_the_numbers() throws IOException {
    List<String> models = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      models.add(TinyCheckpoint.write(folder.resolve("checkpoint-of-step-number-" + i)).toString());
    }
    String table =
        run.quick()
            .with("assay.models", String.join(",", models))
            .judge(body("a", 1), body(LONG + ".some-variant", -1))
            .table();

    assertThat(table).containsPattern("\nverdicts +check\\S*er-0 +check\\S*er-1 ");
    assertThat(table).containsPattern("\na +SUPPORTED +SUPPORTED +SUPPORTED +SUPPORTED\n");
    assertThat(table.indexOf("verdicts")).isLessThan(table.indexOf("estimate"));
    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
  }

  @Test
  void lines_fit_a_terminal_of_120_columns() {
    SampleBody large =
        SampleBody.effect(
            claim(LONG + ".with-a-variant-that-is-long-too", new MeanExpectation.AtLeast(0.1)),
            (row, model) -> 123456.789 + row.text().length());
    SampleBody tiny =
        SampleBody.effect(
            claim("b", new MeanExpectation.AtLeast(0)),
            (row, model) -> 4.04e-8 * row.text().length());

    String table = run.judge(large, tiny).table();
    assertThat(table)
        .contains("+9.87e-7 [+6.33e-7, +1.56e-6]")
        .containsPattern("a-finding-\\S*…\\S*-too");
    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
  }

  @Test
  void parameters_outside_the_encoder_are_noted() throws IOException {
    Path copy = TinyCheckpoint.write(folder.resolve("classifier"));
    Checkpoint tiny = Catalog.open(folder.resolve("tiny").toString());
    int hidden = tiny.config().hidden();
    new SafetensorsWriter()
        .all(tiny.weights())
        .float32("classifier.weight", List.of(2L, (long) hidden), new float[2 * hidden])
        .float32("classifier.bias", List.of(2L), new float[2])
        .float32("regressor.weight", List.of(1L, (long) hidden), new float[hidden])
        .float32("regressor.bias", List.of(1L), new float[1])
        .write(copy.resolve("model.safetensors"));

    assertThat(run.quick().with("assay.models", copy.toString()).judge(body("a", 1)).table())
        .contains(
            "NOTE: classifier has parameters that are not part of the encoder and are ignored:"
                + " classifier.bias, classifier.weight, regressor.bias, ... (4 in all)");
    assertThat(run.quick().judge(body("a", 1)).table()).doesNotContain("NOTE");
  }

  @Test
  void rows_that_changed_since_the_record_are_named_once_for_all_claims() {
    run.with("assay.record", "why").judge(body("a", 1), body("b", 1));
    List<TextRow> fewer = SampleBody.SENTENCES.subList(0, 6);

    assertThat(run.judge(body("a", 1).on(fewer), body("b", 1).on(fewer)).table())
        .containsOnlyOnce(
            "WARNING: rows.csv is not what it was when tiny was recorded: rows removed: r7.");
  }
}
