package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.junit.SampleRunner.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row may fail as a test although its claim has a verdict: the report must not hide it. */
@Tag("slow")
class AllureFailedRowTest {
  @TempDir Path folder;

  @Test
  void a_row_that_fails_before_its_body_breaks_the_result_and_says_so() throws Exception {
    SampleClaims claims =
        SampleClaims.in(
            folder,
            SampleClass.of(
                "Prepared",
                "",
                """
                  @org.junit.jupiter.api.BeforeEach
                  void prepare() {
                    throw new IllegalStateException("no disk");
                  }
                """,
                "1 + row.text().length() / 100.0"));
    claims.run(Scenario.of("run", "Prepared"));

    JsonNode result =
        new AllureFolder(folder.resolve("target/allure-results")).only("prepared", "tiny");
    assertThat(result.path("status").asText()).isEqualTo("broken");
    assertThat(result.path("name").asText()).isEqualTo("SUPPORTED · Something is so.");
    assertThat(result.path("statusDetails").path("message").asText())
        .isEqualTo("Row r1 failed as a test of its own: no disk");
    assertThat(result.path("steps").get(1).path("status").asText()).isEqualTo("broken");
    assertThat(result.path("steps").get(1).at("/statusDetails/message").asText())
        .isEqualTo("no disk");
  }
}
