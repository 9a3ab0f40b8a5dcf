package dev.assay.checkpoint.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No damaged file of a checkpoint ends in anything but a sentence or a checkpoint. 2 000 cases by
 * default; {@code mvn verify -Pfuzz} reads 100 000, and {@code -Dassay.fuzz.seed} damages others.
 */
@Tag("slow")
class ReaderFuzzTest {
  private static final Pattern SUMMARY =
      Pattern.compile(
          "(\\d+) refused, (\\d+) equal, (\\d+) different, (\\d+) exceptions, (\\d+) hangs");

  @TempDir Path folder;

  @Test
  void damaged_files_are_refused_or_read_within_a_small_heap() throws Exception {
    int cases = Integer.getInteger("assay.fuzz.cases", 2_000);
    long seed = Long.getLong("assay.fuzz.seed", 20_261_127);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=256m",
                "-cp",
                System.getProperty("java.class.path"),
                ReaderFuzz.class.getName(),
                folder.toString(),
                String.valueOf(seed),
                String.valueOf(cases))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as("%s: %s", lastCase(), output).isZero();
    Matcher summary = SUMMARY.matcher(output);
    assertThat(summary.find()).as(output).isTrue();
    System.out.println("Damaged checkpoints: " + summary.group());
    assertThat(summary.group(4)).as("exceptions:%n%s", output).isEqualTo("0");
    assertThat(summary.group(5)).as("hangs:%n%s", output).isEqualTo("0");
    int refused = Integer.parseInt(summary.group(1));
    assertThat(refused).as("of %d damaged, most are noticed", cases).isGreaterThan(cases / 2);
  }

  private String lastCase() throws IOException {
    Path last = folder.resolve("case");
    return Files.exists(last) ? Files.readString(last) : "before the first case";
  }
}
