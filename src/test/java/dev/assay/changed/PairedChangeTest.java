package dev.assay.changed;

import static dev.assay.changed.ChangedMiniLm.ORIGINAL;
import static dev.assay.changed.ChangedMiniLm.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.claim.Change;
import dev.assay.study.Judging;
import dev.assay.study.Judging.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MiniLM, changed in known ways and compared with its own record row by row: every change that is
 * reported is computed once more, in plain Java, from the claims.json of both models. Null models
 * say nothing of a change, so none are run. Prints what became of each claim.
 */
@Tag("slow")
class PairedChangeTest {
  private static final Path FIXTURES = Path.of("fixtures");

  /** A number on record has four significant digits, so it is off by at most so much of itself. */
  private static final double DIGITS = 5e-4;

  @TempDir static Path folder;
  private static Judging judging;
  private static Map<String, Map<String, Double>> original;

  @BeforeAll
  static void records_the_original() throws IOException {
    judging = Judging.of(FIXTURES, id -> true, folder.resolve("ledger")).withNulls(0);
    judging.record(ORIGINAL, "to compare changed models with");
    Path json = folder.resolve("original/claims.json");
    Map<String, Answer> again = judging.against(ORIGINAL, ORIGINAL, json);
    assertThat(again.values())
        .allSatisfy(
            answer -> assertThat(answer.change().kind()).isEqualTo(Change.Kind.AS_RECORDED));
    original = rows(json);
    assertThat(original).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void noise_of_half_a_standard_deviation_on_layer_3() throws IOException {
    Map<String, Change> changes =
        changes(
            "noise-on-layer-3",
            (name, weights) -> {
              float[] values = values(name, weights);
              if (!name.startsWith("encoder.layer.3.")) {
                return values;
              }
              SplittableRandom random = new SplittableRandom(name.hashCode());
              double sd = standardDeviation(values);
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.5 * sd * random.nextGaussian());
              }
              return values;
            });

