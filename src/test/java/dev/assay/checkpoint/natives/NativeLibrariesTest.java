package dev.assay.checkpoint.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.References;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.file.UserHome;
import dev.assay.trace.AssayException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
    assertThat(
            trace(
                List.of(), Map.of("PYTORCH_VERSION", "2.0.1", "DJL_DEFAULT_ENGINE", "TensorFlow")))
        .startsWith("exit 0");
  }

  @Test
  @Tag("slow")
  void a_user_whose_home_java_does_not_know_gets_no_folder_named_so() throws Exception {
    assertThat(trace(List.of("-Duser.home=?"), Map.of())).startsWith("exit 0");
    assertThat(temporary.resolve("?")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void a_library_that_is_damaged_within_its_size_is_named_with_what_to_do() throws Exception {
    NativeLibraries tokenizers = NativeLibraries.tokenizers();
    Path cache = temporary.resolve("cache");
    Path folder = cache.resolve("tokenizers").resolve(tokenizers.folder().getFileName());
    Files.createDirectories(folder);
    for (Map.Entry<String, String> library : tokenizers.resources().entrySet()) {
      URL whole = Objects.requireNonNull(getClass().getResource(library.getValue()));
      Files.write(
          folder.resolve(library.getKey()), new byte[whole.openConnection().getContentLength()]);
    }

    assertThat(trace(List.of(), Map.of("DJL_CACHE_DIR", cache.toString())))
        .startsWith("exit 1")
        .contains(
            "The native libraries of the tokenizers in %s cannot be loaded (lib".formatted(folder))
        .contains("delete that folder, and it will be made again")
        .doesNotContain("\tat ", "please report");
  }

  /** What the command line says in a JVM of its own, in an empty folder. */
  private String trace(List<String> options, Map<String, String> environment) throws Exception {
    Path tiny = TinyCheckpoint.write(temporary.resolve("tiny"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    command.addAll(List.of("dev.assay.cli.Main", "trace", "--model", tiny.toString()));
    command.addAll(List.of("--text", "the cat", "--out", "trace.safetensors"));
    ProcessBuilder java = new ProcessBuilder(command).directory(temporary.toFile());
    java.environment().putAll(environment);
    Process process = java.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit %d: %s".formatted(process.waitFor(), output);
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private NativeLibraries libraries() {
    return new NativeLibraries(
        "the test", temporary.resolve("cache/1.0"), Map.of("libtest.so", RESOURCE));
  }
}
