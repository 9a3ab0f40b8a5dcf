package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NegationCommandTest {
  private static final String ROWS =
      "id,text,cue\nn1,The movie was not good.,not\nn2,She doesn't like fish.,n't\nn3,No,no\n";

  @TempDir Path folder;

  @Test
  void prints_profiles_of_every_head_and_how_many_sentences_are_in_them() throws IOException {
    JsonNode json = Cli.run("negation", "--texts", csv(ROWS), "--window", "2", "--json").json();
    assertThat(json.path("model").asText()).isEqualTo("all-MiniLM-L6-v2");
    assertThat(json.path("fixture").asText()).isEqualTo("cues.csv");
    assertThat(json.path("offsets")).hasToString("[-2,-1,0,1,2]");
    assertThat(json.at("/sentences/1/cue_positions")).hasToString("[2,3,4]");
    // [CLS] no [SEP] has nothing two tokens away; "doesn't" is n't from its first piece on.
    assertThat(json.at("/profiles/raw/sentences_per_offset")).hasToString("[2,3,3,3,2]");
    assertThat(json.at("/profiles/content/sentences_per_offset")).hasToString("[1,2,3,2,2]");
    for (String profile : new String[] {"from_cue", "to_cue"}) {
      JsonNode values = json.at("/profiles/raw").path(profile);
      assertThat(values).hasSize(6);
      for (JsonNode layer : values) {
        assertThat(layer).hasSize(12);
        for (JsonNode head : layer) {
          assertThat(head).hasSize(5);
          for (JsonNode mean : head) {
            assertThat(mean.asDouble(-1)).isBetween(0.0, 1.0);
          }
        }
      }
    }
    assertThat(json.path("not_computed"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("id").asText()).isEqualTo("n3");
              assertThat(one.path("variant").asText()).isEqualTo("content-without-self");
            });
  }

  @Test
  void a_window_ends_where_the_model_does() throws IOException {
    JsonNode json =
        Cli.run("negation", "--texts", csv(ROWS), "--window", "2000000000", "--json").json();
    assertThat(json.path("offsets")).hasSize(2 * 511 + 1);
    assertThat(json.at("/profiles/raw/from_cue/0/0")).hasSize(2 * 511 + 1);
    assertThat(json.at("/profiles/raw/sentences_per_offset/511").asInt()).isEqualTo(3);
  }

  @Test
  void prints_offsets_in_digits_that_programs_read() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      assertThat(Cli.run("negation", "--texts", csv(ROWS), "--window", "2").succeeds().out())
          .containsPattern("-2 +-1 +\\+0 +\\+1 +\\+2");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void averages_sentences() throws IOException {
    String first = "id,text,cue\na,The movie was not good.,not\n";
    String second = "id,text,cue\nb,I will never come,never\n";
    String both = first + "b,I will never come,never\n";
    String at = "/profiles/content/from_cue/3/4/6";
    double a = Cli.run("negation", "--texts", csv(first), "--json").json().at(at).asDouble(-9);
    double b = Cli.run("negation", "--texts", csv(second), "--json").json().at(at).asDouble(-9);
    double mean = Cli.run("negation", "--texts", csv(both), "--json").json().at(at).asDouble(-9);
    assertThat(a).isPositive().isNotEqualTo(b);
    assertThat(mean).isCloseTo((a + b) / 2, org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void prints_a_table_for_people() throws IOException {
    assertThat(Cli.run("negation", "--texts", csv(ROWS)).succeeds().out())
        .contains(
            "3 sentences", "offset from the cue", "from cue, layer 5", "to cue, layer 0", "+1")
        .contains("n3 (content without self): ");
  }

  @Test
  void refuses_a_cue_that_is_not_in_its_sentence() throws IOException {
    assertThat(
            Cli.run("negation", "--texts", csv("id,text,cue\na,I know him.,no\n"))
                .failsEarlyWith(1))
        .contains("cues.csv, line 2, column cue: The word 'no' does not occur");
  }

  private String csv(String content) throws IOException {
    return Files.writeString(folder.resolve("cues.csv"), content).toString();
  }
}
