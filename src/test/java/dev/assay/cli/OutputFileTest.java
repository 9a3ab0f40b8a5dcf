package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @Test
  void makes_its_file_under_a_name_that_nobody_can_put_a_link_at(@TempDir Path folder)
      throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    String guess = ".a.safetensors." + ProcessHandle.current().pid() + ".partial";
    Files.createSymbolicLink(folder.resolve(guess), precious);

    OutputFile.tensors(folder.resolve("a.safetensors"))
        .write(out -> out.write("ours".getBytes(UTF_8)));

    assertThat(precious).hasContent("mine");
    assertThat(folder.resolve("a.safetensors")).hasContent("ours").isRegularFile();
  }

  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX)
  void a_machine_without_fonts_is_a_mistake_that_users_can_mend(@TempDir Path folder)
      throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<fontconfig><cachedir>%s</cachedir></fontconfig>".formatted(folder));
    Path png = folder.resolve("a.png");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            // Java keeps what it once learned about fonts in the home directory.
            "-Duser.home=" + folder,
            Draw.class.getName(),
            png.toString());
    java.environment().put("FONTCONFIG_FILE", configuration.toString());
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(output.strip())
        .isEqualTo(
            png
                + " was not written. A PNG needs a font and this machine has none; install"
                + " fontconfig and a font such as DejaVu, or write SVG.");
    assertThat(process.waitFor()).isZero();
    assertThat(png).doesNotExist();
  }

  /** Draws in a Java of its own: fonts are looked up once per process. */
  static final class Draw {
    public static void main(String[] arguments) {
      Heatmap map = Heatmap.ofTokens("", List.of("a"), new double[][] {{1}});
      try {
        OutputFile.picture(Path.of(arguments[0]))
            .write(Figure.of("t", 1, Panels.fromZero("attention", map)));
      } catch (AssayException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
