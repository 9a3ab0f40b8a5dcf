package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Claims on MiniLM, in JVMs with less heap than all traces of the rows take at once. The same with
 * the shipped heap takes minutes.
 */
@Tag("slow")
class BoundedMemoryTest {
  private static final List<String> WORDS =
      List.of("river", "garden", "window", "teacher", "letter", "morning", "village", "doctor");

  @TempDir Path folder;
  private SampleClaims claims;

  @BeforeEach
  void project() throws IOException {
    claims =
        SampleClaims.in(
            folder,
            SampleClass.with(
                "Heavy",
                SampleClass.finding("Heavy")
                    + "@Rows(\"rows.csv\")\nclass Heavy {"
                    + """

                      @ClaimTest(variant = "mean")
                      @MeanAtLeast(value = 0.001, unit = "attention", because = "It is small.")
                      double mean(TextRow row, Model model) {
                        return model.trace(row.text()).meanOverHeads(head -> head.pattern().at(0, 0));
                      }

                      @ClaimTest(variant = "some-head")
                      @SomeHeadAtLeast(value = 0.001, unit = "attention", because = "It is small.")
                      HeadEffects someHead(TextRow row, Model model) {
                        return HeadEffects.of(
                            model.trace(row.text()), head -> head.pattern().at(0, 0));
                      }
                    }
                    """));
  }

  /** As many texts as there are numbers of words, each of that many words, of one token each. */
  private void rows(List<Integer> words) throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("id,text"));
    for (int count : words) {
      StringBuilder text = new StringBuilder("The");
      for (int i = 1; i < count; i++) {
        text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
      }
      lines.add("r%d,%s".formatted(lines.size(), text));
    }
    Files.write(folder.resolve("fixtures/rows.csv"), lines);
  }

  private void requireJudged(String heap, int rows) throws IOException, InterruptedException {
    Scenario scenario =
        Scenario.of("run", "Heavy")
            .with("assay.models", "all-MiniLM-L6-v2")
            .with("assay.nulls", "few");
    Outcome outcome =
        Objects.requireNonNull(
            claims.finish("jvm", claims.start("jvm", heap, scenario)).get("run"));

    for (String variant : List.of("mean", "some-head")) {
      JsonNode claim = outcome.claim("heavy." + variant);
      assertThat(claim.path("broken").asText()).isEmpty();
      assertThat(claim.path("measured").path("n").asInt()).isEqualTo(rows);
    }
    assertThat(outcome.ended()).hasSize(2 * (rows + 1));
    assertThat(outcome.ended())
        .extracting(Ended::thrown)
        .containsOnly("", "TestAbortedException"); // the verdicts, which are provisional
  }

  @Test
  void many_rows_after_a_long_one_are_judged() throws Exception {
    List<Integer> words = new ArrayList<>(List.of(258));
    for (int row = 0; row < 400; row++) {
      words.add(5 + row % 15);
    }
    rows(words);

    requireJudged("-Xmx128m", 401);
  }

  @Test
  void rows_of_the_largest_size_are_judged_few_at_a_time() throws Exception {
    rows(List.of(495, 495, 495, 495, 495, 495)); // 74 MB each

    requireJudged("-Xmx320m", 6);
  }
}
