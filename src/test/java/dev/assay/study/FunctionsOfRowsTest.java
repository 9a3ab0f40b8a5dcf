package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.claim.HeadExpectation;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Outcome;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row's own test finds must be what the study has of it. */
class FunctionsOfRowsTest {
  private static final FixtureRow ROW = SampleBody.SENTENCES.get(0);

  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder).quick();
  }

  private Run begin(SampleBody body) {
    return run.begin(
        SampleRun.project(List.of(body), List.of()),
        new PrintStream(OutputStream.nullOutputStream()));
  }

  private static RowResult result(Outcome outcome) {
    return new RowResult(outcome, List.of(), Map.of());
  }

  @Test
  void another_effect_breaks_the_claim_and_both_numbers_are_named() {
    SampleBody body =
        SampleBody.effect(claim("a", new MeanExpectation.AtLeast(0.1)), (row, model) -> 0.5);
    String why =
        "Row r1 of rows.csv gives 0.4 as a test of its own, and 0.5 in the study; a claim's body"
            + " must depend on its row and its model only, not on fields, @BeforeEach or other"
            + " rows.";
    try (Run judged = begin(body)) {
      assertThatThrownBy(
              () -> judged.requireSame(body, "tiny", ROW, result(new Outcome.Value(0.4))))
          .isInstanceOf(AssayException.class)
          .hasMessage(why);
      assertThat(judged.result(body, "tiny")).isInstanceOf(Result.Broken.class);
      assertThat(ResultTable.of(judged.findings())).contains("BROKEN: a on tiny: " + why);
    }
    assertThat(ClaimsJson.read(run.claimsJson()).orElseThrow().claims().get(0).broken())
        .isEqualTo(why);
  }

  @Test
  void another_batch_may_move_the_last_digits() {
    SampleBody body =
        SampleBody.effect(claim("a", new MeanExpectation.AtLeast(0.1)), (row, model) -> 0.5);
    try (Run judged = begin(body)) {
      assertThatCode(
              () ->
                  judged.requireSame(
                      body, "tiny", ROW, result(new Outcome.Value(0.5 + 0.5e-4 * 0.9))))
          .doesNotThrowAnyException();
      assertThat(judged.result(body, "tiny")).isInstanceOf(Result.Judged.class);
    }
  }

  @Test
  void another_kind_of_result_breaks_the_claim() {
    SampleBody body =
        SampleBody.effect(claim("a", new MeanExpectation.AtLeast(0.1)), (row, model) -> 0.5);
    try (Run judged = begin(body)) {
      assertThatThrownBy(
              () ->
                  judged.requireSame(
                      body, "tiny", ROW, result(new Outcome.PerHead(Map.of("0.0", 0.5)))))
          .hasMessageContaining("another kind of result");
    }
  }

  @Test
  void of_heads_the_first_that_differs_is_named() {
    SampleBody body =
        SampleBody.outcome(
            claim("a", new HeadExpectation.SomeAtLeast(0.1)),
            (row, model) -> new Outcome.PerHead(Map.of("0.0", 1.0, "0.1", 2.0)));
    try (Run judged = begin(body)) {
      assertThatThrownBy(
              () ->
                  judged.requireSame(
                      body,
                      "tiny",
                      ROW,
                      result(new Outcome.PerHead(Map.of("0.0", 1.0, "0.1", 2.5)))))
          .hasMessageContaining(
              "gives 2.5 for head 0.1 as a test of its own, and 2.0 in the study");
    }
  }
}
