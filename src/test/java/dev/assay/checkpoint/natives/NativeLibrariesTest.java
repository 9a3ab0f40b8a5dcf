package dev.assay.checkpoint.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.References;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.file.UserHome;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  private static final String RESOURCE = "/reference/random-bert/model.safetensors";
  private static final Path PUBLISHED = References.RANDOM_BERT.resolve("model.safetensors");

  @TempDir Path temporary;

  @Test
  void are_put_into_their_folder_once_and_then_left_alone() throws IOException {
    libraries().prepare();
    Path library = temporary.resolve("cache/1.0/libtest.so");
    assertThat(library).hasSameBinaryContentAs(PUBLISHED);
    Object first = Files.getLastModifiedTime(library);

    libraries().prepare();

    assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);
    assertThat(temporary.resolve("cache")).isDirectoryNotContaining("glob:**/tmp*");
  }

  @Test
  void a_library_that_is_cut_off_or_gone_is_named_before_it_is_loaded() throws IOException {
    libraries().prepare();
    Path library = temporary.resolve("cache/1.0/libtest.so");
    Files.write(library, new byte[100]);

    assertThatThrownBy(() -> libraries().prepare())
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The native library %s is damaged: it has 100 bytes and should have %d; delete the folder %s, and it will be made again."
                .formatted(library, Files.size(PUBLISHED), library.getParent()));
    Files.delete(library);
    assertThatThrownBy(() -> libraries().prepare())
        .hasMessageContaining("it has 0 bytes and should have");
  }

  @Test
  void a_folder_that_cannot_be_written_is_named() throws IOException {
    Files.writeString(temporary.resolve("cache"), "a file in its place");

    assertThatThrownBy(() -> libraries().prepare())
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(
            "The native libraries of the test cannot be put into %s ("
                .formatted(temporary.resolve("cache/1.0")))
        .hasMessageContaining("set DJL_CACHE_DIR to another folder");
  }

  @Test
  void what_djl_would_load_is_on_the_classpath() {
    for (NativeLibraries libraries :
        new NativeLibraries[] {NativeLibraries.pyTorch(), NativeLibraries.tokenizers()}) {
      assertThat(libraries.resources()).isNotEmpty();
      assertThat(libraries.resources().values())
          .allSatisfy(resource -> assertThat(getClass().getResource(resource)).isNotNull());
    }
    assertThat(NativeLibraries.pyTorchVersion()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void home_is_what_java_says_or_the_variable() throws IOException {
    Path home = Files.createDirectories(temporary.resolve("home"));
    Map<String, String> variable = Map.of("HOME", home.toString());

    assertThat(UserHome.find(temporary.toString(), variable)).contains(temporary);
    assertThat(UserHome.find("?", variable)).contains(home);
    assertThat(UserHome.find("?", Map.of())).isEmpty();
    assertThat(UserHome.find("?", Map.of("HOME", "/nowhere/at/all"))).isEmpty();
  }

  @Test
  @Tag("slow")
  void what_an_image_set_for_other_programs_does_not_count() throws Exception {
    Path tiny = TinyCheckpoint.write(temporary.resolve("tiny"));
    Path out = temporary.resolve("trace.safetensors");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.assay.cli.Main",
            "trace",
            "--model",
            tiny.toString(),
            "--text",
            "the cat",
            "--out",
            out.toString());
    java.environment().put("PYTORCH_VERSION", "2.0.1");
    java.environment().put("DJL_DEFAULT_ENGINE", "TensorFlow");
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(out).isNotEmptyFile();
  }

  private NativeLibraries libraries() {
    return new NativeLibraries(
        "the test", temporary.resolve("cache/1.0"), Map.of("libtest.so", RESOURCE));
  }
}
