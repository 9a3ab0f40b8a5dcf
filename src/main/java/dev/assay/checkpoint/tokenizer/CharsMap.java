package dev.assay.checkpoint.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * Sentencepiece's table of what characters become, as tokenizer.json carries it: the length of a
 * double-array trie in bytes, its units, and the texts that its leaves point to, each ended by NUL.
 * The native library follows it without looking where it leads (the crate spm_precompiled, {@code
 * common_prefix_search} and {@code transform}), so that every way through it is tried here first.
 *
 * @param base64 the table as the library gets it
 */
record CharsMap(String base64) {
  /** Longer than what any character becomes; an Arabic ligature is eighteen. */
  private static final int LONGEST = 200;

  /**
   * @param fields where it was found, for errors
   */
  static CharsMap checked(String base64, Fields fields) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw fields.refused("has a precompiled_charsmap that is not Base64");
    }
    if (!isSound(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))) {
      throw fields.refused("has a precompiled_charsmap that is damaged");
    }
    return new CharsMap(Base64.getEncoder().encodeToString(bytes));
  }

  private static boolean isSound(ByteBuffer table) {
    if (table.remaining() < 4) {
      return false;
    }
    long size = Integer.toUnsignedLong(table.getInt());
    if (size == 0 || size % 4 != 0 || size > table.remaining()) {
      return false;
    }
    int[] units = new int[(int) (size / 4)];
    table.asIntBuffer().get(units);
    byte[] texts = new byte[table.remaining() - (int) size];
    table.position(4 + (int) size).get(texts);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(texts));
    } catch (CharacterCodingException e) {
      return false;
    }
    return leadsNowhereElse(units, texts);
  }

  /** Follows every way from the root, each node once. */
  private static boolean leadsNowhereElse(int[] units, byte[] texts) {
    BitSet seen = new BitSet(units.length);
    Deque<Integer> nodes = new ArrayDeque<>();
    nodes.add((int) offset(units[0]));
    while (!nodes.isEmpty()) {
      int base = nodes.remove();
      // Of the same base come the same children, one for each byte.
      if (base < 0 || (base | 0xff) >= units.length) {
        return false;
      }
      if (seen.get(base)) {
        continue;
      }
      seen.set(base);
      for (int label = 1; label < 256; label++) {
        int place = base ^ label;
        int unit = units[place];
        if ((unit & 0x800000ff) != label) {
          continue;
        }
        long next = place ^ offset(unit);
        if (next >= units.length) {
          return false;
        }
        if ((unit >> 8 & 1) == 1 && !isText(units[(int) next] & 0x7fffffff, texts, label)) {
          return false;
        }
        nodes.add((int) next);
      }
    }
    return true;
  }

  private static long offset(int unit) {
    return Integer.toUnsignedLong(unit >>> 10) << ((unit & 1 << 9) >>> 6);
  }

  /** Whether a character's text begins there, and does not make away with what can be seen. */
  private static boolean isText(int at, byte[] texts, int label) {
    if (at > texts.length || (at < texts.length && (texts[at] & 0xc0) == 0x80)) {
      return false;
    }
    int end = at;
    while (end < texts.length && texts[end] != 0) {
      end++;
    }
    boolean visible = label > ' ' && label < 0x7f;
    return end - at <= LONGEST && !(visible && end == at);
  }
}
