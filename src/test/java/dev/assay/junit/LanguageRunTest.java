package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import dev.assay.study.ClaimsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One method as several claims, a second model, and rows from a method, on a small model. */
@Tag("slow")
class LanguageRunTest {
  @TempDir static Path folder;
  private static Map<String, Outcome> outcomes = Map.of();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    SampleClaims claims = SampleClaims.of(folder, "language");
    // One would add to what another of the same build has found.
    Map<String, Outcome> found = new java.util.HashMap<>();
    for (Scenario scenario :
        List.of(
            scenario("layers", Map.of(), "language.PerLayer"),
            scenario(
                "one layer", Map.of("assay.claims", "layers.layer-1,no*"), "language.PerLayer"),
            scenario("made", Map.of(), "language.Made"),
            scenario(
                "baseline",
                Map.of("assay.baseline", "tiny", "assay.claims", "made.*"),
                "language.Made"))) {
      Files.deleteIfExists(folder.resolve(ClaimsJson.FILE));
      found.putAll(claims.run(scenario));
    }
    outcomes = found;
  }

  private static Scenario scenario(String name, Map<String, String> more, String type) {
    Map<String, String> properties = new java.util.HashMap<>(more);
    properties.putIfAbsent("assay.models", "tiny");
    return new Scenario(name, List.of(type), "", properties);
  }

  @Test
  void a_method_is_a_claim_for_every_layer_of_the_model() {
    List<String> ids = ids("layers");

    assertThat(ids)
        .contains("layers.layer-0", "layers.layer-1", "layers.content.layer-1")
        .hasSize(3 * 2);
    assertThat(claim("layers", "layers.layer-1").at("/measured/estimate").asDouble()).isEqualTo(2);
    assertThat(claim("layers", "layers.layer-1").path("statement").asText())
        .isEqualTo("Layer 1, attention.");
    assertThat(outcomes("layers").ended())
        .extracting(Ended::name)
        .contains("[tiny] layer-1: r1: The cat sat on the mat.", "[tiny] layer-1: verdict");
  }

  @Test
  void one_of_them_is_selected_by_its_id_and_the_commands_say_so() {
    assertThat(ids("one layer")).containsExactly("layers.layer-1");
    assertThat(claim("one layer", "layers.layer-1").path("rerun").asText())
        .isEqualTo(
            "mvn test -Dtest=PerLayer#measure -Dassay.models=tiny -Dassay.claims=layers.layer-1");
    assertThat(claim("one layer", "layers.layer-1").at("/measured/adjusted_p").asDouble())
        .as("all others are corrected for all the same")
        .isEqualTo(claim("layers", "layers.layer-1").at("/measured/adjusted_p").asDouble());
  }

  @Test
  void a_body_compares_with_a_second_model_which_is_in_provenance() {
    JsonNode near = claim("made", "made");

    assertThat(near.at("/measured/estimate").asDouble()).as("a model and itself").isEqualTo(1);
    assertThat(near.at("/measured/provenance/weights").asText())
        .matches("[0-9a-f]{64} against [0-9a-f]{64}");
    assertThat(near.path("fixture").asText()).isEqualTo("Made.rows");
    assertThat(near.path("prediction").asText()).isEqualTo("SHARE_OF_ROWS_AT_LEAST");
    assertThat(near.path("nulls").size()).isEqualTo(26);
  }

  @Test
  void a_comparison_with_the_baseline_needs_one() {
    assertThat(claim("made", "made.baseline").path("broken").asText())
        .isEqualTo(
            "The claim compares with the run's baseline, and there is none; give one:"
                + " -Dassay.baseline=MODEL.");
  }

  @Test
  void heads_are_counted() {
    JsonNode heads = claim("made", "made.heads").path("measured");

    assertThat(heads.path("unit").asText()).isEqualTo("heads");
    assertThat(heads.path("estimate").asInt()).isEqualTo(heads.path("heads").size());
  }

  private static Outcome outcomes(String name) {
    return java.util.Objects.requireNonNull(outcomes.get(name));
  }

  private static List<String> ids(String name) {
    List<String> ids = new ArrayList<>();
    outcomes(name).report().path("claims").forEach(claim -> ids.add(claim.path("id").asText()));
    return ids;
  }

  private static JsonNode claim(String name, String id) {
    for (JsonNode claim : outcomes(name).report().path("claims")) {
      if (claim.path("id").asText().equals(id)) {
        return claim;
      }
    }
    throw new AssertionError(id + " is not among " + ids(name));
  }
}
