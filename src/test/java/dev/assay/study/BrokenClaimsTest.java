package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.claim.Outcome;
import dev.assay.claim.Verdict;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.study.SampleRun.Found;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenClaimsTest {
  @TempDir Path folder;
  private SampleRun run;

  private static final SampleBody SOUND =
      SampleBody.effect(
          claim("sound", new MeanExpectation.AtLeast(0.1)),
          (row, model) -> 1 + row.text().length() / 100.0);

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder).quick();
  }

  /** Judges a body beside a sound one, which must not notice. */
  private Found beside(SampleBody body) {
    Found found = run.judge(body, SOUND);
    assertThat(found.judged("sound").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(found.table()).contains("BROKEN: broken on tiny: ");
    assertThat(run.claimsJson()).content().contains("\"broken\": \"", "\"sound\"");
    return found;
  }

  private String why(SampleBody body) {
    String why = beside(body).broken("broken");
    assertThat(why).doesNotContain("\n");
    return why;
  }

  private static SampleBody broken(ToDoubleBiFunction<TextRow, Model> effect) {
    return SampleBody.effect(
        claim("broken", new MeanExpectation.AtLeast(0.1), NullKind.UNIFORM_ATTENTION), effect);
  }

  @Test
  void an_exception_breaks_its_claim_and_names_the_first_row() {
    assertThat(
            why(
                broken(
                    (row, model) -> {
                      if (row.id().equals("r1")) {
                        return 1;
                      }
                      throw new NoSuchElementException("No value present");
                    })))
        .isEqualTo(
            "Row r2 of rows.csv cannot be measured: NoSuchElementException: No value present");
  }

  @Test
  void an_assertion_breaks_its_claim_in_one_line() {
    assertThat(
            why(
                broken(
                    (row, model) -> {
                      assertThat(row.text()).as("the sentence").isEqualTo("another");
                      return 1;
                    })))
        .startsWith("Row r1 of rows.csv cannot be measured: [the sentence] ");
  }

  @Test
  void a_value_that_is_no_number_breaks_its_claim() {
    assertThat(why(broken((row, model) -> Math.log(-1))))
        .contains("Row r1 of rows.csv cannot be measured: ")
        .contains("NaN");
  }

  @Test
  void endless_recursion_breaks_its_claim() {
    assertThat(why(broken((row, model) -> deeper(row.text().length()))))
        .startsWith("Row r1 of rows.csv cannot be measured: StackOverflowError");
  }

  private static double deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }

  @Tag("slow")
  @Test
  void a_heap_that_a_body_fills_breaks_its_claim() {
    assertThat(
            why(
                broken(
                    (row, model) -> {
                      // More than any heap has, so that the others' share is left alone.
                      long[][] all = new long[Integer.MAX_VALUE - 8][];
                      all[0] = new long[Integer.MAX_VALUE - 8];
                      all[1] = new long[Integer.MAX_VALUE - 8];
                      return all.length;
                    })))
        .startsWith("Row r1 of rows.csv cannot be measured: OutOfMemoryError: ");
  }

  /** Cannot be loaded. */
  private static final class Unloadable {
    static final int VALUE = Integer.parseInt("none");
  }

  @Test
  void a_class_that_cannot_be_loaded_breaks_its_claim() {
    assertThat(why(broken((row, model) -> Unloadable.VALUE)))
        .matches("Row r\\d of rows.csv cannot be measured: .*Error: .*");
  }

  @Test
  void another_outcome_than_is_predicted_breaks_its_claim() {
    assertThat(
            why(
                SampleBody.outcome(
                    claim("broken", new MeanExpectation.AtLeast(0.1)),
                    (row, model) -> new Outcome.PerHead(Map.of("0.0", 1.0)))))
        .startsWith(
            "Row r1 has an effect for every head, but the claim is about one number a row; ");
  }

  @Test
  void a_mistake_on_a_null_model_breaks_its_claim_and_names_the_null() {
    assertThat(
            why(
                broken(
                    (row, model) -> {
                      if (SampleBody.isUniform(model, row)) {
                        throw new NoSuchElementException("No value present");
                      }
                      return 1;
                    })))
        .isEqualTo(
            "Row r1 of rows.csv cannot be measured on the null model 'uniform attention':"
                + " NoSuchElementException: No value present");
  }

  @Test
  void a_null_that_must_be_beaten_and_lets_nothing_be_measured_breaks_its_claim() {
    assertThat(
            why(
                broken(
                    (row, model) -> {
                      if (SampleBody.isUniform(model, row)) {
                        throw new AssayException("There is nothing to compare.");
                      }
                      return 1;
                    })))
        .isEqualTo(
            "The null model 'uniform attention', which broken must beat, lets it measure 0 of 7"
                + " rows; change the claim's measure, its sentences, or what it must beat.");
  }

  @Test
  void rows_that_cannot_be_read_break_their_claim() {
    assertThat(
            why(
                broken((row, model) -> 1)
                    .withSentences(
                        () -> {
                          throw new AssayException("fixtures/rows.csv does not exist; make it.");
                        })))
        .isEqualTo("fixtures/rows.csv does not exist; make it.");
  }

  @Test
  void a_word_that_the_model_cannot_take_breaks_the_row_that_has_it() {
    assertThat(
            why(
                broken((row, model) -> model.trace(row.text()).tokens().size())
                    .on(SampleBody.texts("the cat", "cat ".repeat(40), "the dog"))))
        .startsWith("Row r2 of rows.csv cannot be measured: \"cat cat")
        .contains("is 42 tokens long, but tiny has positions for 32; shorten it.");
  }

  @Test
  void claims_that_share_an_id_are_both_broken() {
    Found found = run.judge(broken((row, model) -> 1), broken((row, model) -> 2), SOUND);

    assertThat(found.findings().results().stream().filter(Result.Broken.class::isInstance))
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(((Result.Broken) result).why().getMessage())
                    .isEqualTo(
                        "Sample.measure and Sample.measure have the same id 'broken'; give each"
                            + " claim an id or a variant of its own."));
    assertThat(found.judged("sound").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void what_is_annotated_as_a_claim_and_is_none_is_listed_as_broken() {
    Found found =
        run.judge(
            new Claims(
                List.of(SOUND),
                List.of(),
                Map.of("Bad.measure", new AssayException("'Bad_Id' is no id.")),
                Map.of(),
                Set.of()));

    assertThat(found.table()).contains("BROKEN: Bad.measure: 'Bad_Id' is no id.");
    assertThat(run.claimsJson()).content().contains("'Bad_Id' is no id.");
    assertThat(found.judged("sound").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void a_model_that_does_not_exist_is_broken_and_the_other_is_judged() throws IOException {
    String tiny = folder.resolve("tiny").toString();
    Found found = run.with("assay.models", "nowhere," + tiny).judge(SOUND);

    assertThat(found.judged("sound").model()).isEqualTo("tiny");
    assertThat(found.table()).contains("BROKEN: nowhere: There is no model 'nowhere'");
    assertThat(Files.readString(run.claimsJson())).contains("There is no model 'nowhere'");
  }
}
