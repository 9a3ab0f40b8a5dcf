package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims whose bodies edit passes, with the nulls and the evidence that they have from that. */
class EditedClaimsTest {
  private static final Edit HEAD = Edit.zero(Where.head(0, 1));
  private static final Where V = Where.layer(Site.V, 1);

  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static SampleBody body(ToDoubleBiFunction<TextRow, Model> effect, NullKind... mustBeat) {
    Claim plain = claim("a", new MeanExpectation.AtLeast(0));
    Claim claim =
        new Claim(
            plain.id(),
            plain.finding(),
            plain.variant(),
            plain.topic(),
            plain.statement(),
            plain.source(),
            plain.fixture(),
            plain.expectation(),
            plain.unit(),
            plain.because(),
            plain.published(),
            Set.of(mustBeat));
    return SampleBody.effect(claim, effect);
  }

  /** How far edits move the last hidden state of [CLS]. */
  private static double moved(Model model, TextRow row, Edit... edits) {
    float[] before = last(model, row);
    float[] after = last(model.with(edits), row);
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(before[i] - after[i]);
    }
    return sum;
  }

  private static float[] last(Model model, TextRow row) {
    return model
        .trace(row.text(), Site.RESID)
        .tensor(Site.RESID)
        .at(model.config().layers())
        .at(0)
        .toArray();
  }

  private Assessment assessment(SampleBody body) {
    return run.judge(body).judged("a").judgement().assessment();
  }

  private static List<Null.Effect> of(Assessment assessment, NullKind kind) {
    return assessment.nulls().stream().filter(n -> n.model().kind() == kind).toList();
  }

  /** The small model has two heads a layer, so there is one other. */
  @Test
  void other_heads_are_a_null_of_a_claim_that_edits_a_head() {
    SampleRun.Found found = run.judge(body((row, model) -> moved(model, row, HEAD)));
    Assessment assessment = found.judged("a").judgement().assessment();
    double other =
        assessment(body((row, model) -> moved(model, row, Edit.zero(Where.head(0, 0))))).estimate();

    assertThat(of(assessment, NullKind.OTHER_HEADS))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.model().label()).isEqualTo("other heads #1");
              assertThat(effect.value()).isCloseTo(other, within(1e-4));
              assertThat(effect.n()).isEqualTo(7);
            });
    assertThat(of(assessment, NullKind.OTHER_DONORS)).isEmpty();
    assertThat(of(assessment, NullKind.RANDOM_WEIGHTS)).hasSize(19);
    assertThat(found.message("a")).contains("; other heads: 1 draw, as there are no more");
  }

  @Test
  void a_claim_about_a_head_must_beat_its_others() {
    SampleBody better =
        body(
            (row, model) -> moved(model, row, HEAD) > 0 && model.name().isEmpty() ? 0 : 1,
            NullKind.OTHER_HEADS);
    double one = assessment(body((row, model) -> moved(model, row, HEAD))).estimate();
    double two =
        assessment(body((row, model) -> moved(model, row, Edit.zero(Where.head(0, 0))))).estimate();
    Edit larger = one > two ? HEAD : Edit.zero(Where.head(0, 0));
    Edit smaller = one > two ? Edit.zero(Where.head(0, 0)) : HEAD;

    assertThat(assessment(better).unbeaten()).as("no head matters").hasSize(1);
    assertThat(
            assessment(body((row, model) -> moved(model, row, larger), NullKind.OTHER_HEADS))
                .unbeaten())
        .isEmpty();
    assertThat(
            assessment(body((row, model) -> moved(model, row, smaller), NullKind.OTHER_HEADS))
                .unbeaten())
        .hasSize(1);
  }

  /**
   * Of the seven rows 1 and 2 are as long, and 3, 5 and 6; row 7 has all words of row 4 in their
   * order, but not the other way round. Each is a cluster of its own.
   */
  @Test
  void other_donors_are_those_of_unrelated_rows_that_can_be_aligned() {
    SampleBody patched =
        body(
            (row, model) ->
                moved(model, row, Edit.from(V, row.text().replaceFirst("^The ", "They "))),
            NullKind.OTHER_DONORS);
    Assessment assessment = assessment(patched);

    List<Null.Effect> others = of(assessment, NullKind.OTHER_DONORS);
    assertThat(others).hasSize(2);
    assertThat(others)
        .allSatisfy(
            effect -> {
              assertThat(effect.n()).as("all rows but the seventh").isEqualTo(6);
              assertThat(effect.value()).isGreaterThan(effect.real());
            });
    assertThat(of(assessment, NullKind.OTHER_HEADS)).isEmpty();
  }

  @Test
  void nulls_of_edits_that_a_claim_does_not_have_are_refused() {
    run = run.with("assay.nulls", "none");

    assertThat(run.judge(body((row, model) -> 1.0, NullKind.OTHER_HEADS)).broken("a"))
        .isEqualTo(
            "a must beat other heads, but it edits no single head; edit one, Where.head(layer,"
                + " head), or leave OTHER_HEADS out of mustBeat.");
    assertThat(run.judge(body((row, model) -> 1.0, NullKind.OTHER_DONORS)).broken("a"))
        .isEqualTo(
            "a must beat other donors, but it patches nothing from another text; patch with"
                + " Edit.from, or leave OTHER_DONORS out of mustBeat.");
    assertThat(
            run.judge(
                    body(
                        (row, model) -> moved(model, row, HEAD, Edit.zero(Where.head(0, 0))),
                        NullKind.OTHER_HEADS))
                .broken("a"))
        .contains("it edits so many heads of a layer that there are not as many others");
    assertThat(
            run.judge(
                    body(
                            (row, model) -> moved(model, row, Edit.from(V, row.text() + " good")),
                            NullKind.OTHER_DONORS)
                        .on(SampleBody.texts("the cat sat")))
                .broken("a"))
        .isEqualTo(
            "a must beat other donors, but no row of another template has a donor that can be"
                + " aligned; add such rows, or leave OTHER_DONORS out of mustBeat.");
  }

  @Test
  void few_nulls_are_one_of_each_kind_and_none_are_none() {
    SampleBody patched = body((row, model) -> moved(model, row, HEAD));

    run = run.with("assay.nulls", "few");
    assertThat(assessment(patched).nulls())
        .extracting(effect -> effect.model().label())
        .containsExactly(
            "random weights #1",
            "uniform attention",
            "shuffled tokens",
            "permuted positions #1",
            "other heads #1");
    run = run.with("assay.nulls", "none");
    assertThat(assessment(patched).nulls()).isEmpty();
  }

  @Test
  void what_is_put_in_comes_from_the_same_model_on_nulls_too() {
    Text donor = Text.of("the dog was bad.");
    ToDoubleBiFunction<TextRow, Model> differs =
        (row, model) -> {
          float[] patched =
              model
                  .with(Edit.from(V.at("cat"), donor, "dog"))
                  .trace(row.text(), Site.V)
                  .layer(1)
                  .head(0)
                  .v()
                  .at(model.tokenize(row.text()).word("cat").positions().get(0))
                  .toArray();
          float[] given =
              model
                  .trace(donor, Site.V)
                  .layer(1)
                  .head(0)
                  .v()
                  .at(model.tokenize(donor).word("dog").positions().get(0))
                  .toArray();
          double worst = 0;
          for (int i = 0; i < given.length; i++) {
            worst = Math.max(worst, Math.abs(given[i] - patched[i]));
          }
          return worst;
        };
    Assessment assessment =
        assessment(
            body(differs)
                .on(SampleBody.texts("the cat sat.", "the cat was good.", "he sat on the cat.")));

    assertThat(assessment.nulls()).hasSizeGreaterThanOrEqualTo(26);
    assertThat(assessment.nulls())
        .filteredOn(effect -> !effect.model().kind().ofEdits())
        .allSatisfy(effect -> assertThat(effect.value()).isLessThan(1e-5));
  }

  @Test
  void an_edit_that_changes_nothing_in_any_row_breaks_the_claim() {
    run = run.with("assay.nulls", "none");
    SampleBody twice =
        body((row, model) -> moved(model, row, HEAD, Edit.zero(Where.head(0, 1).at("good"))));

    assertThat(run.judge(twice.on(SampleBody.texts("he was good", "she was good"))).broken("a"))
        .isEqualTo(
            "The edit 'zero z of head 0.1 at 'good'' changes nothing in any row: what it takes away"
                + " is not there, or what it puts in is there already; leave it out, or edit"
                + " something else.");
    assertThat(
            run.judge(body((row, model) -> moved(model, row, Edit.scale(Where.head(0, 1), 1))))
                .judged("a")
                .judgement()
                .assessment()
                .estimate())
        .as("a factor of 1 should change nothing")
        .isCloseTo(0, within(1e-5));
  }

  @Test
  void a_mistake_in_an_edit_breaks_the_claim_in_one_sentence() {
    run = run.with("assay.nulls", "none");
    Function<Edit, String> why =
        edit -> run.judge(body((row, model) -> moved(model, row, edit))).broken("a");

    assertThat(why.apply(Edit.zero(Where.head(0, 2))))
        .endsWith("An edit is on head 0.2, but the layers of tiny have heads 0 to 1; correct it.");
    assertThat(why.apply(Edit.window(2, 1)))
        .endsWith("An edit is on pattern of layer 2, but tiny has layers 0 to 1; correct it.");
    assertThat(why.apply(Edit.cut(0, "elephant", "never")))
        .endsWith(
            "The word 'never' does not occur in \"The cat sat on the mat.\"; name a word of the"
                + " sentence, whole and as it is written there.");
  }

  @Test
  void evidence_is_what_the_body_asked_for() throws IOException {
    run = run.with("assay.nulls", "none");

    assertThat(evidence((row, model) -> model.tokenize(row.text()).size())).isEmpty();
    assertThat(evidence((row, model) -> model.trace(row.text()).layerCount()))
        .containsExactly("structural");
    assertThat(evidence((row, model) -> model.embedding(row.text()).length))
        .containsExactly("behavioural");
    assertThat(
            evidence(
                (row, model) ->
                    model.with(HEAD).fillMask(row.text() + " [MASK]").masks().size()
                        + model.lens(row.text() + " [MASK]", 1).masks().size()))
        .containsExactly("causal: necessary", "behavioural");
    assertThat(evidence((row, model) -> moved(model, row, HEAD)))
        .containsExactly("causal: necessary", "structural");
    assertThat(evidence((row, model) -> moved(model, row, Edit.from(V, row.text()))))
        .containsExactly("causal: sufficient", "structural");
    assertThat(evidence((row, model) -> moved(model, row, Edit.scale(Where.head(0, 1), 2))))
        .containsExactly("causal", "structural");
    SampleRun.Found both =
        run.judge(
            body((row, model) -> moved(model, row, HEAD, Edit.from(V, row.text()))),
            SampleBody.effect(
                claim("b", new MeanExpectation.AtLeast(0)),
                (row, model) -> model.trace(row.text()).layerCount()));
    assertThat(both.table()).containsPattern("a +\\w+\\? .* 7 +causal: both +none run");
    assertThat(both.table()).containsPattern("b +\\w+\\? .* 7 +structural +none run");
    assertThat(both.judged("a").entry().evidence())
        .containsExactly("causal: sufficient", "causal: necessary", "structural");
    assertThat(both.message("a"))
        .contains("  evidence    causal: sufficient, causal: necessary, structural\n");
    assertThat(ClaimsJson.read(run.claimsJson()).orElseThrow().claims().get(0).evidence())
        .isEqualTo(both.judged("a").entry().evidence());
  }

  private List<String> evidence(ToDoubleBiFunction<TextRow, Model> effect) {
    SampleRun.Found found = run.judge(body(effect));
    List<String> evidence = found.judged("a").entry().evidence();
    if (evidence != null) {
      assertThat(found.table())
          .contains(
              "tiny, evidence "
                  + found.message("a").replaceAll("(?s).*  evidence    ([^,\n]*).*", "$1"));
    }
    return evidence == null ? List.of() : evidence;
  }
}
