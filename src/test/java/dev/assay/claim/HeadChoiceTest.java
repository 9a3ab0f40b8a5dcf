package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadChoiceTest {
  private static final int SEED = 5;

  @Test
  void a_planted_head_is_found_on_both_halves_and_its_effects_are_tested() {
    List<Outcome.OfRow> rows =
        noise(40, 24, 40, new Random(1), (head, value) -> 0.2 * value + (head == 17 ? 1 : 0));

    HeadChoice choice = HeadChoice.crossFitted(rows, SEED);

    assertThat(choice.heads()).containsExactly("1.5", "1.5");
    assertThat(choice.rows())
        .hasSize(40)
        .allSatisfy(
            row ->
                assertThat(row.value()).isEqualTo(perHead(original(rows, row.row())).get("1.5")));
    assertThat(choice.rows()).extracting(Outcome.OfRow::row).containsExactlyElementsOf(ids(rows));
  }

  @Test
  void no_row_and_no_row_of_its_template_tests_a_head_that_it_chose() {
    List<Outcome.OfRow> rows = noise(24, 12, 8, new Random(2), (head, value) -> value);
    Map<String, String> tested = testedHeads(rows);

    for (Outcome.OfRow row : rows) {
      for (String favourite : perHead(row).keySet()) {
        List<Outcome.OfRow> changed = favouring(rows, row, favourite);
        Map<String, String> testedNow = testedHeads(changed);
        for (Outcome.OfRow sibling : rows) {
          if (sibling.cluster().equals(row.cluster())) {
            assertThat(testedNow.get(sibling.row()))
                .as("head tested by %s when %s favours %s", sibling.row(), row.row(), favourite)
                .isEqualTo(tested.get(sibling.row()));
          }
        }
        assertThat(testedNow.values())
            .as("rows of the other half do test the head that %s favours", row.row())
            .contains(favourite);
      }
    }
  }

  @Test
  void the_best_of_many_heads_of_noise_has_no_effect_left() {
    Random random = new Random(3);
    int runs = 200;
    double crossFitted = 0;
    double picked = 0;
    for (int run = 0; run < runs; run++) {
      List<Outcome.OfRow> rows = noise(60, 72, 60, random, (head, value) -> value);
      crossFitted += mean(HeadChoice.crossFitted(rows, run).rows()) / runs;
      picked += bestMean(rows) / runs;
    }

    // The standard error of the mean of 200 runs of 60 rows is 0.009.
    assertThat(crossFitted).isBetween(-0.03, 0.03);
    assertThat(picked).as("what picking alone would have claimed").isGreaterThan(0.25);
  }

  @Test
  void of_equal_heads_the_first_by_label_is_chosen() {
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(Claims.heads("2.1", 1.0, "0.3", 1.0, "1.0", 0.5));
    }

    assertThat(HeadChoice.crossFitted(Claims.rows(rows), SEED).heads())
        .containsExactly("0.3", "0.3");
  }

  @Test
  void rows_of_one_template_cannot_be_halved() {
    List<Outcome.OfRow> rows =
        List.of(
            new Outcome.OfRow("a", "t", Claims.heads("0.0", 1.0)),
            new Outcome.OfRow("b", "t", Claims.heads("0.0", 1.0)));

    assertThatThrownBy(() -> HeadChoice.crossFitted(rows, SEED))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "All rows belong to one cluster, so a head cannot be chosen on one half and tested on"
                + " the other; add rows from other templates.");
  }

  @Test
  void rows_that_report_other_heads_are_refused() {
    List<Outcome.OfRow> rows =
        Claims.rows(List.of(Claims.heads("0.0", 1.0), Claims.heads("0.1", 1.0)));

    assertThatThrownBy(() -> HeadChoice.crossFitted(rows, SEED))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching(
            "Row r[12] has no effect for head 0.[01]; a claim must report the same heads for every"
                + " row.");
  }

  @Test
  void rows_without_an_effect_per_head_are_refused() {
    assertThatThrownBy(() -> HeadChoice.crossFitted(Claims.effects(1, 2), SEED))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching(
            "Row r[12] has one number, but the claim is about heads; let its body return the effect"
                + " of every head.");
  }

  @FunctionalInterface
  private interface EffectOf {
    double apply(int head, double noise);
  }

  /** Rows of standard normal effects in heads 0.0 to n.11, in as many clusters as asked for. */
  private static List<Outcome.OfRow> noise(
      int n, int heads, int clusters, Random random, EffectOf effect) {
    List<Outcome.OfRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Double> effects = new HashMap<>();
      for (int head = 0; head < heads; head++) {
        effects.put(head / 12 + "." + head % 12, effect.apply(head, random.nextGaussian()));
      }
      rows.add(new Outcome.OfRow("r" + i, "c" + i % clusters, new Outcome.PerHead(effects)));
    }
    return rows;
  }

  /** Which head each row tests; effects are drawn from a continuum, so they tell. */
  private static Map<String, String> testedHeads(List<Outcome.OfRow> rows) {
    Map<String, String> tested = new HashMap<>();
    for (Outcome.OfRow row : HeadChoice.crossFitted(rows, SEED).rows()) {
      double value = row.value();
      perHead(original(rows, row.row()))
          .forEach(
              (head, effect) -> {
                if (effect == value) {
                  tested.put(row.row(), head);
                }
              });
    }
    return tested;
  }

  private static List<Outcome.OfRow> favouring(
      List<Outcome.OfRow> rows, Outcome.OfRow row, String head) {
    Map<String, Double> heads = new HashMap<>(perHead(row));
    heads.put(head, 1000.0);
    return rows.stream()
        .map(
            r ->
                r.equals(row)
                    ? new Outcome.OfRow(r.row(), r.cluster(), new Outcome.PerHead(heads))
                    : r)
        .toList();
  }

  private static Map<String, Double> perHead(Outcome.OfRow row) {
    return row.perHead();
  }

  private static Outcome.OfRow original(List<Outcome.OfRow> rows, String id) {
    return rows.stream().filter(row -> row.row().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> ids(List<Outcome.OfRow> rows) {
    return rows.stream().map(Outcome.OfRow::row).toList();
  }

  private static double mean(List<Outcome.OfRow> rows) {
    return rows.stream().mapToDouble(row -> row.value()).average().orElseThrow();
  }

  private static double bestMean(List<Outcome.OfRow> rows) {
    return perHead(rows.get(0)).keySet().stream()
        .mapToDouble(
            head ->
                rows.stream()
                    .mapToDouble(row -> perHead(row).getOrDefault(head, 0.0))
                    .average()
                    .orElseThrow())
        .max()
        .orElseThrow();
  }
}
