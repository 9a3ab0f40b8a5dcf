package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {
  @TempDir Path folder;

  @Test
  void writes_a_page_of_one_text() throws IOException {
    String page = explore("--text", "The movie was not good.");

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("\"model\":\"all-MiniLM-L6-v2\",\"layers\":6,\"heads\":12")
        .contains("\"values\":true,\"norms\":true")
        .contains(
            "\"tokens\":[\"[CLS]\",\"the\",\"movie\",\"was\",\"not\",\"good\",\".\",\"[SEP]\"]")
        .doesNotContain("counterfactual\",\"text\"");
  }

  @Test
  void writes_two_texts_with_the_partners_of_their_tokens() throws IOException {
    String page =
        explore(
            "--text",
            "The cat sat on the mat",
            "--counterfactual",
            "The old cat sat on the chair",
            "--pair",
            "mat=chair");

    assertThat(page)
        .contains("\"label\":\"original\"", "\"label\":\"counterfactual\"")
        .contains("[[0,0],[1,1],[2,3],[3,4],[4,5],[5,6],[6,7],[7,8]]");
  }

  @Test
  void refuses_in_one_line_before_the_model_is_loaded() {
    assertThat(
            run("--text", "A text.", "--out", folder.resolve("a.svg").toString()).failsEarlyWith(1))
        .contains("has none of the suffixes that can be written here: .html");
    assertThat(
            run("--text", "A text.", "--out", folder.resolve("no/a.html").toString())
                .failsEarlyWith(1))
        .contains("there is no folder");
    assertThat(
            run("--text", "A text.", "--pair", "a=b", "--out", folder.resolve("a.html").toString())
                .failsEarlyWith(2))
        .startsWith("--pair names words of two texts; give --counterfactual too.");
    assertThat(run("--out", folder.resolve("a.html").toString()).failsEarlyWith(2))
        .startsWith("Missing required option: '--text=T'.");
  }

  @Test
  void leaves_no_file_behind_when_a_word_is_not_there() throws IOException {
    String html = folder.resolve("a.html").toString();
    assertThat(
            run(
                    "--text",
                    "A cat.",
                    "--counterfactual",
                    "A dog.",
                    "--pair",
                    "cow=dog",
                    "--out",
                    html)
                .failsWith(1))
        .startsWith("The word 'cow' does not occur in \"A cat.\"");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private String explore(String... options) throws IOException {
    Path html = folder.resolve("page.html");
    String[] args = java.util.Arrays.copyOf(options, options.length + 2);
    args[options.length] = "--out";
    args[options.length + 1] = html.toString();
    assertThat(run(args).succeeds().out()).isEqualTo("Wrote " + html + "\n");
    return Files.readString(html);
  }

  private static Cli.Run run(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "explore";
    System.arraycopy(options, 0, args, 1, options.length);
    return Cli.run(args);
  }
}
