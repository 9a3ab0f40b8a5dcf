package dev.assay.teeth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Verdict;
import dev.assay.study.Judging;
import dev.assay.study.Judging.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shipped claims on checkpoints whose answer is known: each is SUPPORTED where its mechanism
 * was planted, and nowhere else.
 *
 * <p>The bounds on counterfactuals are no mechanism but something that many models keep: they hold
 * wherever attention depends on positions alone. So they are tested the other way round: they are
 * SUPPORTED where nothing can change and REFUTED where every kind of change was made to matter.
 */
@Tag("slow")
class PlantedTruthTest {
  private static final int ROWS_PER_TEMPLATE = 4;
  private static final String BOUNDS = "counterfactual-(attention|value)-bounds\\..*";

  @TempDir static Path folder;
  private static final Map<Plants, Map<String, Answer>> ANSWERS = new EnumMap<>(Plants.class);

  @BeforeAll
  static void judges_all_plants() throws IOException {
    Path fixtures = PlantedFixtures.write(folder.resolve("fixtures"), ROWS_PER_TEMPLATE);
    Judging judging = Judging.of(fixtures, id -> true, folder.resolve("ledger"));
    for (Plants plant : Plants.values()) {
      Path model = plant.checkpoint().write(folder.resolve(plant.name()));
      Map<String, Answer> answers = judging.judge(model.toString());
      ANSWERS.put(plant, answers);
      answers.forEach(
          (id, answer) ->
              System.out.printf(
                  "| %s | %s | %s %+.4f | strongest null %s |%n",
                  plant,
                  id,
                  answer.verdict(),
                  answer.judgement().assessment().estimate(),
                  answer.judgement().assessment().strongestNull().orElseThrow()));
    }
  }

  @ParameterizedTest
  @EnumSource(Plants.class)
  void claims_are_supported_where_their_mechanism_is_planted_and_nowhere_else(Plants plant) {
    Set<String> supported = new TreeSet<>();
    answers(plant)
        .forEach(
            (id, answer) -> {
              if (!id.matches(BOUNDS) && answer.verdict() == Verdict.SUPPORTED) {
                supported.add(id);
              }
            });

    assertThat(supported).isEqualTo(planted(plant));
  }

  private static Set<String> planted(Plants plant) {
    return switch (plant) {
      case PREVIOUS_TOKEN ->
          Set.of(
              "layer-0-local.raw",
              "layer-0-local.content",
              "layer-0-local.content-without-self",
              "layer-0-local.beyond-key-means",
              "layer-0-nearer-than-above.raw",
              "layer-0-nearer-than-above.content",
              "layer-0-nearer-than-above.content-without-self");
      case NEGATION_PAIRS ->
          Set.of(
              "negation-bidirectional.raw",
              "negation-bidirectional.content",
              "negation-bidirectional.content-without-self",
              "negation-bidirectional.some-head");
      case SPREAD_VALUE ->
          Set.of(
              "negation-value-diffusion.effective-neighbours",
              "negation-value-diffusion.neighbourhood-similarity");
      case VERB ->
          Set.of(
              "counterfactual-above-unrelated.raw",
              "counterfactual-above-unrelated.content",
              "counterfactual-above-unrelated.content-without-self",
              "counterfactual-above-unrelated.values");
      // All attention at a place in the middle is nearer than uniform attention, whoever asks, and
      // that place holds another word only in an unrelated sentence.
      case FOLLOWS_A_POSITION ->
          Set.of(
              "layer-0-local.raw",
              "layer-0-local.content",
              "layer-0-local.content-without-self",
              "counterfactual-above-unrelated.values");
      case VERY_IS_NOT, UNIFORM, FOLLOWS_WORDS -> Set.of();
    };
  }

  @Test
  void every_claim_is_planted_somewhere() {
    Set<String> planted = new TreeSet<>();
    for (Plants plant : Plants.values()) {
      planted.addAll(planted(plant));
    }
    Set<String> claims = new TreeSet<>(Judging.ids());
    claims.removeIf(id -> id.matches(BOUNDS));

    assertThat(planted).isEqualTo(claims);
  }

  @Test
  void a_control_word_that_is_the_cue_leaves_no_effect() {
    Map<String, Answer> negation = new TreeMap<>(answers(Plants.VERY_IS_NOT));
    negation.keySet().removeIf(id -> !id.startsWith("negation-"));

    assertThat(negation)
        .hasSize(6)
        .allSatisfy(
            (id, answer) -> {
              assertThat(answer.judgement().assessment().rows())
                  .hasSize(48)
                  .allSatisfy(row -> assertThat(row.value()).isBetween(-1e-6, 1e-6));
              assertThat(answer.verdict()).isEqualTo(Verdict.REFUTED);
            });
  }

  @Test
  void bounds_hold_where_nothing_can_change() {
    assertThat(verdicts(Plants.UNIFORM, "counterfactual-attention-bounds"))
        .hasSize(18)
        .containsOnly(Verdict.SUPPORTED);
    assertThat(verdicts(Plants.PREVIOUS_TOKEN, "counterfactual-value-bounds"))
        .hasSize(12)
        .containsOnly(Verdict.SUPPORTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"FOLLOWS_WORDS", "FOLLOWS_A_POSITION"})
  void bounds_are_refuted_where_the_change_matters(Plants plant) {
    Set<String> kinds =
        plant == Plants.FOLLOWS_A_POSITION
            ? Set.of("negation")
            : Set.of("role-swap", "antonym", "tense", "number", "entity");
    Map<String, Answer> bounds = new TreeMap<>(answers(plant));
    bounds
        .keySet()
        .removeIf(
            id ->
                !(id.matches(BOUNDS)
                    && kinds.contains(
                        id.replaceFirst(".*\\.", "").replaceFirst("-content.*", ""))));

    assertThat(bounds)
        .hasSize(5 * kinds.size())
        .allSatisfy((id, answer) -> assertThat(answer.verdict()).isEqualTo(Verdict.REFUTED));
  }

  private static Iterable<Verdict> verdicts(Plants plant, String finding) {
    return answers(plant).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(finding + "."))
        .map(entry -> entry.getValue().verdict())
        .toList();
  }

  private static Map<String, Answer> answers(Plants plant) {
    return ANSWERS.getOrDefault(plant, Map.of());
  }
}
