package dev.assay.changed;

import static dev.assay.changed.ChangedMiniLm.ORIGINAL;
import static dev.assay.changed.ChangedMiniLm.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Drift;
import dev.assay.claim.Verdict;
import dev.assay.study.Judging;
import dev.assay.study.Judging.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MiniLM, changed in known ways and judged against its own record: every shipped claim on every
 * shipped row. What is a matter of verdicts (no queries, eight bits) is judged with all null models
 * against the record that is shipped; the rest, for speed, with two nulls of each kind against a
 * record made with the same. Prints what became of each claim.
 */
@Tag("slow")
class ChangedModelsTest {
  private static final String LOCALITY = "layer-0-local.content-without-self";
  private static final String SOME_HEAD = "negation-bidirectional.some-head";

  private static final Path FIXTURES = Path.of("fixtures");
  private static final Path SHIPPED = Path.of("claims/ledger");

  @TempDir static Path folder;
  private static Judging judging;
  private static Map<String, Answer> original;

  @BeforeAll
  static void records_the_original() {
    judging = Judging.of(FIXTURES, id -> true, folder.resolve("ledger")).withNulls(2);
    original = judging.record(ORIGINAL, "to compare changed models with");
    assertThat(original).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void an_identical_copy_is_as_recorded() throws IOException {
    Map<String, Answer> copy = judged(judging, "copy", (name, weights) -> values(name, weights));

    assertThat(copy.keySet()).isEqualTo(original.keySet());
    assertThat(copy)
        .allSatisfy(
            (id, answer) -> {
              assertThat(answer.drift().kind()).isEqualTo(Drift.Kind.AS_RECORDED);
              assertThat(answer.drift().changed()).isEmpty();
            });
  }

  @Test
  void noise_of_a_millionth_is_as_recorded() throws IOException {
    Map<String, Answer> noisy =
        judged(
            judging,
            "noise",
            (name, weights) -> {
              SplittableRandom random = new SplittableRandom(name.hashCode());
              float[] values = values(name, weights);
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) (1e-6 * random.nextGaussian());
              }
              return values;
            });

    assertThat(noisy.keySet()).isEqualTo(original.keySet());
    assertThat(noisy)
        .allSatisfy(
            (id, answer) -> {
              assertThat(answer.drift().kind()).isEqualTo(Drift.Kind.AS_RECORDED);
              assertThat(answer.drift().changed()).containsExactly("weights");
            });
  }

  @Test
  void a_layer_without_queries_is_no_longer_local_and_the_message_names_the_weights()
      throws IOException {
    Map<String, Answer> blind =
        judged(
            Judging.of(FIXTURES, id -> id.startsWith("layer-0-"), SHIPPED),
            "no-queries",
            (name, weights) -> {
              float[] values = values(name, weights);
              return name.startsWith("encoder.layer.0.attention.self.query.")
                  ? new float[values.length]
                  : values;
            });

    Answer locality = of(blind, LOCALITY);
    assertThat(locality.verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(locality.judgement().assessment().estimate()).isBetween(-1e-6, 1e-6);
    assertThat(locality.fails()).isTrue();
    assertThat(locality.message())
        .startsWith("REFUTED on " + folder.resolve("no-queries"))
        .contains(", but SUPPORTED is on record")
        .contains("for " + ORIGINAL + ": ")
        .contains("changed since then: weights\n");
  }

  @Test
  void swapped_layers_are_reported_claim_by_claim() throws IOException {
    Map<String, Answer> swapped =
        judged(
            judging,
            "swapped",
            (name, weights) ->
                values(
                    name.startsWith("encoder.layer.0.")
                        ? name.replace("encoder.layer.0.", "encoder.layer.5.")
                        : name.replace("encoder.layer.5.", "encoder.layer.0."),
                    weights));

    Map<String, Drift.Kind> expected = allAsRecorded();
    List.of(
            "counterfactual-above-unrelated.content",
            "counterfactual-above-unrelated.values",
            "layer-0-local.beyond-key-means",
            "layer-0-local.content",
            "layer-0-local.content-without-self",
            "layer-0-local.raw",
            "layer-0-nearer-than-above.content-without-self",
            "negation-bidirectional.content-without-self")
        .forEach(id -> expected.put(id, Drift.Kind.VERDICT_CHANGED));
    expected.replaceAll(
        (id, kind) ->
            id.matches("counterfactual-attention-bounds\\..*-content.*")
                ? Drift.Kind.VERDICT_CHANGED
                : kind);
    List.of(
            "counterfactual-above-unrelated.content-without-self",
            "counterfactual-above-unrelated.raw",
            "layer-0-nearer-than-above.content",
            "layer-0-nearer-than-above.raw",
            "negation-bidirectional.content",
            "negation-bidirectional.raw",
            "negation-value-diffusion.effective-neighbours",
            "negation-value-diffusion.neighbourhood-similarity")
        .forEach(id -> expected.put(id, Drift.Kind.INTERVAL_MOVED));
    expected.put(SOME_HEAD, Drift.Kind.HEADS_MOVED);
    assertThat(kinds(swapped)).isEqualTo(expected);
  }

  @Test
  void weights_rounded_to_eight_bits_are_as_recorded() throws IOException {
    Map<String, Answer> rounded =
        judged(
            Judging.of(FIXTURES, id -> true, SHIPPED),
            "int8",
            (name, weights) -> roundedToInt8(values(name, weights)));

    assertThat(kinds(rounded)).isEqualTo(allAsRecorded());
    assertThat(rounded.values())
        .allSatisfy(answer -> assertThat(answer.drift().changed()).containsExactly("weights"));
  }

  private static Map<String, Drift.Kind> allAsRecorded() {
    Map<String, Drift.Kind> kinds = new TreeMap<>();
    original.keySet().forEach(id -> kinds.put(id, Drift.Kind.AS_RECORDED));
    return kinds;
  }

  private static Map<String, Drift.Kind> kinds(Map<String, Answer> answers) {
    Map<String, Drift.Kind> kinds = new TreeMap<>();
    answers.forEach((id, answer) -> kinds.put(id, answer.drift().kind()));
    return kinds;
  }

  private static Answer of(Map<String, Answer> answers, String claim) {
    return Objects.requireNonNull(answers.get(claim), claim);
  }

  /** Symmetric, one scale per tensor, round to nearest, back to float32. */
  private static float[] roundedToInt8(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float scale = largest / 127;
    for (int i = 0; i < values.length && scale > 0; i++) {
      values[i] = Math.round(values[i] / scale) * scale;
    }
    return values;
  }

  private static Map<String, Answer> judged(
      Judging judging, String name, ChangedMiniLm.Change change) throws IOException {
    Path model = ChangedMiniLm.write(folder.resolve(name), change);
    Map<String, Answer> answers = judging.against(ORIGINAL, model.toString());
    System.out.printf("%n| %s: claim | recorded | now | |%n|---|---|---|---|%n", name);
    new TreeMap<>(answers)
        .forEach(
            (id, answer) ->
                System.out.printf(
                    "| %s | %s %+.4f | %s %+.4f %s | %s |%n",
                    id,
                    answer.drift().recorded().orElseThrow().verdict(),
                    answer.drift().recorded().orElseThrow().estimate(),
                    answer.verdict(),
                    answer.judgement().assessment().estimate(),
                    answer.judgement().assessment().heads(),
                    answer.drift().kind()));
    return answers;
  }
}
