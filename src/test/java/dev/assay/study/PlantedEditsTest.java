package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Claim;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.teeth.CausalCheckpoint;
import dev.assay.teeth.CausalCheckpoint.Pair;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Causal claims on checkpoints in which it is known which head does something, if any does. */
@Tag("slow")
class PlantedEditsTest {
  private static final List<Pair> PAIRS = CausalCheckpoint.pairs(24);
  private static final double LEAST = 0.05;

  @TempDir Path folder;

  @Test
  void claims_are_supported_of_the_head_that_carries_and_of_no_bystander() throws IOException {
    assertThat(verdicts(new CausalCheckpoint(0, true)))
        .containsEntry("head-0", "SUPPORTED")
        .containsEntry("head-1", "REFUTED")
        .containsEntry("uniform-0", "SUPPORTED")
        .containsEntry("uniform-1", "REFUTED")
        .containsEntry("cut", "SUPPORTED")
        .containsEntry("patch", "SUPPORTED");
    assertThat(verdicts(new CausalCheckpoint(1, true)))
        .containsEntry("head-0", "REFUTED")
        .containsEntry("head-1", "SUPPORTED")
        .containsEntry("uniform-0", "REFUTED")
        .containsEntry("uniform-1", "SUPPORTED")
        .containsEntry("cut", "SUPPORTED")
        .containsEntry("patch", "SUPPORTED");
  }

  /** Attention is the same, and attention is all that the other kind of claim can see. */
  @Test
  void nothing_is_supported_where_attention_reads_nothing() throws IOException {
    assertThat(verdicts(new CausalCheckpoint(0, false)))
        .containsEntry("head-0", "BROKEN: The edit 'zero z of head 1.0' changes nothing in any row")
        .containsEntry("head-1", "BROKEN: The edit 'zero z of head 1.1' changes nothing in any row")
        .containsEntry("uniform-0", "REFUTED")
        .containsEntry("uniform-1", "REFUTED")
        .containsEntry("cut", "REFUTED")
        .hasEntrySatisfying(
            "patch", patch -> assertThat(patch).startsWith("BROKEN: The edit 'v of"))
        .containsEntry("attends", "SUPPORTED");
  }

  private Map<String, String> verdicts(CausalCheckpoint checkpoint) throws IOException {
    Path model =
        checkpoint.write(
            folder.resolve("m%d%s".formatted(checkpoint.carrier(), checkpoint.values())));
    SampleRun run =
        new SampleRun(
            folder,
            Map.of(
                "assay.models",
                model.toString(),
                "assay.ledger",
                folder.resolve("ledger").toString()));
    Map<String, String> verdicts = new TreeMap<>();
    SampleRun.Found found =
        run.judge(
            body("head-0", (pair, m) -> moved(pair, m, zero(0)), NullKind.OTHER_HEADS),
            body("head-1", (pair, m) -> moved(pair, m, zero(1)), NullKind.OTHER_HEADS),
            body("uniform-0", (pair, m) -> moved(pair, m, uniform(0)), NullKind.OTHER_HEADS),
            body("uniform-1", (pair, m) -> moved(pair, m, uniform(1)), NullKind.OTHER_HEADS),
            body("cut", PlantedEditsTest::cut),
            body("patch", PlantedEditsTest::patch, NullKind.OTHER_DONORS),
            body("attends", PlantedEditsTest::attends));
    for (Result result : found.findings().results()) {
      verdicts.put(
          result.body().claim().id(),
          result instanceof Result.Judged judged
              ? judged.judgement().verdict().name()
              : "BROKEN: " + found.broken(result.body().claim().id()).replaceFirst(": .*", ""));
    }
    return verdicts;
  }

  private static Edit zero(int head) {
    return Edit.zero(Where.head(1, head));
  }

  private static Edit uniform(int head) {
    return Edit.uniform(Where.head(1, head));
  }

  /** How far an edit moves the adjective's last hidden state. */
  private static double moved(Pair pair, Model model, Edit edit) {
    return distance(
        adjective(pair, model.trace(pair.negated(), Site.RESID)),
        adjective(pair, model.with(edit).trace(pair.negated(), Site.RESID)));
  }

  private static double cut(Pair pair, Model model) {
    return moved(pair, model, Edit.cut(1, pair.word(), pair.cue()))
        - moved(pair, model, Edit.cut(1, pair.word(), "the"));
  }

  /** How much nearer the cue's value of the strengthened sentence brings the adjective to that. */
  private static double patch(Pair pair, Model model) {
    float[] goal = adjective(pair, model.trace(pair.strengthened(), Site.RESID));
    Edit edit =
        Edit.from(
            Where.layer(Site.V, 1).at(pair.cue()), Text.of(pair.strengthened()), pair.adverb());
    return distance(adjective(pair, model.trace(pair.negated(), Site.RESID)), goal)
        - distance(adjective(pair, model.with(edit).trace(pair.negated(), Site.RESID)), goal);
  }

  /** What says nothing of whether it matters: attention to the cue, beside an equal share. */
  private static double attends(Pair pair, Model model) {
    Trace trace = model.trace(pair.negated());
    int from = trace.tokens().word(pair.word()).positions().get(0);
    int to = trace.tokens().word(pair.cue()).positions().get(0);
    return trace.layer(1).head(0).pattern().at(from, to) - 1.0 / trace.tokens().size();
  }

  private static float[] adjective(Pair pair, Trace trace) {
    int at = trace.tokens().word(pair.word()).positions().get(0);
    return trace.tensor(Site.RESID).at(trace.layerCount()).at(at).toArray();
  }

  private static double distance(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(x[i] - y[i], 2);
    }
    return Math.sqrt(sum);
  }

  private static SampleBody body(
      String id, ToDoubleBiFunction<Pair, Model> effect, NullKind... mustBeat) {
    Claim plain = claim(id, new MeanExpectation.AtLeast(LEAST));
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
    return SampleBody.effect(claim, (row, model) -> effect.applyAsDouble(pair(row), model))
        .on(SampleBody.texts(PAIRS.stream().map(Pair::negated).toArray(String[]::new)));
  }

  private static Pair pair(TextRow row) {
    return PAIRS.stream()
        .filter(pair -> pair.negated().equals(row.text()))
        .findFirst()
        .orElseThrow();
  }
}
