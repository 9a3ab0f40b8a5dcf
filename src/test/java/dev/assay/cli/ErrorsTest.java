package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private static final String TEXT = "The cat sat.";

  @TempDir Path folder;

  @Test
  void lists_the_known_models_for_an_unknown_one() {
    assertThat(Cli.run("measure", "--model", "bert-huge", "--text", TEXT).failsWith(1))
        .contains("'bert-huge'", "all-MiniLM-L6-v2", "bert-tiny");
  }

  @Test
  void lists_the_commands_for_an_unknown_one() {
    assertThat(Cli.run("traec").failsEarlyWith(2)).contains("'traec'", "trace, measure, compare");
    assertThat(Cli.run().failsEarlyWith(2)).contains("trace, measure, compare");
  }

  @Test
  void refuses_options_that_are_unknown_missing_or_exclusive() {
    assertThat(Cli.run("measure", "--text", TEXT, "--jsn").failsEarlyWith(2)).contains("--jsn");
    assertThat(Cli.run("trace", "--text", TEXT).failsEarlyWith(2)).contains("--out");
    assertThat(Cli.run("trace", "--out", "a.safetensors").failsEarlyWith(2))
        .contains("--text", "--texts");
    assertThat(heatmap("a.svg", "--layer", "0", "--head", "1", "--mean").failsEarlyWith(2))
        .contains("--head", "--mean");
    assertThat(heatmap("a.svg", "--layer", "two").failsEarlyWith(2)).contains("--layer", "two");
  }

  @Test
  void refuses_layers_and_heads_that_the_model_does_not_have() {
    assertThat(heatmap("a.svg", "--layer", "6").failsWith(1)).contains("layer 6", "0 to 5");
    assertThat(heatmap("a.svg", "--layer", "0", "--head", "12").failsWith(1))
        .contains("head 12", "0 to 11");
    assertThat(Cli.run("measure", "--text", TEXT, "--head", "-1").failsWith(1))
        .contains("head -1", "0 to 11");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refuses_an_output_file_in_a_missing_folder_before_loading_a_model() {
    assertThat(heatmap("none/a.svg", "--layer", "0").failsEarlyWith(1))
        .contains("there is no folder", "none");
    String missing = folder.resolve("none/a.safetensors").toString();
    assertThat(Cli.run("trace", "--text", TEXT, "--out", missing).failsEarlyWith(1))
        .contains("there is no folder", "none");
  }

  @Test
  void refuses_an_output_file_that_cannot_be_one() throws IOException {
    assertThat(heatmap("a.jpg", "--layer", "0").failsEarlyWith(1)).contains("a.jpg", ".svg, .png");
    Files.createDirectory(folder.resolve("b.svg"));
    assertThat(heatmap("b.svg", "--layer", "0").failsEarlyWith(1)).contains("it is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void refuses_a_blank_text(String text) {
    assertThat(Cli.run("measure", "--text", text).failsWith(1)).contains("blank");
  }

  @Test
  void refuses_a_text_that_is_too_long_in_one_line() {
    assertThat(Cli.run("measure", "--text", "no\n".repeat(600)).failsWith(1))
        .contains("602 tokens long", "512");
  }

  @Test
  void names_a_missing_csv_file() {
    String missing = folder.resolve("none.csv").toString();
    assertThat(Cli.run("negation", "--texts", missing).failsEarlyWith(1)).contains(missing);
  }

  @Test
  void reports_what_nobody_expected_in_one_line() {
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"measure", "--text", TEXT},
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            name -> {
              throw new IllegalStateException("first\nsecond");
            });
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "Unexpected IllegalStateException: first second; please report this with the command"
                + " that led to it.\n");
  }

  @Test
  void says_that_memory_ran_out_and_what_helps() {
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"measure", "--text", TEXT},
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            name -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("The command ran out of memory; give Java more with -Xmx")
        .hasLineCount(1);
  }

  @Test
  void refuses_a_png_that_would_take_minutes_and_gigabytes() {
    String longest = "no ".repeat(510);
    Path png = folder.resolve("a.png");
    assertThat(
            Cli.run(
                    "heatmap",
                    "--text",
                    longest,
                    "--layer",
                    "0",
                    "--all-heads",
                    "--out",
                    png.toString())
                .failsWith(1))
        .startsWith(png + " was not written. A PNG of ")
        .contains("is too large to be drawn; write SVG");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_error_of_java_or_a_native_library_is_one_line_too() {
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"measure", "--text", TEXT},
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            name -> {
              throw new ExceptionInInitializerError(
                  new UnsatisfiedLinkError("libtorch.so:\nfile too short"));
            });
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "The command was ended by UnsatisfiedLinkError: libtorch.so:\\u000afile too short;"
                + " please report this with the command that led to it.\n");
  }

  @Test
  void what_could_act_on_the_terminal_is_escaped() {
    assertThat(Errors.printable("a\u001b[2J b\u0007\n c")).isEqualTo("a\\u001b[2J b\\u0007 c");
  }

  @Test
  void notices_output_that_is_lost() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"models"},
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            name -> {
              throw new IllegalStateException(name);
            });
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be printed in full");
  }

  private Cli.Run heatmap(String out, String... options) {
    String[] args = {"heatmap", "--text", TEXT, "--out", folder.resolve(out).toString()};
    return Cli.run(
        java.util.stream.Stream.of(args, options)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }
}
