package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of a checkpoint's files. All of them are UTF-8, and what is not would give other pieces. */
final class Utf8 {
  private Utf8() {}

  /**
   * @param where what the bytes are, as errors should call it
   * @throws AssayException if the bytes are not UTF-8
   */
  static String decode(byte[] bytes, String where) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
    } catch (CharacterCodingException e) {
      throw new AssayException(
          "%s is not UTF-8 (at byte %s); download or copy it again, or convert it to UTF-8."
              .formatted(where, input.position()),
          e);
    }
  }
}
