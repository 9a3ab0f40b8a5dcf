package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatmapCommandTest {
  @TempDir Path folder;

  @Test
  void draws_the_mean_unless_told_otherwise() throws IOException {
    String mean = draw("--mean");
    assertThat(mean).startsWith("<svg").contains("mean over heads");
    assertThat(draw()).isEqualTo(mean);
  }

  @Test
  void draws_one_head_or_all() throws IOException {
    assertThat(draw("--head", "7")).contains("head 2.7").doesNotContain("head 2.6");
    assertThat(draw("--all-heads")).contains("head 2.0", "head 2.11");
  }

  @Test
  void draws_value_weighted_attention() throws IOException {
    assertThat(draw("--head", "7", "--value-weighted"))
        .contains("cosine")
        .isNotEqualTo(draw("--head", "7"));
  }

  @Test
  void writes_png() throws IOException {
    Path png = folder.resolve("a.PNG");
    Cli.run("heatmap", "--text", "No way", "--layer", "0", "--out", png.toString()).succeeds();
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }

  private String draw(String... which) throws IOException {
    Path svg = folder.resolve("map.svg");
    String[] args = {
      "heatmap", "--text", "The book was not good", "--layer", "2", "--out", svg.toString()
    };
    Cli.run(
            java.util.stream.Stream.concat(
                    java.util.Arrays.stream(args), java.util.Arrays.stream(which))
                .toArray(String[]::new))
        .succeeds();
    return Files.readString(svg);
  }
}
