package dev.assay.checkpoint.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.file.CheckedCopy;
import dev.assay.trace.AssayException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertedCheckpointTest {
  private static final ClasspathResource PUBLISHED =
      published("/reference/random-bert/model.safetensors", "the test");

  @TempDir Path folder;
  private CacheFolder cache;
  private Path entry;
  private final AtomicInteger conversions = new AtomicInteger();

  @BeforeEach
  void open() {
    cache = new CacheFolder(folder.resolve("cache"));
    entry = cache.folder("tiny");
  }

  @Test
  void is_converted_once_and_read_from_the_cache_afterwards() {
    Checkpoint first = convert();
    Checkpoint second = convert();

    assertThat(conversions).hasValue(1);
    assertThat(first.name()).isEqualTo("tiny");
    assertThat(first.source()).isEqualTo("the test");
    assertThat(second.weights().sha256()).isEqualTo(first.weights().sha256());
    assertThat(second.tokenizer().sha256()).isEqualTo(first.tokenizer().sha256());
  }

  @Test
  void truncated_weights_are_made_again() throws IOException {
    Checkpoint sound = convert();
    Path weights = entry.resolve("model.safetensors");
    try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(weights) - 1000);
    }

    requireMadeAgain(sound);
  }

  @Test
  void one_changed_byte_in_the_weights_is_noticed() throws IOException {
    Checkpoint sound = convert();
    Path weights = entry.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 9] ^= 1;
    // A new file, not the mapped one: its pages are shared with the sound checkpoint above.
    Files.delete(weights);
    Files.write(weights, bytes);

    requireMadeAgain(sound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "vocab.txt", "model.safetensors", "entry.json"})
  void a_missing_file_is_made_again(String file) throws IOException {
    Checkpoint sound = convert();
    Files.delete(entry.resolve(file));

    requireMadeAgain(sound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "vocab.txt", "entry.json"})
  void a_changed_file_is_made_again(String file) throws IOException {
    Checkpoint sound = convert();
    Files.writeString(
        entry.resolve(file), Files.readString(entry.resolve(file)).replaceFirst("l", "L"));

    requireMadeAgain(sound);
  }

  @Test
  void another_published_file_makes_another_entry() throws IOException {
    convert();
    convert(published("/reference/random-bert/config.json", "the test"), this::fill);

    assertThat(conversions).hasValue(2);
  }

  @Test
  void a_published_file_that_is_not_there_is_named_with_its_artifact() {
    assertThatThrownBy(() -> convert(published("/nowhere.onnx", "org.example:weights"), this::fill))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "/nowhere.onnx is not on the classpath; it takes the dependency"
                + " org.example:weights:1.0.");
    assertThat(cache.root()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_published_zip_that_is_damaged_is_not_blamed_on_the_cache(boolean cutOff)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      zip.putNextEntry(new ZipEntry("weights"));
      Files.copy(References.RANDOM_BERT.resolve("model.safetensors"), zip);
    }
    byte[] damaged = whole.toByteArray();
    damaged[damaged.length / 2] ^= 1;
    int length = damaged.length / (cutOff ? 3 : 1);
    assertThatThrownBy(
            () ->
                convert(
                    PUBLISHED,
                    fresh -> {
                      ZipInputStream zip =
                          new ZipInputStream(new ByteArrayInputStream(damaged, 0, length));
                      zip.getNextEntry();
                      Files.copy(zip, fresh.resolve("weights"));
                    }))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(
            "/reference/random-bert/model.safetensors in the test cannot be read (")
        .hasMessageEndingWith(
            "); delete that artifact from the local Maven repository and build again.");
  }

  /** Reading a jar's entry does not verify its checksum, and no format has one of its own. */
  @Test
  void one_flipped_bit_in_the_jar_is_noticed_and_nothing_is_kept_of_it() throws IOException {
    Path jar = folder.resolve("weights.jar");
    ZipEntry stored = new ZipEntry("model.onnx");
    byte[] content = "the numbers of a model".getBytes(StandardCharsets.UTF_8);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(content.length);
    stored.setCrc(checksum.getValue());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(stored);
      zip.write(content);
    }
    byte[] bytes = Files.readAllBytes(jar);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("numbers")] ^= 1;
    Files.write(jar, bytes);
    URL entry = new URL("jar:" + jar.toUri() + "!/model.onnx");

    assertThatThrownBy(() -> CheckedCopy.of(entry.openConnection(), folder.resolve("copy")))
        .isInstanceOf(ZipException.class)
        .hasMessage("it does not agree with its checksum in the jar");
  }

  @Test
  void weights_other_than_those_published_are_refused_and_not_kept() {
    assertThatThrownBy(
            () ->
                convert(
                    PUBLISHED,
                    fresh -> {
                      fill(fresh);
                      Path weights = fresh.resolve("model.safetensors");
                      byte[] bytes = Files.readAllBytes(weights);
                      bytes[bytes.length - 9] ^= 1;
                      Files.write(weights, bytes);
                    }))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "/reference/random-bert/model.safetensors in the test cannot be read (its weights are"
                + " not those that were published); delete that artifact from the local Maven"
                + " repository and build again.");
    assertThat(entry).doesNotExist();
  }

  @Test
  void an_entry_made_from_damaged_weights_is_made_again() throws IOException {
    Checkpoint sound = convert();
    Path description = entry.resolve("entry.json");
    Files.writeString(
        description,
        Files.readString(description).replace(References.RANDOM_BERT_SHA256, "0".repeat(64)));

    requireMadeAgain(sound);
  }

  @Test
  @Tag("slow")
  void the_default_model_survives_a_truncated_file_in_the_cache() throws IOException {
    Checkpoint sound = SentenceEncoders.MINI_LM.open(cache);
    String fingerprint = sound.weights().sha256();
    Path weights = cache.folder(SentenceEncoders.MINI_LM.name()).resolve("model.safetensors");
    Path moved = weights.resolveSibling("moved");
    Files.copy(weights, moved);
    try (FileChannel channel = FileChannel.open(moved, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(weights) / 2);
    }
    // Replaced, not cut: the sound checkpoint still maps the old file.
    Files.move(moved, weights, StandardCopyOption.REPLACE_EXISTING);

    Checkpoint again = SentenceEncoders.MINI_LM.open(cache);

    assertThat(again.weights().sha256()).isEqualTo(fingerprint);
    assertThat(again.config().summary()).isEqualTo("BERT 6×12×384");
    assertThat(again.tokenizer().tokenize("The book was not good").ids())
        .containsExactly(101, 1996, 2338, 2001, 2025, 2204, 102);
  }

  private Checkpoint convert() {
    return convert(PUBLISHED, this::fill);
  }

  private Checkpoint convert(ClasspathResource published, CacheFolder.Filler filler) {
    return new PackagedModel(
            "tiny", "BERT 2×4×24", published, References.RANDOM_BERT_SHA256, Embedding.MEAN, filler)
        .open(cache);
  }

  private static ClasspathResource published(String path, String artifact) {
    return new ClasspathResource(path, artifact, "1.0", Optional.empty());
  }

  private void fill(Path fresh) throws IOException {
    conversions.incrementAndGet();
    Path made = TinyCheckpoint.write(folder.resolve("tiny-" + conversions.get()));
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.move(file, fresh.resolve(file.getFileName()));
      }
    }
  }

  private void requireMadeAgain(Checkpoint sound) {
    Checkpoint again = convert();
    assertThat(conversions).as("conversions").hasValue(2);
    assertThat(again.weights().sha256()).isEqualTo(sound.weights().sha256());
    assertThat(again.tokenizer().sha256()).isEqualTo(sound.tokenizer().sha256());
    assertThat(again.config()).isEqualTo(sound.config());
    convert();
    assertThat(conversions).as("conversions once it is whole again").hasValue(2);
  }
}
