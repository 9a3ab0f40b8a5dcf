package dev.assay.checkpoint.format.torch;

import static dev.assay.checkpoint.format.torch.Pickle.PROTOCOL_2;
import static dev.assay.checkpoint.format.torch.Pickle.bytes;
import static dev.assay.checkpoint.format.torch.Pickle.dictionary;
import static dev.assay.checkpoint.format.torch.Pickle.global;
import static dev.assay.checkpoint.format.torch.Pickle.number;
import static dev.assay.checkpoint.format.torch.Pickle.storage;
import static dev.assay.checkpoint.format.torch.Pickle.tensor;
import static dev.assay.checkpoint.format.torch.Pickle.text;
import static dev.assay.checkpoint.format.torch.Pickle.tuple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.torch.TorchTensor.Storage;
import dev.assay.trace.AssayException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile pickles are written by hand, as an attacker would. */
class TorchPickleTest {
  private static final String WEIGHT =
      tensor(storage("FloatStorage", "0", 6, ""), 0, tuple(2, 3), tuple(3, 1));

  @Test
  void builds_tensors_in_dictionaries() {
    String ordered = global("collections", "OrderedDict") + ")R";
    String parameter =
        global("torch._utils", "_rebuild_parameter") + "(" + WEIGHT + Pickle.TRUE + ordered + "tR";
    // An ordered dictionary with an attribute, which is how a state_dict carries its versions.
    String stateDict =
        PROTOCOL_2
            + ordered
            + "("
            + text("w")
            + WEIGHT
            + text("p")
            + parameter
            + "u}"
            + text("_metadata")
            + ordered
            + "sb.";
    TorchTensor expected =
        new TorchTensor(new Storage("0", Dtype.F32, 0, 6), 0, List.of(2L, 3L), List.of(3L, 1L));

    assertThat(read(stateDict)).isEqualTo(Map.of("w", expected, "p", expected));
  }

  @Test
  void reads_what_newer_protocols_write() {
    // Protocol 4: a frame, short texts, memoised; names come from the stack.
    String pickle =
        "\u0080\u0004\u00950\0\0\0\0\0\0\0}\u0094(\u008c\u0001a\u0094K\u0007\u008c\u0001b\u0094]\u0094("
            + "G?\u00f8\0\0\0\0\0\0\u0088Neu\u008c\u0001c\u008c\u000bcollections\u008c\u000bOrderedDict\u0093)Rs.";
    assertThat(read(pickle))
        .isEqualTo(Map.of("a", 7, "b", java.util.Arrays.asList(1.5, true, null), "c", Map.of()));
  }

