package dev.assay.checkpoint.format.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void reads_what_the_reference_implementation_wrote() {
    SafetensorsFile file =
        SafetensorsFile.open(Path.of("src/test/resources/reference/random-bert/model.safetensors"));

    assertThat(file.metadata()).containsEntry("format", "pt");
    assertThat(file.tensors())
        .containsEntry(
            "bert.embeddings.word_embeddings.weight", new TensorInfo("F32", List.of(97L, 24L)));
    ByteBuffer bias = file.float32("cls.predictions.bias");
    assertThat(bias.isDirect()).isTrue();
    assertThat(bias.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(bias.remaining()).isEqualTo(97 * 4);
  }

  @Test
  void converts_every_floating_point_type_to_float32() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(-0.1).putFloat(1.5f).putShort((short) 0x3C00).putShort((short) 0x3FC0);
    data.putLong(7);
    Path path =
        write(
            """
            {"__metadata__":{"text":"ä"},
             "d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
             "f":{"dtype":"F32","shape":[],"data_offsets":[8,12]},
             "h":{"dtype":"F16","shape":[1,1],"data_offsets":[12,14]},
             "b":{"dtype":"BF16","shape":[1],"data_offsets":[14,16]},
             "i":{"dtype":"I64","shape":[1],"data_offsets":[16,24]}}\
            """,
            data.array());
    SafetensorsFile file = SafetensorsFile.open(path);

    assertThat(file.metadata()).containsEntry("text", "ä");
    assertThat(file.tensors().keySet()).containsExactly("d", "f", "h", "b", "i");
    assertThat(file.float32("d").getFloat()).isEqualTo(-0.1f);
    assertThat(file.float32("f").getFloat()).isEqualTo(1.5f);
    assertThat(file.float32("h").getFloat()).isEqualTo(1f);
    assertThat(file.float32("b").getFloat()).isEqualTo(1.5f);
    assertThatThrownBy(() -> file.float32("i"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("stored as I64; supported are F32, F16, BF16 and F64");
    assertThatThrownBy(() -> file.float32("x"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("holds no tensor named x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}                | is F32[2], 8 bytes, but is given 4
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                | tensor a begins at byte
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                | last 4 bytes belong to no tensor
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}               | truncated
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}               | impossible size or offset -1
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                | ends before it begins
          {"a":{"dtype":"F32","shape":[2]}}                                     | lacks a dtype, a shape
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | impossible shape
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{}}         | Duplicate field 'a'
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}                 | not valid JSON
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}} | impossible size or offset
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"n":1}} | metadata 'n' is not a text
          ["a"]                                                                 | does not begin with '{'
          """)
  void rejects_a_header_that_does_not_fit_the_file(String header, String complaint)
      throws IOException {
    Path path = write(header, new byte[8]);
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining(path.toString())
        .message()
        .doesNotContain("\n");
  }

  @Test
  void rejects_overlapping_tensors() throws IOException {
    Path path =
        write(
            """
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
             "b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}\
            """,
            new byte[8]);
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("tensor b begins at byte");
  }

  @Test
  void rejects_every_truncation_of_a_file() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", new byte[8]));
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafetensorsFile.open(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("is truncated");
    }
  }

  @Test
  void rejects_what_is_no_safetensors_file_at_all() throws IOException {
    Path html = Files.writeString(folder.resolve("page"), "<!DOCTYPE html><html>not found</html>");
    assertThatThrownBy(() -> SafetensorsFile.open(html))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is not a whole safetensors file: its header would be");
    assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("absent")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void reads_beyond_two_gigabytes() throws IOException {
    long before = 3L << 30;
    byte[] header =
        """
        {"large":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]},
         "last":{"dtype":"F32","shape":[1],"data_offsets":[%d,%d]}}\
        """
            .formatted(before, before, before, before + 4)
            .getBytes(StandardCharsets.UTF_8);
    Path path = folder.resolve("large.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(header.length));
      sparse.write(header);
      sparse.seek(8 + header.length + before);
      sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(2.5f)));
    }
    assertThat(SafetensorsFile.open(path).float32("last").getFloat()).isEqualTo(2.5f);
  }

  /** Of 600 million half-precision numbers: 1.2 GB in the file, 2.4 GB as float32. */
  @Test
  void refuses_what_is_too_large_once_it_is_float32() throws IOException {
    long bytes = 1_200_000_000;
    byte[] header =
        "{\"w\":{\"dtype\":\"F16\",\"shape\":[600000000],\"data_offsets\":[0,%d]}}"
            .formatted(bytes)
            .getBytes(StandardCharsets.UTF_8);
    Path path = folder.resolve("half.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(header.length));
      sparse.write(header);
      sparse.setLength(8 + header.length + bytes);
    }
    SafetensorsFile file = SafetensorsFile.open(path);

    assertThatThrownBy(() -> file.float32("w"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("takes more than 2 GB as float32");
  }

  @Test
  void refuses_a_header_of_a_hundred_megabytes_before_it_is_read() throws IOException {
    Path path = folder.resolve("long.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(95_000_000));
      sparse.setLength(95_000_008);
    }

    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("its header would be 95000000 bytes long");
  }

  @Test
  void refuses_a_tensor_of_ten_thousand_dimensions() throws IOException {
    String shape = "1,".repeat(9_999) + "1";
    Path path =
        write(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[0,4]}}".formatted(shape),
            new byte[4]);

    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("its tensor a has 10000 dimensions");
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    out.write(data);
    return Files.write(folder.resolve("written.safetensors"), out.toByteArray());
  }
}
