package dev.assay.checkpoint;

import static dev.assay.checkpoint.References.RANDOM_BERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.cache.ClasspathResource;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.checkpoint.format.tensorflow.TensorFlowCheckpoint;
import dev.assay.checkpoint.format.tensorflow.TensorFlowWriter;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.checkpoint.tokenizer.HuggingFaceWordPieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Java would write ۱ for 1, files and names are what they are elsewhere. */
class ForeignDigitsTest {
  private static final Locale PERSIAN = Locale.forLanguageTag("fa-IR");

  @TempDir Path folder;
  private Locale usual;

  @BeforeEach
  void remember() {
    usual = Locale.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @Test
  void a_vocabulary_is_read() throws IOException {
    TinyCheckpoint.write(folder);
    String sha256 = HuggingFaceWordPieces.open(folder).sha256();
    speakPersian();
    HuggingFaceWordPieces tokenizer = HuggingFaceWordPieces.open(folder);
    assertThat(tokenizer.tokenize("the book").ids()).containsExactly(2, 5, 6, 3);
    assertThat(tokenizer.sha256()).isEqualTo(sha256);
  }

  @Test
  void the_shards_of_a_tensorflow_checkpoint_are_found() throws IOException {
    Path prefix = folder.resolve("model");
    TensorsInMemory google =
        TensorsInMemory.renamed(References.safetensors(RANDOM_BERT), Spelling::tensorFlow)
            .transposeKernels();
    new TensorFlowWriter().write(google, prefix, 2);
    speakPersian();
    Weights weights =
        Parameters.read(References.config(RANDOM_BERT), TensorFlowCheckpoint.open(prefix));
    assertThat(weights.sha256()).isEqualTo(References.RANDOM_BERT_SHA256);
  }

  @Test
  void a_cached_entry_is_not_taken_for_another() {
    ClasspathResource inJar =
        new ClasspathResource(
            "/org/assertj/core/api/Assertions.class", "org.assertj:core", "1.0", Optional.empty());
    ClasspathResource file =
        new ClasspathResource(
            "/reference/random-bert/config.json", "the test", "1.0", Optional.empty());
    String identities = inJar.identity() + file.identity();
    assertThat(identities).containsPattern("\\d bytes crc32 [0-9a-f]{8}");
    speakPersian();
    assertThat(inJar.identity() + file.identity()).isEqualTo(identities);
  }

  private static void speakPersian() {
    Locale.setDefault(PERSIAN);
    assertThat("%d".formatted(10)).isEqualTo("۱۰");
  }
}
