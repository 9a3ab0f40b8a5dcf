package dev.assay.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
  private static final Figure FIGURE =
      Figure.of(
          "t",
          1,
          Panels.fromZero(
              "attention",
              Heatmap.ofTokens("", List.of("[CLS]", "猫😀"), new double[][] {{0, 1}, {0.5, 0}})));

  private static final List<String> CLASS_PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));

  @Test
  void a_figure_has_two_pixels_per_unit_and_its_cells_their_colours() throws IOException {
    Picture svg = Picture.of(FIGURE.svg());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(FIGURE.png()));

    assertThat(image.getWidth()).isEqualTo(2 * svg.width());
    assertThat(image.getHeight()).isEqualTo(2 * svg.height());
    FigureLayout layout = new FigureLayout(FIGURE);
    FigureLayout.Panel panel = layout.panels().get(0);
    String[][] colours = {{"#440154", "#fde725"}, {Viridis.colour(0.5), "#440154"}};
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        int x = (int) (2 * (panel.x() + (column + 0.5) * layout.cell()));
        int y = (int) (2 * (panel.y() + (row + 0.5) * layout.cell()));
        assertThat("#%06x".formatted(image.getRGB(x, y) & 0xffffff))
            .isEqualTo(colours[row][column]);
      }
    }
  }

  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX)
  void a_machine_without_fonts_is_told_so_in_one_sentence(@TempDir Path folder) throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<fontconfig><cachedir>%s</cachedir></fontconfig>".formatted(folder));
    ProcessBuilder java = drawing(CLASS_PATH);
    // Java keeps what it once learned about fonts in the home directory.
    java.command().add(1, "-Duser.home=" + folder);
    java.environment().put("FONTCONFIG_FILE", configuration.toString());

    assertThat(output(java))
        .isEqualTo(
            "A PNG needs a font and this machine has none; install fontconfig and a font such as"
                + " DejaVu, or write SVG.");
  }

  @Test
  void a_project_without_batik_is_told_which_artifact_to_add() throws Exception {
    List<String> without = CLASS_PATH.stream().filter(jar -> !jar.contains("batik")).toList();

    assertThat(without).hasSizeLessThan(CLASS_PATH.size());
    assertThat(output(drawing(without)))
        .isEqualTo(
            "A PNG is drawn by Batik, which is not on the class path; add the artifact"
                + " org.apache.xmlgraphics:batik-transcoder, or write SVG.");
  }

  private static ProcessBuilder drawing(List<String> classPath) {
    return new ProcessBuilder(
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                Draw.class.getName())));
  }

  private static String output(ProcessBuilder java) throws IOException, InterruptedException {
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  /** Draws in a Java of its own: fonts are looked up once per process. */
  static final class Draw {
    public static void main(String[] arguments) {
      try {
        System.out.println(FIGURE.png().length + " bytes");
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
