package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Catalog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  static Set<String> commands() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Main.line(
            new Session(
                nowhere,
                name -> {
                  throw new IllegalStateException(name);
                }))
        .getSubcommands()
        .keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explains_each_command_with_examples(String command) {
    Cli.Run run = Cli.run(command, "--help").succeeds();
    assertThat(run.out()).startsWith("Usage: assay " + command).contains("  assay " + command);
    assertThat(run.loaded()).isEmpty();
    assertThat(Cli.run("--help").succeeds().out()).contains("\n  " + command);
  }

  @Test
  void says_its_version() {
    assertThat(Cli.run("--version").succeeds().out()).startsWith("assay ").hasLineCount(1);
  }

  @Test
  void explains_every_exit_code() {
    assertThat(Cli.run("--help").succeeds().out())
        .contains("0 done, 1 could not run, 2 wrong usage, 3 a verdict is not as it was");
  }

  @Test
  void lists_the_models() throws IOException {
    JsonNode models = Cli.run("models", "--json").json().path("models");
    assertThat(models)
        .extracting(model -> model.path("name").asText())
        .containsExactlyElementsOf(Catalog.entries().stream().map(Catalog.Entry::name).toList());
    assertThat(models).isNotEmpty();
    for (JsonNode model : models) {
      assertThat(model.path("architecture").asText()).contains("×");
      assertThat(model.path("source").asText()).isNotBlank();
      assertThat(model.path("on_disk").isBoolean()).isTrue();
    }
    assertThat(Cli.run("models").succeeds().out())
        .contains("architecture", "all-MiniLM-L6-v2", "BERT 6×12×384");
  }
}
