package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.claim.Outcome;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.study.SampleRun.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims about what a model does with a text, on the small random BERT and its null models. */
class BehaviourClaimsTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  /** How much likelier "good" is than "bad" after a sentence. */
  private static double preference(TextRow row, Model model) {
    var scores = model.fillMask(Text.of(row.text(), "It was [MASK]."));
    return scores.logProbability("good") - scores.logProbability("bad");
  }

  /** How far the embedding moves when a sentence is negated once more. */
  private static double shift(TextRow row, Model model) {
    double[] plain = model.embedding(row.text());
    double[] negated = model.embedding(row.text() + " not");
    double squares = 0;
    for (int i = 0; i < plain.length; i++) {
      squares += Math.pow(plain[i] - negated[i], 2);
    }
    return Math.sqrt(squares);
  }

  private static final SampleBody FILLS =
      SampleBody.effect(
          claim("fills", new MeanExpectation.AtLeast(0.01)), BehaviourClaimsTest::preference);

  private static final SampleBody EMBEDS =
      SampleBody.effect(
          claim("embeds", new MeanExpectation.AtLeast(0.01)), BehaviourClaimsTest::shift);

  private static final SampleBody CLASSIFIES =
      SampleBody.effect(
          claim("classifies", new MeanExpectation.AtLeast(0.01)),
          (row, model) -> model.classify(row.text()).logit("LABEL_0"));

  @Test
  void heads_of_null_models_answer_for_themselves() {
    Found found = run.quick().judge(FILLS, EMBEDS);

    for (String id : List.of("fills", "embeds")) {
      Result.Judged judged = found.judged(id);
      double real = judged.judgement().assessment().estimate();
      assertThat(judged.judgement().assessment().nulls())
          .hasSize((int) Stream.of(NullKind.values()).filter(kind -> !kind.ofEdits()).count())
          .allSatisfy(effect -> assertThat(effect.value()).isNotCloseTo(real, within(1e-6)))
          .extracting(Null.Effect::value)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_rows_own_test_sees_what_the_study_saw() {
    try (Run judged =
        run.quick()
            .begin(
                SampleRun.project(List.of(FILLS, EMBEDS), List.of()),
                new PrintStream(OutputStream.nullOutputStream()))) {
      for (TextRow row : SampleBody.SENTENCES) {
        for (SampleBody body : List.of(FILLS, EMBEDS)) {
          Outcome again =
              body.measure(
                      row,
                      judged.rowModel(body, "tiny", row),
                      name -> {
                        throw new AssertionError(name);
                      })
                  .outcome();
          judged.requireSame(
              body, "tiny", row, new RowResult(again, List.of(), java.util.Map.of()));
        }
      }
      assertThat(judged.result(FILLS, "tiny")).isInstanceOf(Result.Judged.class);
    }
  }

  @Test
  void a_behaviour_leaves_the_attention_that_was_traced_for_the_report() {
    try (Run judged =
        run.quick()
            .begin(
                SampleRun.project(List.of(EMBEDS), List.of()),
                new PrintStream(OutputStream.nullOutputStream()))) {
      TextRow row = SampleBody.SENTENCES.get(0);
      RowModel model = judged.rowModel(EMBEDS, "tiny", row);
      model.trace(row.text());
      model.embedding(row.text());

      assertThat(Objects.requireNonNull(model.traced().get(Text.of(row.text()))).sites())
          .containsExactlyInAnyOrderElementsOf(Model.DEFAULT_SITES);
    }
  }

  @Test
  void a_claim_that_needs_a_head_is_not_about_a_model_without_it() {
    run = run.quick();
    double alone = run.judge(EMBEDS).judged("embeds").judgement().adjustedP().orElseThrow();
    Found found = run.judge(CLASSIFIES, EMBEDS);

    assertThat(found.findings().results())
        .extracting(result -> result.body().claim().id())
        .containsExactly("embeds");
    assertThat(found.findings().anyBroken()).isFalse();
    assertThat(found.table())
        .contains("NOTE: 1 claim is not about tiny, which has no classification head: classifies")
        .doesNotContain("BROKEN");
    assertThat(found.judged("embeds").judgement().adjustedP().orElseThrow())
        .as("not in Holm's family")
        .isEqualTo(alone);
    Found other = run.judge(SampleRun.project(List.of(EMBEDS), List.of(CLASSIFIES)));
    assertThat(other.study().unmeasured()).isEmpty();
    assertThat(other.judged("embeds").judgement().adjustedP().orElseThrow()).isEqualTo(alone);
  }

  @Test
  void a_run_without_any_claim_about_its_model_says_so() {
    try (Run judged =
        run.quick()
            .begin(
                SampleRun.project(List.of(CLASSIFIES), List.of()),
                new PrintStream(OutputStream.nullOutputStream()))) {
      assertThat(judged.unconcerned()).isEmpty();
      judged.judge();
      assertThat(judged.unconcerned().orElseThrow())
          .hasMessage(
              "No claim of this run is about tiny, which has no classification head; select claims"
                  + " that ask for none, or name another model.");
    }
  }

  @Test
  void a_word_that_the_vocabulary_lacks_breaks_its_claim_alone() {
    SampleBody lost =
        SampleBody.effect(
            claim("lost", new MeanExpectation.AtLeast(0.01)),
            (row, model) -> model.fillMask("It was [MASK].").logProbability("wonderful"));
    Found found = run.quick().judge(lost, FILLS);

    assertThat(found.broken("lost"))
        .startsWith("Row r1 of rows.csv cannot be measured: 'wonderful' is not one token in its");
    assertThat(found.judged("fills").judgement().assessment().n()).isEqualTo(7);
  }
}
