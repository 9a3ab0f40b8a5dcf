package dev.assay.checkpoint.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  private static final String ENTRY = "model";

  @TempDir Path root;
  private CacheFolder cache;
  private final AtomicInteger fills = new AtomicInteger();

  @BeforeEach
  void open() {
    cache = new CacheFolder(root.resolve("cache"));
  }

  @Test
  void an_entry_is_made_once_and_found_afterwards() throws IOException {
    assertThat(cache.has(ENTRY)).isFalse();

    assertThat(get()).isEqualTo("whole");
    assertThat(get()).isEqualTo("whole");

    assertThat(cache.has(ENTRY)).isTrue();
    assertThat(fills).hasValue(1);
    assertThat(files()).containsExactly("model", "model.lock");
  }

  @Test
  void a_damaged_entry_is_made_again_without_what_else_lay_in_it() throws IOException {
    get();
    Files.writeString(cache.folder(ENTRY).resolve("content"), "dama");
    Files.createDirectories(cache.folder(ENTRY).resolve("deep").resolve("er"));

    assertThat(get()).isEqualTo("whole");

    assertThat(fills).hasValue(2);
    assertThat(cache.folder(ENTRY).resolve("deep")).doesNotExist();
    assertThat(files()).containsExactly("model", "model.lock");
  }

  @Test
  void a_filler_that_fails_leaves_nothing_and_the_next_attempt_succeeds() throws IOException {
    assertThatThrownBy(
            () ->
                cache.entry(
                    ENTRY,
                    CacheFolderTest::read,
                    folder -> {
                      Files.writeString(folder.resolve("content"), "who");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The cache folder %s cannot be written (java.io.IOException: No space left on device); free space there or set ASSAY_CACHE to another folder."
                .formatted(cache.root()));
    assertThat(files()).containsExactly("model.lock");
    assertThatThrownBy(
            () ->
                cache.entry(
                    ENTRY,
                    CacheFolderTest::read,
                    folder -> {
                      throw new IllegalStateException("a mistake");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mistake");
    assertThat(files()).containsExactly("model.lock");

    assertThat(get()).isEqualTo("whole");
  }

  @Test
  void what_a_killed_process_left_is_removed_by_the_next_that_makes_the_entry() throws IOException {
    Path left = Files.createDirectories(cache.root().resolve("model.partial123").resolve("deep"));
    Files.writeString(left.resolve("weights"), "900 MB");
    Path other = Files.createDirectories(cache.root().resolve("model-2.partial1"));
    Files.createDirectories(cache.root().resolve("model.partial123-scratch7"));

    assertThat(get()).isEqualTo("whole");

    assertThat(files()).containsExactly("model", "model-2.partial1", "model.lock");
    assertThat(other).as("another entry's").isDirectory();
  }

  @Test
  void a_fillers_scratch_is_beside_the_entry_and_goes_with_it() throws IOException {
    cache.entry(
        ENTRY,
        CacheFolderTest::read,
        folder -> {
          Files.writeString(CacheFolder.scratch(folder).resolve("unpacked"), "large");
          fill(folder);
          assertThat(files()).hasSize(3);
        });
    assertThat(files()).containsExactly("model", "model.lock");
    try (Stream<Path> entry = Files.list(cache.folder(ENTRY))) {
      assertThat(entry).containsExactly(cache.folder(ENTRY).resolve("content"));
    }
  }

  @Test
  void an_entry_that_is_damaged_as_soon_as_it_is_written_is_reported() {
    assertThatThrownBy(
            () ->
                cache.entry(
                    ENTRY,
                    CacheFolderTest::read,
                    folder -> Files.writeString(folder.resolve("content"), "wrong")))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The cache entry %s is damaged as soon as it is written; check that disk."
                .formatted(cache.folder(ENTRY)));
  }

  @Test
  void threads_that_start_at_once_make_one_entry() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(this::get));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo("whole");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(fills).hasValue(1);
  }

  @Test
  void processes_that_start_at_once_make_one_entry() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherProcess.class.getName(),
                  cache.root().toString())
              .redirectErrorStream(true)
              .start());
    }
    for (Process process : processes) {
      String output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).endsWith("found whole");
    }

    assertThat(Files.readAllLines(cache.root().resolve("fills"))).hasSize(1);
    assertThat(get()).isEqualTo("whole");
    assertThat(fills).as("fills of this process").hasValue(0);
  }

  @Test
  void a_folder_that_cannot_be_written_is_one_sentence() throws IOException {
    Files.writeString(cache.root(), "a file in the folder's place");

    assertThatThrownBy(this::get)
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The cache folder %s cannot be written (".formatted(cache.root()))
        .hasMessageEndingWith("); free space there or set ASSAY_CACHE to another folder.")
        .hasMessageNotContaining("\n");
  }

  @Test
  void is_where_the_variable_says() {
    assertThat(CacheFolder.of(Map.of("ASSAY_CACHE", root.toString())).root()).isEqualTo(root);
    assertThat(CacheFolder.of(Map.of("ASSAY_CACHE", "here")).root()).isAbsolute();
    assertThat(CacheFolder.of(Map.of("ASSAY_CACHE", " "))).isEqualTo(CacheFolder.of(Map.of()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void is_in_the_users_cache_directory_otherwise() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", root.toString())).root())
        .isEqualTo(root.resolve("assay"));
    assertThat(CacheFolder.of(Map.of()).root())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "assay"));
  }

  private String get() {
    return cache.entry(ENTRY, CacheFolderTest::read, this::fill);
  }

  private void fill(Path folder) throws IOException {
    fills.incrementAndGet();
    Files.writeString(folder.resolve("content"), "whole");
  }

  private static Optional<String> read(Path folder) {
    try {
      return Optional.of(Files.readString(folder.resolve("content"))).filter("whole"::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(cache.root())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Makes the entry slowly, and keeps a list of those who did. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
      CacheFolder cache = new CacheFolder(Path.of(args[0]));
      String found =
          cache.entry(
              ENTRY,
              CacheFolderTest::read,
              folder -> {
                Path fills = cache.root().resolve("fills");
                Files.writeString(
                    fills,
                    ProcessHandle.current().pid() + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
                Files.writeString(folder.resolve("content"), "wh");
                try {
                  Thread.sleep(500);
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                Files.writeString(folder.resolve("content"), "whole");
              });
      System.out.print("found " + found);
    }
  }
}
