package dev.assay.checkpoint.format.tensorflow;

import static dev.assay.checkpoint.References.RANDOM_BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.Spelling;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.checkpoint.parameters.ParameterMatch;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFlowCheckpointTest {
  private static final Path BERT_BASE_INDEX =
      Path.of("src/test/resources/checkpoint/bert-base-uncased.index");

  @TempDir Path folder;

  @Test
  void checksum_is_crc32c_masked_as_leveldb_does() {
    // RFC 3720's CRC-32C of 32 zero bytes is 0x8a9136aa.
    int crc = 0x8a9136aa;
    assertThat(MaskedCrc32c.of(ByteBuffer.allocate(32)))
        .isEqualTo(((crc >>> 15) | (crc << 17)) + 0xa282ead8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void the_same_weights_have_the_same_fingerprint_as_in_safetensors(int shards) throws IOException {
    Path prefix = write(shards);
    TensorFlowCheckpoint checkpoint = TensorFlowCheckpoint.open(prefix);

    assertThat(checkpoint.tensors())
        .hasSize(44)
        .containsEntry("global_step", new TensorInfo("F32", List.of()))
        .containsEntry(
            "bert/encoder/layer_1/output/dense/kernel", new TensorInfo("F32", List.of(40L, 24L)));
    Weights weights = Parameters.read(References.config(RANDOM_BERT), checkpoint);
    assertThat(weights.sha256()).isEqualTo(References.RANDOM_BERT_SHA256);
    assertThat(weights.has("cls.predictions.bias")).isTrue();
    assertThat(weights.ignored()).containsExactly("bert/pooler/dense/bias");
  }

  @Test
  void reads_the_index_that_tensorflow_wrote_for_bert_base() throws IOException {
    Path prefix = folder.resolve("variables");
    Files.copy(BERT_BASE_INDEX, folder.resolve("variables.index"));
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("variables.data-00000-of-00001").toFile(), "rw")) {
      sparse.setLength(440_419_560);
    }
    TensorFlowCheckpoint checkpoint = TensorFlowCheckpoint.open(prefix);
    EncoderConfig config =
        new EncoderConfig(Architecture.BERT, 12, 12, 768, 3072, 30522, 512, 1e-12, Activation.GELU);

    assertThat(checkpoint.tensors()).hasSize(204);
    ParameterMatch match = ParameterMatch.of(config, checkpoint);
    assertThat(match.parameters()).containsKey("cls.predictions.bias");
    // 5 around the layers, 16 in each, 5 in the head.
    assertThat(match.parameters()).hasSize(5 + 12 * 16 + 5);
    assertThat(match.ignored()).hasSize(2).allMatch(name -> name.contains("pooler"));
    assertThatThrownBy(() -> checkpoint.float32("module/bert/embeddings/LayerNorm/beta"))
        .as("zeros where the numbers should be")
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("LayerNorm/beta does not agree with its checksum");
  }

  @Test
  void names_the_data_file_that_is_missing_or_cut_off() throws IOException {
    Path prefix = write(3);
    Path data = folder.resolve("bert_model.ckpt.data-00001-of-00003");
    byte[] whole = Files.readAllBytes(data);

    Files.write(data, Arrays.copyOf(whole, whole.length - 1));
    refuses(prefix, data + " is truncated");
    Files.delete(data);
    refuses(prefix, data + " holds the tensor");
  }

  @Test
  void detects_one_changed_bit() throws IOException {
    Path prefix = write(1);
    Path data = folder.resolve("bert_model.ckpt.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);
    TensorFlowCheckpoint checkpoint = TensorFlowCheckpoint.open(prefix);
    assertThatThrownBy(() -> Parameters.read(References.config(RANDOM_BERT), checkpoint))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("does not agree with its checksum in the index");
  }

  @Test
  void refuses_every_damaged_index() throws IOException {
    Path prefix = write(1);
    Path index = folder.resolve("bert_model.ckpt.index");
    byte[] whole = Files.readAllBytes(index);
    for (int i = 0; i < whole.length; i += 53) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(index, flipped);
      if (i < whole.length - 48) {
        refuses(prefix, "bert_model.ckpt.index");
      }
      Files.write(index, Arrays.copyOf(whole, i));
      refuses(prefix, "bert_model.ckpt.index is not a whole TensorFlow index");
    }
  }

  /** Each key of the bomb repeats all of a long one in two bytes of the file. */
  @Test
  void a_prefix_bomb_is_refused_before_it_fills_the_memory() throws IOException {
    TensorsInMemory bomb = new TensorsInMemory();
    String prefix = "x".repeat(20_000);
    for (int i = 0; i < 3_000; i++) {
      bomb.putZeros(prefix + "%04d".formatted(i));
    }
    Path model = folder.resolve("bomb");
    new TensorFlowWriter().oneBlock().write(bomb, model, 1);

    refuses(model, "bomb.index is not a whole TensorFlow index: its blocks are garbled");
  }

  @Test
  void tensors_that_all_name_the_same_bytes_are_refused() throws IOException {
    TensorsInMemory shared = new TensorsInMemory();
    for (int i = 0; i < 100; i++) {
      shared.putZeros("w" + i, 1_000L);
    }
    Path model = folder.resolve("shared");
    new TensorFlowWriter().everythingAtTheStart().write(shared, model, 1);

    refuses(model, "its 100 tensors share too few numbers");
  }

  @Test
  void a_tensor_of_ten_thousand_dimensions_is_refused() throws IOException {
    Long[] shape = new Long[10_000];
    Arrays.fill(shape, 1L);
    Path model = folder.resolve("deep");
    new TensorFlowWriter().write(new TensorsInMemory().putZeros("w", shape), model, 1);

    refuses(model, "a tensor of more than 64 dimensions");
  }

  @Test
  void refuses_compressed_indexes_and_other_byte_orders() throws IOException {
    TensorSource empty = new TensorsInMemory();
    Path prefix = folder.resolve("model");
    new TensorFlowWriter().compression(1).write(empty, prefix, 1);
    refuses(prefix, "model.index is compressed (type 1)");
    new TensorFlowWriter().bigEndian().write(empty, prefix, 1);
    refuses(prefix, "model.index was written on a big-endian machine");
  }

  @Test
  void refuses_version_1_by_name() throws IOException {
    Path file = folder.resolve("model.ckpt");
    new TensorFlowWriter().write(new TensorsInMemory(), file, 1);
    // Version 1 is a table of the same format, without the name's ending.
    Files.move(folder.resolve("model.ckpt.index"), file);
    refuses(file, "model.ckpt is a TensorFlow checkpoint of version 1; supported is version 2");
  }

  @Test
  void refuses_what_is_not_there_or_something_else() throws IOException {
    refuses(folder.resolve("absent"), "absent.index cannot be read: there is no such file");
    Files.write(
        folder.resolve("text.index"), "not a table".repeat(9).getBytes(StandardCharsets.UTF_8));
    refuses(folder.resolve("text"), "text.index is not a whole TensorFlow index");
  }

  private Path write(int shards) throws IOException {
    Path prefix = folder.resolve("bert_model.ckpt");
    TensorsInMemory google =
        TensorsInMemory.renamed(References.safetensors(RANDOM_BERT), Spelling::tensorFlow)
            .transposeKernels()
            .putZeros("bert/pooler/dense/bias", 24L)
            .putZeros("global_step");
    new TensorFlowWriter().write(google, prefix, shards);
    return prefix;
  }

  private static void refuses(Path prefix, String complaint) {
    assertThatThrownBy(() -> TensorFlowCheckpoint.open(prefix))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
