package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Claims;
import dev.assay.claim.MeanExpectation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RerunCommandTest {

  private static final ClaimBody METHOD =
      SampleBody.of(Claims.claim("a", new MeanExpectation.AtLeast(0.1)));

  @Test
  void names_method_and_model() {
    assertThat(RerunCommand.of(METHOD, "tiny", settings()))
        .isEqualTo("mvn test -Dtest=Sample#measure -Dassay.models=tiny");
    assertThat(RerunCommand.recording(METHOD, "tiny", settings()))
        .isEqualTo("mvn test -Dtest=Sample#measure -Dassay.models=tiny -Dassay.record=\"why\"");
  }

  @Test
  void repeats_what_decides_the_result_and_nothing_else() {
    Settings settings =
        settings(
            "assay.baseline", "base",
            "assay.fixtures", "my/fixtures",
            "assay.ledger", "my/ledger",
            "assay.offline", "true",
            "assay.pictures", "all");

    assertThat(RerunCommand.of(METHOD, "hf:org/name@main", settings))
        .isEqualTo(
            "mvn test -Dtest=Sample#measure -Dassay.models=hf:org/name@main -Dassay.baseline=base"
                + " -Dassay.fixtures=my/fixtures -Dassay.ledger=my/ledger -Dassay.offline=true");
    assertThat(RerunCommand.recording(METHOD, "tiny", settings))
        .isEqualTo(
            "mvn test -Dtest=Sample#measure -Dassay.models=tiny -Dassay.fixtures=my/fixtures"
                + " -Dassay.ledger=my/ledger -Dassay.offline=true -Dassay.record=\"why\"");
  }

  @Test
  void quotes_what_a_shell_would_take_apart() {
    Settings settings = settings("assay.ledger", "my ledger/$a \"b\"", "assay.offline", "");

    assertThat(RerunCommand.of(METHOD, "C:\\tuned", settings))
        .isEqualTo(
            "mvn test -Dtest=Sample#measure '-Dassay.models=C:\\tuned' '-Dassay.ledger=my ledger/$a"
                + " \"b\"' -Dassay.offline");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_shell_takes_every_name_as_it_is() throws IOException, InterruptedException {
    for (String name :
        List.of(
            "ev\"; touch PWNED; #",
            "$(touch PWNED)",
            "`touch PWNED`",
            "it's; touch PWNED",
            "%PATH% !! $HOME ~",
            "-rf --",
            " blank ",
            "two\nlines",
            "back\\slash\\",
            "a&b|c>d<e*?[f]{g}(h)")) {
      String words = RerunCommand.of(METHOD, name, settings()).replaceFirst("^mvn", "");
      Process shell =
          new ProcessBuilder("sh", "-c", "for w in" + words + "; do printf '%s\\036' \"$w\"; done")
              .start();
      String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor()).isZero();
      assertThat(output.split("\u001e"))
          .containsExactly("test", "-Dtest=Sample#measure", "-Dassay.models=" + name);
    }
  }

  @Test
  void power_shell_doubles_a_quote_between_quotes() {
    assertThat(RerunCommand.quoted("-Da=it's $(x)", true)).isEqualTo("'-Da=it''s $(x)'");
  }

  @Test
  void names_the_profile_that_brings_the_model() {
    assertThat(RerunCommand.of(METHOD, "bert-base-uncased", settings()))
        .isEqualTo("mvn test -Pbert-base -Dtest=Sample#measure -Dassay.models=bert-base-uncased");
  }

  private static Settings settings(String... properties) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return Settings.of(name -> Optional.ofNullable(map.get(name)), "");
  }
}