    assertThat(changes.values())
        .as("what layers 0 to 2 do is as it was")
        .filteredOn(change -> change.claim().startsWith("layer-0-local"))
        .isNotEmpty()
        .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Change.Kind.AS_RECORDED));
    assertThat(changes.values())
        .filteredOn(change -> change.kind() == Change.Kind.MOVED || change.fails(false))
        .isNotEmpty();
  }

  @Test
  void thirty_percent_of_each_matrix_pruned() throws IOException {
    Map<String, Change> changes =
        changes(
            "pruned",
            (name, weights) -> {
              float[] values = values(name, weights);
              boolean matrix =
                  name.startsWith("encoder.") && weights.info(name).shape().size() == 2;
              return matrix ? withoutSmallest(values, 0.3) : values;
            });

    assertThat(changes.values())
        .filteredOn(change -> change.kind() == Change.Kind.MOVED || change.fails(false))
        .isNotEmpty();
  }

  @Test
  void weights_rounded_to_eight_bits() throws IOException {
    Map<String, Change> changes =
        changes("int8", (name, weights) -> ChangedMiniLm.roundedToInt8(values(name, weights)));

    assertThat(changes.values())
        .allSatisfy(change -> assertThat(change.fails(false)).as(change.claim()).isFalse());
  }

  /** Judges a changed model and computes every change once more. */
  private static Map<String, Change> changes(String name, ChangedMiniLm.Change change)
      throws IOException {
    Path model = ChangedMiniLm.write(folder.resolve(name), change);
    Path json = folder.resolve(name + "-run/claims.json");
    Map<String, Answer> answers = judging.against(ORIGINAL, model.toString(), json);
    Map<String, Map<String, Double>> measured = rows(json);
    Map<String, Map<String, String>> clusters = clusters();
    Map<String, Change> changes = new TreeMap<>();
    answers.forEach((id, answer) -> changes.put(id, answer.change()));
    assertThat(changes.keySet()).isEqualTo(original.keySet());
    changes.forEach(
        (id, found) ->
            assertAgrees(
                found,
                Objects.requireNonNull(original.get(id)),
                Objects.requireNonNull(measured.get(id)),
                Objects.requireNonNull(clusters.get(id))));
    print(name, changes);
    return changes;
  }

  /**
   * The mean of the rows' differences from numbers in full, and the plain cluster-robust interval,
   * than which the reported one is never shorter at either end.
   */
  private static void assertAgrees(
      Change change,
      Map<String, Double> before,
      Map<String, Double> after,
      Map<String, String> clusters) {
    double sum = 0;
    double rounding = 0;
    for (Map.Entry<String, Double> row : before.entrySet()) {
      double now = Objects.requireNonNull(after.get(row.getKey()));
      sum += now - row.getValue();
      rounding += DIGITS * (Math.abs(now) + Math.abs(row.getValue()));
    }
    int n = before.size();
    double mean = sum / n;
    double tolerance = rounding / n + 1e-12;
    Map<String, Double> residuals = new HashMap<>();
    before.forEach(
        (row, value) ->
            residuals.merge(
                Objects.requireNonNull(clusters.get(row)),
                Objects.requireNonNull(after.get(row)) - value - mean,
                Double::sum));
    double squares = residuals.values().stream().mapToDouble(r -> r * r).sum();
    double half = 1.96 * Math.sqrt(squares) / n;

    Change.Paired paired = change.paired().orElseThrow();
    assertThat(paired.n()).as(change.claim()).isEqualTo(n);
    assertThat(paired.mean()).as(change.claim()).isCloseTo(mean, within(tolerance));
    assertThat(paired.interval().low())
        .as(change.claim())
        .isLessThanOrEqualTo(mean - half + 3 * tolerance);
    assertThat(paired.interval().high())
        .as(change.claim())
        .isGreaterThanOrEqualTo(mean + half - 3 * tolerance);
    assertThat(paired.interval().high() - paired.interval().low())
        .as(change.claim())
        .isLessThanOrEqualTo(4 * half + 3 * tolerance);
  }

  /** Every row's value, by claim. */
  private static Map<String, Map<String, Double>> rows(Path claimsJson) throws IOException {
    Map<String, Map<String, Double>> claims = new TreeMap<>();
    for (JsonNode claim : new ObjectMapper().readTree(claimsJson.toFile()).get("claims")) {
      Map<String, Double> rows = new LinkedHashMap<>();
      claim
          .get("rows")
          .forEach(row -> rows.put(row.get("id").asText(), row.get("value").asDouble()));
      claims.put(claim.get("id").asText(), rows);
    }
    return claims;
  }

  /** Which rows belong together, as the record has it: no cell of these has a comma. */
  private static Map<String, Map<String, String>> clusters() throws IOException {
    Map<String, Map<String, String>> claims = new HashMap<>();
    List<String> lines =
        Files.readAllLines(folder.resolve("ledger").resolve(ORIGINAL + ".rows.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(4);
      claims.computeIfAbsent(cells[0], id -> new HashMap<>()).put(cells[1], cells[3]);
    }
    return claims;
  }

  private static double standardDeviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  }

  /** The smallest share of numbers, regardless of their sign, set to 0. */
  private static float[] withoutSmallest(float[] values, double share) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    float limit = sizes[(int) (share * sizes.length)];
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) < limit) {
        values[i] = 0;
      }
    }
    return values;
  }

  private static void print(String name, Map<String, Change> changes) {
    System.out.printf("%n| %s: claim | change | of the scale | adjusted p | |%n", name);
    System.out.println("|---|---|---|---|---|");
    Map<Change.Kind, Integer> kinds = new TreeMap<>();
    changes.forEach(
        (id, change) -> {
          Change.Paired paired = change.paired().orElseThrow();
          System.out.printf(
              Locale.ROOT,
              "| %s | %+.4f | %+.2f | %.4f | %s %s |%n",
              id,
              paired.mean(),
              paired.relative(),
              paired.adjustedP(),
              change.kind(),
              change.flipped());
          kinds.merge(change.kind(), 1, Integer::sum);
        });
    System.out.printf("%s: %s%n", name, kinds);
  }
}
