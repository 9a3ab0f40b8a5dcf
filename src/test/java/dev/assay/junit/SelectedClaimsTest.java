package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a selection leaves out stays in the family; what a condition leaves out does not. */
@Tag("slow")
class SelectedClaimsTest {
  /** Exactly: of 2^7 flips of sign, the one that was measured has the largest mean. */
  private static final double P = 1 / 128.0;

  private static final String BEFORE_ALL =
      """
        @BeforeAll
        static void prepare() { System.out.println("prepared"); }

      """;

  @TempDir static Path folder;
  private static Map<String, Outcome> outcomes = new HashMap<>();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    SampleClaims claims =
        SampleClaims.in(
            folder,
            SampleClass.supported("First"),
            SampleClass.of("Second", "@Tag(\"chosen\")", BEFORE_ALL, "1 + row.text().length()"),
            SampleClass.of("Off", "@Disabled(\"not yet\")", "", "1"),
            SampleClass.of(
                "Elsewhere",
                "@EnabledIfSystemProperty(named = \"nothing.has.this\", matches = \"1\")",
                "",
                "1"));
    String[] all = {"First", "Second", "Off", "Elsewhere"};
    outcomes =
        claims.run(
            Scenario.of("method", "First#measure"),
            Scenario.of("class", "Second"),
            Scenario.of("tag", all).tagged("chosen"),
            Scenario.of("filter", all).with("assay.claims", "fir*"),
            Scenario.of("all", all).with("assay.record", "why"));
  }

  private static Outcome outcome(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  private static double adjusted(String scenario, String claim) {
    return outcome(scenario).claim(claim).path("measured").path("adjusted_p").asDouble();
  }

  @Test
  void one_claim_alone_gives_the_verdict_of_all_however_it_is_selected() {
    assertThat(adjusted("all", "first")).isEqualTo(2 * P);
    assertThat(adjusted("all", "second")).isEqualTo(2 * P);
    assertThat(adjusted("method", "first")).isEqualTo(2 * P);
    assertThat(adjusted("class", "second")).isEqualTo(2 * P);
    assertThat(adjusted("tag", "second")).isEqualTo(2 * P);
    assertThat(adjusted("filter", "first")).isEqualTo(2 * P);
  }

  @Test
  void what_is_left_out_has_no_row_and_no_line() {
    assertThat(outcome("method").ended()).hasSize(8);
    assertThat(outcome("method").output()).doesNotContain("second");
    assertThat(outcome("tag").ended()).extracting(Ended::type).containsOnly("Second");
    assertThat(outcome("filter").ended()).extracting(Ended::type).containsOnly("First");
  }

  @Test
  void what_is_disabled_is_neither_measured_nor_listed_nor_recorded() throws IOException {
    assertThat(outcome("all").ended()).extracting(Ended::type).containsOnly("First", "Second");
    assertThat(outcome("all").output()).doesNotContain("off", "elsewhere");
    assertThat(outcome("all").claim("off").isMissingNode()).isTrue();
    assertThat(Files.readString(folder.resolve("claims/ledger/tiny.json")))
        .contains("\"first\"", "\"second\"")
        .doesNotContain("\"off\"", "\"elsewhere\"");
  }

  @Test
  void conditions_are_asked_without_preparing_anything_twice() {
    assertThat(outcome("class").output()).containsOnlyOnce("prepared");
    assertThat(outcome("method").output()).doesNotContain("prepared");
  }
}
