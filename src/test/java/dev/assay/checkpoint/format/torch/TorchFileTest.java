package dev.assay.checkpoint.format.torch;

import static dev.assay.checkpoint.format.torch.Pickle.bytes;
import static dev.assay.checkpoint.format.torch.Pickle.dictionary;
import static dev.assay.checkpoint.format.torch.Pickle.number;
import static dev.assay.checkpoint.format.torch.Pickle.storage;
import static dev.assay.checkpoint.format.torch.Pickle.tensor;
import static dev.assay.checkpoint.format.torch.Pickle.text;
import static dev.assay.checkpoint.format.torch.Pickle.tuple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.References;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.trace.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
  private static final byte[] ZERO_TO_FIVE = floats(0, 1, 2, 3, 4, 5);
  private static final String SIX_FLOATS = storage("FloatStorage", "0", 6, "");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "pytorch_model.legacy.bin"})
  void both_formats_hold_the_same_weights_as_safetensors(String name) {
    assertThat(fingerprint(References.RANDOM_BERT, name)).isEqualTo(References.RANDOM_BERT_SHA256);
    assertThat(fingerprint(References.RANDOM_DISTILBERT, name))
        .isEqualTo(References.RANDOM_DISTILBERT_SHA256);
  }

  private static String fingerprint(Path checkpoint, String name) {
    TorchFile file = TorchFile.open(checkpoint.resolve(name));
    return Parameters.read(References.config(checkpoint), file).sha256();
  }

  @Test
  void reads_views_of_one_storage() throws IOException {
    TorchFile file =
        TorchFile.open(
            zip(
                dictionary(
                    text("whole"), tensor(SIX_FLOATS, 0, tuple(2, 3), tuple(3, 1)),
                    text("second_row"), tensor(SIX_FLOATS, 3, tuple(3), tuple(1)),
                    text("transposed"), tensor(SIX_FLOATS, 0, tuple(3, 2), tuple(1, 3)),
                    text("last_column"), tensor(SIX_FLOATS, 2, tuple(2, 1), tuple(3, 7)),
                    text("expanded"), tensor(SIX_FLOATS, 5, tuple(3), tuple(0)),
                    text("scalar"), tensor(SIX_FLOATS, 4, tuple(), tuple()),
                    text("empty"), tensor(SIX_FLOATS, 6, tuple(0, 3), tuple(3, 1))),
                Map.of("data/0", ZERO_TO_FIVE)));

    assertThat(file.tensors())
        .containsEntry("transposed", new TensorInfo("F32", List.of(3L, 2L)))
        .containsEntry("scalar", new TensorInfo("F32", List.of()))
        .hasSize(7);
    assertThat(read(file, "whole")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(read(file, "second_row")).containsExactly(3, 4, 5);
    assertThat(read(file, "transposed")).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(read(file, "last_column")).containsExactly(2, 5);
    assertThat(read(file, "expanded")).containsExactly(5, 5, 5);
    assertThat(read(file, "scalar")).containsExactly(4);
    assertThat(read(file, "empty")).isEmpty();
  }

  @Test
  void converts_half_precision_and_lists_what_is_no_parameter() throws IOException {
    TorchFile file =
        TorchFile.open(
            zip(
                dictionary(
                    text("half"), tensor(storage("HalfStorage", "h", 2, ""), 0, tuple(2), tuple(1)),
                    text("brain"),
                        tensor(storage("BFloat16Storage", "b", 2, ""), 1, tuple(1), tuple(1)),
                    text("position_ids"),
                        tensor(storage("LongStorage", "i", 1, ""), 0, tuple(1, 1), tuple(1, 1)),
                    text("epoch"), number(3)),
                Map.of(
                    "data/h", new byte[] {0, 0x3c, 0, (byte) 0xc0},
                    "data/b", new byte[] {0, 0, (byte) 0xc0, 0x3f},
                    "data/i", new byte[8])));

    assertThat(read(file, "half")).containsExactly(1, -2);
    assertThat(read(file, "brain")).containsExactly(1.5f);
    assertThat(file.tensors())
        .containsOnlyKeys("half", "brain", "position_ids")
        .containsEntry("position_ids", new TensorInfo("I64", List.of(1L, 1L)));
    assertThatThrownBy(() -> file.float32("position_ids"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("stored as I64");
  }

  @Test
  void reads_views_in_the_stream_format() throws IOException {
    String view = "(" + text("0.view") + number(2) + number(3) + "t";
    TorchFile file =
        TorchFile.open(
            stream(
                dictionary(
                    text("whole"),
                        tensor(storage("FloatStorage", "0", 6, "N"), 0, tuple(6), tuple(1)),
                    text("view"),
                        tensor(storage("FloatStorage", "0", 6, view), 1, tuple(2), tuple(1))),
                true,
                ZERO_TO_FIVE));
    assertThat(read(file, "whole")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(read(file, "view")).containsExactly(3, 4);
    assertThat(file.float32("view").alignmentOffset(0, 4)).isZero();
  }

  @Test
  void refuses_the_byte_order_of_other_machines() throws IOException {
    String weight = dictionary(text("w"), tensor(SIX_FLOATS, 0, tuple(6), tuple(1)));
    refuses(
        zip(weight, Map.of("data/0", ZERO_TO_FIVE, "byteorder", bytes("big"))),
        "written with the byte order 'big'");
    String streamed =
        dictionary(text("w"), tensor(storage("FloatStorage", "0", 6, "N"), 0, tuple(6), tuple(1)));
    refuses(stream(streamed, false, ZERO_TO_FIVE), "written with the byte order 'big'");
  }

  @Test
  void refuses_storages_that_are_missing_or_too_short() throws IOException {
    String weight = dictionary(text("w"), tensor(SIX_FLOATS, 0, tuple(6), tuple(1)));
    refuses(zip(weight, Map.of()), "the numbers of its tensor w are missing or too few");
    refuses(zip(weight, Map.of("data/0", new byte[23])), "numbers of its tensor w are missing");
  }

  @Test
  void refuses_a_hostile_pickle_in_both_formats() throws IOException {
    String hostile = Pickle.global("os", "system") + "(" + text("true") + "tR.";
    refuses(zip(hostile, Map.of()), "asks for os.system");
    refuses(stream(hostile, true, ZERO_TO_FIVE), "asks for os.system");
    refuses(
        Files.write(folder.resolve("bare.bin"), bytes(Pickle.PROTOCOL_2 + hostile)),
        "asks for os.system");
  }

  static Stream<String> bombs() {
    return Stream.of(Pickle.deep(), Pickle.laughs());
  }

  @ParameterizedTest
  @MethodSource("bombs")
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void does_not_look_into_a_bomb_wherever_it_lies(String bomb) throws IOException {
    refuses(
        Files.write(folder.resolve("bare.bin"), bytes(Pickle.PROTOCOL_2 + bomb)),
        "PyTorch's magic number");
    String open = bomb.substring(0, bomb.length() - 1);
    refuses(stream(bomb, true, ZERO_TO_FIVE), "no dictionary");
    refuses(
        stream(
            dictionary(
                text("w"), tensor(storage("FloatStorage", "0", 6, "N"), 0, tuple(6), tuple(1))),
            true,
            "]" + open + "a.",
            ZERO_TO_FIVE),
        "it lists a storage without a name");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refuses_a_few_bytes_that_ask_for_all_memory() throws IOException {
    String huge = "(J\0\0\0\1J\0\0\0\1J\0\0\0\1t";
    TorchFile file =
        TorchFile.open(
            zip(
                dictionary(text("w"), tensor(SIX_FLOATS, 0, huge, tuple(0, 0, 0))),
                Map.of("data/0", ZERO_TO_FIVE)));
    assertThatThrownBy(() -> file.float32("w"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("its tensor w of shape [16777216, 16777216, 16777216] has more")
        .hasMessageMatching("[^\\n]+\\.");
  }

  @Test
  void refuses_many_tensors_of_the_same_numbers() throws IOException {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      items.append(text("w" + i));
      items.append(tensor(storage("FloatStorage", "0", 100_000, ""), 0, tuple(100_000), tuple(1)));
    }
    Path file =
        zip(dictionary(items.toString()), Map.of("data/0", new byte[100_000 * Float.BYTES]));

    refuses(file, "its 200 tensors share too few numbers");
  }

  @Test
  void refuses_what_is_no_state_dict() throws IOException {
    refuses(zip(dictionary(text("epoch"), number(3)), Map.of()), "holds no dictionary of tensors");
    refuses(zip("].", Map.of()), "holds no dictionary of tensors");
    refuses(stream("].", true, ZERO_TO_FIVE), "holds no dictionary of tensors");
    refuses(
        Files.writeString(folder.resolve("page.html"), "<!DOCTYPE html>"),
        "it is neither a zip archive nor does it have PyTorch's magic number");
    refuses(
        Files.write(folder.resolve("number"), bytes(Pickle.PROTOCOL_2 + "K\1.")),
        "PyTorch's magic number");
    refuses(folder.resolve("absent.bin"), "there is no such file");
  }

  @Test
  void refuses_zip_archives_of_another_kind() throws IOException {
    Path other = folder.resolve("other.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[100]);
    }
    refuses(other, "its entry archive/data.pkl is compressed");
    refuses(renamedPickle(), "a zip archive without data.pkl");
  }

  private Path renamedPickle() throws IOException {
    Path file = folder.resolve("renamed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      stored(zip, "archive/other.pkl", new byte[1]);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "pytorch_model.legacy.bin"})
  void refuses_every_truncated_download(String name) throws IOException {
    byte[] whole = Files.readAllBytes(References.RANDOM_BERT.resolve(name));
    for (int length = 0; length < whole.length; length += 4999) {
      Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TorchFile.open(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("cut.bin")
          .hasMessageMatching("[^\\n]+\\.");
    }
  }

  @Test
  void survives_garbled_bytes_anywhere() throws IOException {
    byte[] whole = Files.readAllBytes(References.RANDOM_BERT.resolve("pytorch_model.bin"));
    for (int i = 1; i < 600; i += 23) {
      byte[] garbled = whole.clone();
      // From the end, where the zip's directory is.
      garbled[whole.length - i] ^= (byte) 0xff;
      Path file = Files.write(folder.resolve("garbled.bin"), garbled);
      try {
        TorchFile.open(file).float32("cls.predictions.bias");
      } catch (AssayException refusal) {
        assertThat(refusal).hasMessageContaining("garbled.bin");
      }
    }
  }

  private void refuses(Path file, String complaint) {
    assertThatThrownBy(() -> TorchFile.open(file))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }

  private Path zip(String pickle, Map<String, byte[]> entries) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("data.pkl", bytes(pickle));
    all.put("byteorder", bytes("little"));
    all.putAll(entries);
    Path file = Files.createTempFile(folder, "torch", ".bin");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        stored(zip, "archive/" + entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
  }

  /** One storage, "0", after the five pickles. */
  private Path stream(String pickle, boolean littleEndian, byte[] storage) throws IOException {
    return stream(pickle, littleEndian, "]" + text("0") + "a.", storage);
  }

  private Path stream(String pickle, boolean littleEndian, String keys, byte[] storage)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(
        bytes(
            Pickle.PROTOCOL_2
                + "\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."
                + Pickle.PROTOCOL_2
                + "M\u00e9\u0003."
                + dictionary(text("little_endian"), littleEndian ? Pickle.TRUE : Pickle.FALSE)
                + pickle
                + Pickle.PROTOCOL_2
                + keys));
    file.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(storage.length / Float.BYTES)
            .array());
    file.write(storage);
    return Files.write(Files.createTempFile(folder, "torch", ".bin"), file.toByteArray());
  }

  private static float[] read(TorchFile file, String name) {
    ByteBuffer buffer = file.float32(name);
    assertThat(buffer.isDirect()).isTrue();
    float[] numbers = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(numbers);
    return numbers;
  }

  private static byte[] floats(float... numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(numbers);
    return buffer.array();
  }
}
