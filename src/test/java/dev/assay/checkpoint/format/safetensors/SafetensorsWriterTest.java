package dev.assay.checkpoint.format.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.parameters.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("t.safetensors");
  }

  @Test
  void what_is_written_reads_back() throws IOException {
    float[] numbers = {0, -0f, 1.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN};
    new SafetensorsWriter()
        .metadata("text", "naïve \"quoted\" 猫 \ud83d\ude00")
        .float32("b", List.of(2L, 3L), numbers)
        .float32("a", List.of(), new float[] {7})
        .float32("none", List.of(0L, 4L), new float[0])
        .int64("ids", List.of(2L), new long[] {101, Long.MIN_VALUE})
        .write(file);

    SafetensorsFile read = SafetensorsFile.open(file);
    assertThat(read.metadata()).containsOnlyKeys("text");
    assertThat(read.metadata()).containsEntry("text", "naïve \"quoted\" 猫 \ud83d\ude00");
    assertThat(read.tensors())
        .containsOnlyKeys("a", "b", "none", "ids")
        .containsEntry("b", new TensorInfo("F32", List.of(2L, 3L)))
        .containsEntry("a", new TensorInfo("F32", List.of()))
        .containsEntry("ids", new TensorInfo("I64", List.of(2L)));
    float[] back = new float[6];
    read.float32("b").asFloatBuffer().get(back);
    assertThat(back).containsExactly(numbers);
    assertThat(read.float32("a").getFloat()).isEqualTo(7);
    assertThat(read.float32("none").remaining()).isZero();
  }

  @Test
  void the_layout_is_the_formats() throws IOException {
    new SafetensorsWriter()
        .int64("z", List.of(1L), new long[] {258})
        .float32("a", List.of(2L), new float[] {1, 2})
        .write(file);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    assertThat(length % 8).isZero();
    assertThat(new String(bytes.array(), 8, length, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"z\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[8,16]}}");
    assertThat(bytes.getFloat(8 + length)).isEqualTo(1);
    assertThat(bytes.getFloat(8 + length + 4)).isEqualTo(2);
    assertThat(bytes.getLong(8 + length + 8)).isEqualTo(258);
    assertThat(bytes.limit()).isEqualTo(8 + length + 16);
  }

  @Test
  void the_same_tensors_give_the_same_bytes_in_whatever_order_they_come() throws IOException {
    new SafetensorsWriter()
        .float32("a", List.of(2L), new float[] {1, 2})
        .int64("b", List.of(1L), new long[] {3})
        .metadata("k", "v")
        .write(file);
    byte[] first = Files.readAllBytes(file);
    new SafetensorsWriter()
        .metadata("k", "v")
        .int64("b", List.of(1L), new long[] {3})
        .float32("a", List.of(2L), new float[] {1, 2})
        .write(file);

    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void a_whole_checkpoint_keeps_its_fingerprint() throws IOException {
    EncoderConfig config = References.config(References.RANDOM_BERT);
    Weights weights = Parameters.read(config, References.safetensors(References.RANDOM_BERT));

    new SafetensorsWriter().all(weights).write(file);

    assertThat(Parameters.read(config, SafetensorsFile.open(file)).sha256())
        .isEqualTo(weights.sha256());
  }

  @Test
  void a_shorter_file_replaces_a_longer_one_whole() throws IOException {
    new SafetensorsWriter().float32("a", List.of(1000L), new float[1000]).write(file);
    new SafetensorsWriter().float32("a", List.of(1L), new float[] {5}).write(file);

    assertThat(SafetensorsFile.open(file).float32("a").getFloat()).isEqualTo(5);
    assertThat(Files.size(file)).isLessThan(100);
  }

  @Test
  void numbers_that_do_not_fill_the_shape_are_refused() {
    assertThatThrownBy(
            () -> new SafetensorsWriter().float32("a", List.of(2L, 2L), new float[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a of shape [2, 2] needs 16 bytes, not 12.");
  }
}
