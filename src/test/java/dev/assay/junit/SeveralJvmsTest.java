package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose claims are shared out among JVMs, as Surefire's forks do. */
@Tag("slow")
class SeveralJvmsTest {
  private static final double P = 1 / 128.0;

  @TempDir Path folder;

  private SampleClaims six() throws IOException {
    List<SampleClass> six = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      six.add(SampleClass.supported("Holm" + i));
    }
    return SampleClaims.in(folder, six.toArray(SampleClass[]::new));
  }

  private static <T> List<T> ofClaims(JsonNode report, Function<JsonNode, T> value) {
    return StreamSupport.stream(report.path("claims").spliterator(), false).map(value).toList();
  }

  private void requireAllSix(JsonNode report) throws IOException {
    assertThat(ofClaims(report, claim -> claim.path("id").asText()))
        .containsExactly("holm1", "holm2", "holm3", "holm4", "holm5", "holm6");
    assertThat(ofClaims(report, claim -> claim.path("measured").path("adjusted_p").asDouble()))
        .containsOnly(6 * P);
    String ledger = Files.readString(folder.resolve("claims/ledger/tiny.json"));
    AllureFolder allure = new AllureFolder(folder.resolve("target/allure-results"));
    for (int i = 1; i <= 6; i++) {
      assertThat(ledger).contains("\"holm" + i + "\"");
      assertThat(allure.only("holm" + i, "tiny").path("status").asText()).isEqualTo("passed");
    }
    assertThat(allure.orphans()).isEmpty();
    // One build, so one entry in the history.
    assertThat(
            new JsonMapper()
                .readTree(folder.resolve(".allure/claims-history.json").toFile())
                .path("builds"))
        .hasSize(1)
        .first()
        .satisfies(build -> assertThat(build.path("results")).hasSize(6));
  }

  @Test
  void two_at_once_keep_everything_and_give_the_verdicts_of_one() throws Exception {
    SampleClaims claims = six();
    Process left =
        claims.start(
            "left", Scenario.of("left", "Holm1", "Holm2", "Holm3").with("assay.record", "why"));
    Process right =
        claims.start(
            "right", Scenario.of("right", "Holm4", "Holm5", "Holm6").with("assay.record", "why"));
    claims.finish("left", left);
    claims.finish("right", right);

    // Whoever asks last sees what both have written.
    Outcome last = claims.run(Scenario.of("again", "Holm1")).get("again");
    requireAllSix(Objects.requireNonNull(last).report());
  }

  @Test
  void one_after_the_other_keep_everything_and_give_the_verdicts_of_one() throws Exception {
    SampleClaims claims = six();
    claims.run(Scenario.of("first", "Holm1", "Holm2", "Holm3").with("assay.record", "why"));
    Outcome second =
        claims
            .run(Scenario.of("second", "Holm4", "Holm5", "Holm6").with("assay.record", "why"))
            .get("second");

    requireAllSix(Objects.requireNonNull(second).report());
  }
}
