package dev.assay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
  @TempDir Path folder;

  @Test
  void replaces_all_files_and_makes_their_folder() throws IOException {
    Path one = folder.resolve("deep/er/one");
    Path two = folder.resolve("deep/er/two");
    WholeFiles.write(List.of(content(one, "1"), content(two, "2")));
    WholeFiles.write(List.of(content(one, "3"), content(two, "")));

    assertThat(one).hasContent("3");
    assertThat(two).isEmptyFile();
    assertThat(names(folder.resolve("deep/er"))).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void gives_back_what_the_first_held_if_the_second_cannot_be_replaced() throws IOException {
    Path first = Files.writeString(folder.resolve("first"), "before");
    Path fresh = folder.resolve("fresh");
    // A folder that is not empty stands where the last file should go.
    Path obstacle = Files.createDirectory(folder.resolve("obstacle"));
    Files.writeString(obstacle.resolve("kept"), "x");

    assertThatThrownBy(
            () ->
                WholeFiles.write(
                    List.of(content(first, "after"), content(fresh, "x"), content(obstacle, "x"))))
        .isInstanceOf(IOException.class);

    assertThat(first).hasContent("before");
    assertThat(names(folder)).containsExactlyInAnyOrder("first", "obstacle");
  }

  @Test
  void what_cannot_be_prepared_leaves_everything_as_it_was() throws IOException {
    Path first = Files.writeString(folder.resolve("first"), "before");

    assertThatThrownBy(
            () ->
                WholeFiles.write(
                    List.of(content(first, "after"), content(first.resolve("below-a-file"), "x"))))
        .isInstanceOf(IOException.class);

    assertThat(first).hasContent("before");
    assertThat(names(folder)).containsExactly("first");
  }

  @Test
  void a_link_in_place_of_the_file_is_replaced_and_its_target_kept() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    WholeFiles.write(List.of(content(link, "new")));

    assertThat(target).hasContent("precious");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(link).hasContent("new");
  }

  @Test
  void a_folder_may_be_a_link() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    WholeFiles.write(List.of(content(link.resolve("file"), "new")));

    assertThat(real.resolve("file")).hasContent("new");
  }

  private static WholeFiles.Content content(Path file, String text) {
    return WholeFiles.Content.of(file, text);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
