package dev.assay.changed;

import static dev.assay.changed.ChangedMiniLm.ORIGINAL;
import static dev.assay.changed.ChangedMiniLm.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Change;
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
              assertThat(answer.change().kind()).isEqualTo(Change.Kind.AS_RECORDED);
              assertThat(answer.change().provenance()).isEmpty();
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
              assertThat(answer.change().kind()).isEqualTo(Change.Kind.AS_RECORDED);
              assertThat(answer.change().provenance()).containsExactly("weights");
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

    Map<String, Change.Kind> expected = allAsRecorded();
    List.of(
            "counterfactual-above-unrelated.content",
            "counterfactual-above-unrelated.values",
            "layer-0-local.beyond-key-means",
            "layer-0-local.content",
            "layer-0-local.content-without-self",
            "layer-0-local.raw",
            "layer-0-nearer-than-above.content-without-self",
            "negation-bidirectional.content-without-self")
        .forEach(id -> expected.put(id, Change.Kind.VERDICT_CHANGED));
    expected.replaceAll(
        (id, kind) ->
            id.matches("counterfactual-attention-bounds\\..*-content.*")
                ? Change.Kind.VERDICT_CHANGED
                : kind);
    List.of(
            "counterfactual-above-unrelated.raw",
            "layer-0-nearer-than-above.content",
            "layer-0-nearer-than-above.raw",
            "negation-bidirectional.content",
            "negation-bidirectional.raw",
            "negation-value-diffusion.effective-neighbours",
            "negation-value-diffusion.neighbourhood-similarity")
        .forEach(id -> expected.put(id, Change.Kind.MOVED));
    // Raw attention holds its bounds thanks to [CLS] and [SEP], and value vectors of the layers
    // below 5 are those they were: within the bounds still, but not where they were.
    expected.replaceAll(
        (id, kind) ->
            id.matches("counterfactual-attention-bounds\\.[a-z-]*(?<!-content|-without-self)")
                    || id.matches(
                        "counterfactual-value-bounds\\.(antonym|entity|number|tense)(-content)?")
                ? Change.Kind.MOVED
                : kind);
    assertThat(kinds(swapped)).isEqualTo(expected);
  }

  @Test
  void weights_rounded_to_eight_bits_keep_all_verdicts() throws IOException {
    Map<String, Answer> rounded =
        judged(
            Judging.of(FIXTURES, id -> true, SHIPPED),
            "int8",
            (name, weights) -> ChangedMiniLm.roundedToInt8(values(name, weights)));

    assertThat(rounded.keySet()).isEqualTo(original.keySet());
    assertThat(rounded.values())
        .allSatisfy(
            answer -> {
              assertThat(answer.change().isVerdictKept()).isTrue();
              assertThat(answer.fails()).isFalse();
              assertThat(answer.change().provenance()).contains("weights");
            });
  }

  private static Map<String, Change.Kind> allAsRecorded() {
    Map<String, Change.Kind> kinds = new TreeMap<>();
    original.keySet().forEach(id -> kinds.put(id, Change.Kind.AS_RECORDED));
    return kinds;
  }

  private static Map<String, Change.Kind> kinds(Map<String, Answer> answers) {
    Map<String, Change.Kind> kinds = new TreeMap<>();
    answers.forEach((id, answer) -> kinds.put(id, answer.change().kind()));
    return kinds;
  }

  private static Answer of(Map<String, Answer> answers, String claim) {
    return Objects.requireNonNull(answers.get(claim), claim);
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
                    answer.change().recorded().orElseThrow().verdict(),
                    answer.change().recorded().orElseThrow().estimate(),
                    answer.verdict(),
                    answer.judgement().assessment().estimate(),
                    answer.judgement().assessment().heads(),
                    answer.change().kind()));
    return answers;
  }
}
