package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/command-line.md has every command that the help lists, once, and no other. */
class CommandLinePageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z-]+) {2,}\\S");

  @Test
  void has_every_command() throws IOException {
    assertThat(found(ROW, Page.read("docs/command-line.md").text()))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(found(LISTED, help()));
  }

  private static String help() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Main.run(new String[] {"--help"}, stream, stream)).isZero();
    String text = out.toString(StandardCharsets.UTF_8);
    int commands = text.indexOf("Commands:");
    assertThat(commands).isNotNegative();
    return text.substring(commands);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
