package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users start: the jar with its libraries beside it, in a JVM of its own. */
@Tag("slow")
class PackagedJarTest {
  private static final Path JAR = Path.of("target/assay.jar");

  @TempDir Path folder;

  @Test
  void traces_a_text() throws Exception {
    Path out = folder.resolve("cat.safetensors");
    assertThat(java("trace", "--text", "The café was not good.", "--out", out.toString()))
        .isEqualTo("exit 0, out: Wrote %s: 8 tokens%n, err: ".formatted(out));
    assertThat(SafetensorsFile.open(out).metadata())
        .containsEntry("text", "The café was not good.");
  }

  @Test
  void ends_with_one_line_and_an_exit_code_on_errors() throws Exception {
    assertThat(java("measure")).startsWith("exit 2, out: , err: Missing required option: '--text");
    assertThat(java("measure", "--text", "a", "--model", "none"))
        .startsWith("exit 1, out: , err: There is no model 'none'");
  }

  @Test
  void stays_off_the_network_when_told_so() throws Exception {
    assertThat(java("measure", "--text", "a", "--offline", "--model", "hf:assay/not-on-disk"))
        .startsWith("exit 1, out: , err: ")
        .containsIgnoringCase("offline");
  }

  @Test
  void knows_its_version() throws Exception {
    assertThat(java("--version")).matches("exit 0, out: assay \\d+\\.\\d+\\.\\d+\\S*\\R, err: ");
  }

  @Test
  void prints_digits_that_programs_read_wherever_it_runs() throws Exception {
    Path out = folder.resolve("cat.safetensors");
    assertThat(
            java(
                List.of("-Duser.language=fa", "-Duser.country=IR"),
                "trace",
                "--text",
                "The cat",
                "--out",
                out.toString()))
        .isEqualTo("exit 0, out: Wrote " + out + ": 4 tokens" + System.lineSeparator() + ", err: ");
  }

  private String java(String... args) throws IOException, InterruptedException {
    return java(List.of(), args);
  }

  private String java(List<String> options, String... args)
      throws IOException, InterruptedException {
    assertThat(JAR).as("made by 'mvn package'").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8"); // for the é among the arguments
    builder.environment().put("HF_HOME", folder.resolve("hub").toString());
    int code = builder.start().waitFor();
    return "exit %d, out: %s, err: %s"
        .formatted(code, Files.readString(out), Files.readString(err));
  }
}
