package dev.assay.checkpoint.format.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction; a string holds one byte per character. */
final class Pickle {
  static final String PROTOCOL_2 = "\u0080\u0002";
  static final String FALSE = "\u0089";
  static final String TRUE = "\u0088";

  private Pickle() {}

  static byte[] bytes(String pickle) {
    return pickle.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return "X" + littleEndian(utf8.length) + new String(utf8, StandardCharsets.ISO_8859_1);
  }

  static String number(int number) {
    return "J" + littleEndian(number);
  }

  static String global(String module, String name) {
    return "c" + module + "\n" + name + "\n";
  }

  static String tuple(int... numbers) {
    StringBuilder tuple = new StringBuilder("(");
    for (int number : numbers) {
      tuple.append(number(number));
    }
    return tuple.append("t").toString();
  }

  static String storage(String storageClass, String key, int elements, String view) {
    return "("
        + text("storage")
        + global("torch", storageClass)
        + text(key)
        + text("cpu")
        + number(elements)
        + view
        + "tQ";
  }

  static String tensor(String storage, int offset, String shape, String strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        + "("
        + storage
        + number(offset)
        + shape
        + strides
        + FALSE
        + global("collections", "OrderedDict")
        + ")RtR";
  }

  /** A whole pickle of a dictionary. */
  static String dictionary(String... keysAndValues) {
    return PROTOCOL_2 + "}(" + String.join("", keysAndValues) + "u.";
  }

  /** A bomb: lists nested a quarter million deep. */
  static String deep() {
    return "]".repeat(1 << 18) + "a".repeat((1 << 18) - 1) + ".";
  }

  /** A bomb: ten to the twentieth elements, if anyone looked at all of them. */
  static String laughs() {
    StringBuilder laughs = new StringBuilder("]q\0");
    for (char level = 1; level <= 20; level++) {
      laughs.append("](").append(("h" + (char) (level - 1)).repeat(10)).append("eq").append(level);
    }
    return laughs + ".";
  }

  private static String littleEndian(int number) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
