package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Catalog;
import dev.assay.claim.MeanExpectation;
import dev.assay.encoder.Hook;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.TextRow;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many forward passes a study takes, whatever its bodies ask for and when. */
class SitesTest {
  private static final int ROWS = 60;

  /** 60 rows of up to 22 tokens are two batches of about 480 tokens. */
  private static final int PASSES = 2;

  /** One text as it is, and for each of nine sites as its own donor and as patched from it. */
  private static final int SELF_PATCHES = 1 + 2 * 9;

  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static List<TextRow> rows() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      texts.add("the cat" + " sat".repeat(i % 12) + " on mat".repeat(i / 12));
    }
    return SampleBody.texts(texts.toArray(String[]::new));
  }

  private static SampleBody body(String id, ToDoubleBiFunction<TextRow, Model> effect) {
    return SampleBody.effect(claim(id, new MeanExpectation.AtLeast(0)), effect).on(rows());
  }

  private static double one(TextRow row, Model model, Set<Site> sites) {
    assertThat(model.trace(row.text(), sites).sites()).isEqualTo(sites);
    return 1;
  }

  /** Batches that pass through the first layer of the real model. */
  private int passes(ClaimBody... bodies) {
    AtomicInteger passes = new AtomicInteger();
    Hook counting =
        (point, value, batch) -> {
          if (point.site() == Site.PATTERN && point.layer() == 0) {
            passes.incrementAndGet();
          }
          return value;
        };
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(folder.resolve("tiny").toString()))) {
      try (PyTorchModel counted = model.withHook(counting)) {
        Study study =
            Study.of(
                counted,
                SampleRun.project(List.of(bodies), List.of()),
                new OtherModels(run.settings().models(), Optional.empty()),
                run.settings(),
                List.of(),
                Progress.of("tiny"));
        assertThat(study.results()).allMatch(Result.Judged.class::isInstance);
      }
    }
    return passes.get();
  }

  @Test
  void every_site_is_traced_in_batches_like_the_default() {
    assertThat(passes(body("a", (row, model) -> one(row, model, Model.DEFAULT_SITES))))
        .isEqualTo(PASSES);
    assertThat(passes(body("a", (row, model) -> one(row, model, Set.of(Site.RESID)))))
        .isEqualTo(PASSES);
    assertThat(passes(body("a", (row, model) -> one(row, model, Set.of(Site.PATTERN, Site.V)))))
        .isEqualTo(PASSES);
  }

  @Test
  void claims_share_what_they_both_ask_for() {
    assertThat(
            passes(
                body("a", (row, model) -> one(row, model, Set.of(Site.RESID))),
                body("b", (row, model) -> one(row, model, Set.of(Site.RESID))),
                body("c", (row, model) -> 2 * one(row, model, Set.of(Site.RESID)))))
        .isEqualTo(PASSES);
  }

  @Test
  void what_is_asked_for_one_after_the_other_is_batched_with_the_other_rows() {
    assertThat(
            passes(
                body(
                    "a",
                    (row, model) ->
                        one(row, model, Set.of(Site.RESID))
                            + one(row, model, Set.of(Site.Q))
                            + one(row, model, Set.of(Site.RESID)))))
        .isEqualTo(2 * PASSES);
  }

  @Test
  void texts_that_rows_do_not_name_are_batched_too() {
    assertThat(
            passes(body("a", (row, model) -> model.trace(row.text() + " never").tokens().size())))
        .isEqualTo(PASSES);
  }

  /** Each row wants of the next one's text what that does not want of its own. */
  @Test
  void what_rows_want_kept_of_one_text_is_kept_of_one_pass() {
    List<TextRow> rows = rows();
    SampleBody body =
        body(
            "a",
            (row, model) -> {
              int index = rows.indexOf(row);
              boolean even = index % 2 == 0;
              String text = rows.get(even ? index : index - 1).text();
              return model.trace(text, even ? Site.V : Site.K).layerCount();
            });

    assertThat(passes(body)).as("30 texts").isEqualTo(1);
  }

  @Test
  void equal_edits_share_passes_that_are_batched_with_the_other_rows() {
    ToDoubleBiFunction<TextRow, Model> edited =
        (row, model) ->
            model
                .with(Edit.zero(Where.head(0, 1)), Edit.window(1, 2))
                .trace(row.text(), Site.RESID)
                .layerCount();
    ToDoubleBiFunction<TextRow, Model> oneByOne =
        (row, model) ->
            model
                .with(Edit.zero(Where.head(0, 1)))
                .with(Edit.window(1, 2))
                .trace(row.text(), Site.RESID)
                .layerCount();

    assertThat(passes(body("a", edited), body("b", oneByOne))).isEqualTo(PASSES + SELF_PATCHES);
  }

  @Test
  void passes_with_different_edits_share_batches_and_donors_are_traced_once() {
    assertThat(
            passes(
                body(
                    "a",
                    (row, model) ->
                        model
                            .with(
                                Edit.scale(Where.head(0, 0), row.text().length()),
                                Edit.mean(Where.head(1, 0), Text.each("cat", "the mat")))
                            .trace(row.text(), Site.Z)
                            .layerCount())))
        .isEqualTo(1 + PASSES + SELF_PATCHES);
  }

  @Test
  void a_body_that_traces_nothing_takes_no_pass() {
    assertThat(passes(body("a", (row, model) -> model.tokenize(row.text()).size()))).isZero();
  }

  @Test
  void what_a_row_of_its_own_asks_for_is_what_the_study_traced() {
    SampleBody body = body("a", (row, model) -> one(row, model, Set.of(Site.RESID)));
    Claims claims = SampleRun.project(List.of(body), List.of());
    try (Run judged = run.quick().begin(claims, new PrintStream(OutputStream.nullOutputStream()))) {
      TextRow row = rows().get(3);
      RowModel model = judged.rowModel(body, "tiny", row);
      body.measure(row, model, name -> model);

      assertThat(model.traced()).containsOnlyKeys(Text.of(row.text()));
      assertThat(model.name()).isEqualTo("tiny");
      assertThat(model.trace(row.text(), Set.of(Site.RESID)))
          .isSameAs(judged.study("tiny").traces().get(key(row)).orElseThrow());
    }
  }

  @Test
  void rows_to_come_are_prepared_with_their_edits() {
    SampleBody body =
        body(
            "a",
            (row, model) ->
                model
                    .with(Edit.from(Where.layer(Site.V, 1), row.text()))
                    .trace(row.text(), Site.RESID)
                    .layerCount());
    Claims claims = SampleRun.project(List.of(body), List.of());
    try (Run judged = run.quick().begin(claims, new PrintStream(OutputStream.nullOutputStream()))) {
      TextRow row = rows().get(0);
      judged.study("tiny").traces().clear();
      RowModel model = judged.rowModel(body, "tiny", row);
      TextRow next = rows().get(5);
      List<Edit> edits = List.of(Edit.from(Where.layer(Site.V, 1), next.text()));
      TraceKey key = new TraceKey(Text.of(next.text()), edits, Set.of(Site.RESID));

      assertThat(judged.study("tiny").traces().get(key)).isPresent();
      body.measure(row, model, name -> model);
      assertThat(model.edited())
          .extracting(edited -> edited.text().first())
          .containsExactly(row.text());
    }
  }

  private static TraceKey key(TextRow row) {
    return new TraceKey(Text.of(row.text()), Set.of(Site.RESID));
  }
}