  static Stream<Arguments> hostile() {
    String command = text("touch /tmp/owned");
    String system = global("os", "system");
    return Stream.of(
        Arguments.of("a function", PROTOCOL_2 + system + "(" + command + "tR.", "os.system"),
        Arguments.of("a mere mention of one", PROTOCOL_2 + system + ".", "os.system"),
        Arguments.of(
            "a name from the stack",
            "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093(" + command + "tR.",
            "posix.system"),
        Arguments.of(
            "eval",
            PROTOCOL_2 + global("builtins", "eval") + "(" + command + "tR.",
            "builtins.eval"),
        Arguments.of("getattr", global("builtins", "getattr") + "(tR.", "builtins.getattr"),
        Arguments.of("Python 2's eval", global("__builtin__", "eval") + ".", "__builtin__.eval"),
        Arguments.of("INST", "(" + command + "ios\nsystem\n.", "os.system"),
        Arguments.of(
            "INST of something known", "(icollections\nOrderedDict\n.", "an object of a class"),
        Arguments.of("OBJ", "(" + system + command + "o.", "os.system"),
        Arguments.of(
            "OBJ of something known",
            "(" + global("collections", "OrderedDict") + "o.",
            "the pickle instruction 0x6f"),
        Arguments.of(
            "NEWOBJ",
            global("collections", "OrderedDict") + ")\u0081.",
            "the pickle instruction 0x81"),
        Arguments.of("NEWOBJ_EX", ")}\u0092.", "the pickle instruction 0x92"),
        Arguments.of("an extension", "\u0082\u0001.", "the pickle instruction 0x82"),
        Arguments.of("a persistent id as text", "Pos.system\n.", "the pickle instruction 0x50"),
        Arguments.of("BUILD, which calls __setstate__", "]}b.", "the attributes of an object"),
        Arguments.of("BUILD of a tensor", WEIGHT + "}b.", "the attributes of an object"),
        Arguments.of("a Java class", global("java.lang", "Runtime") + ".", "java.lang.Runtime"),
        Arguments.of(
            "what the library itself constructs",
            global("decimal", "Decimal") + "(" + text("1e999999999") + "tR.",
            "decimal.Decimal"),
        Arguments.of("a whole model", global("torch.nn", "Module") + ")R.", "torch.nn.Module"),
        Arguments.of(
            "hidden behind harmless tensors",
            dictionary(text("w"), WEIGHT, text("x"), system + "(" + command + "tR"),
            "os.system"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refuses_by_name_whatever_could_run_code(String what, String pickle, String named) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("evil.bin asks for " + named)
        .hasMessageContaining("could run foreign code")
        .hasMessageMatching("[^\\n]+\\.");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("no end", PROTOCOL_2 + "}"),
        Arguments.of("an end without anything before it", "."),
        Arguments.of("None", "N."),
        Arguments.of("a future protocol", "\u0080\u00ff}."),
        Arguments.of("a text longer than the file", "X\u00ff\u00ff\u00ff\177abc."),
        Arguments.of("a text of negative length", "X\u00ff\u00ff\u00ff\u00ffabc."),
        Arguments.of("a long text cut off", "\u008c\u00ffabc"),
        Arguments.of("an unknown memo", "h\u0007."),
        Arguments.of("a tuple without its mark", "t."),
        Arguments.of("items for no dictionary", "](NNu."),
        Arguments.of("half an item", "}(" + text("a") + "u."),
        Arguments.of("a key that contains itself", "}]q\0h\0a" + "h\0Ns."),
        Arguments.of("a text that is called", text("os.system") + ")R."),
        Arguments.of("a storage that is no storage", "(" + text("module") + "NNNNtQ."),
        Arguments.of("a storage of no class", "(" + text("storage") + "N" + text("0") + "NNtQ."),
        Arguments.of(
            "a tensor beyond its storage",
            tensor(storage("FloatStorage", "0", 6, ""), 1, tuple(2, 3), tuple(3, 1)) + "."),
        Arguments.of(
            "a tensor before its storage",
            tensor(storage("FloatStorage", "0", 6, ""), -1, tuple(1), tuple(1)) + "."),
        Arguments.of(
            "a negative size",
            tensor(storage("FloatStorage", "0", 6, ""), 0, tuple(-1), tuple(1)) + "."),
        Arguments.of(
            "a size that overflows",
            tensor(
                    storage("FloatStorage", "0", 6, ""),
                    0,
                    "(\u008a\u0008\0\0\0\0\0\0\0@\u008a\u0008\0\0\0\0\0\0\0@t",
                    tuple(4, 4))
                + "."),
        Arguments.of(
            "a shape of 65 dimensions",
            tensor(storage("FloatStorage", "0", 6, ""), 0, tuple(new int[65]), tuple(new int[65]))
                + "."),
        Arguments.of(
            "fewer strides than sizes",
            tensor(storage("FloatStorage", "0", 6, ""), 0, tuple(2, 3), tuple(1)) + "."),
        Arguments.of(
            "a view beyond its storage",
            tensor(
                    storage("FloatStorage", "0", 6, "(" + text("v") + number(4) + number(4) + "t"),
                    0,
                    tuple(1),
                    tuple(1))
                + "."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void says_in_one_sentence_that_a_pickle_is_damaged(String what, String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("evil.bin holds a pickle that cannot be read")
        .hasMessageMatching("[^\\n]+\\.");
  }

  @Test
  void every_truncation_is_refused() {
    byte[] whole = bytes(dictionary(text("w"), WEIGHT));
    assertThat(TorchPickle.read(new MappedInput(ByteBuffer.wrap(whole)), "whole")).isNotNull();
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
      assertThatThrownBy(() -> TorchPickle.read(new MappedInput(cut), "cut"))
          .as("the first %d bytes", length)
          .isInstanceOf(AssayException.class);
    }
  }

  @Test
  void bombs_do_not_go_off() {
    assertThat(read(Pickle.deep())).isInstanceOf(List.class);
    assertThat(read(Pickle.laughs())).isInstanceOf(List.class);
    // One list, lengthened a quarter million times.
    assertThat(read("]" + "(Ne".repeat(1 << 18) + "."))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(1 << 18);
  }

  private static Object read(String pickle) {
    return TorchPickle.read(new MappedInput(ByteBuffer.wrap(bytes(pickle))), "evil.bin");
  }
}
