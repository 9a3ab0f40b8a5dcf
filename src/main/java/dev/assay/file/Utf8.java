package dev.assay.file;

import dev.assay.trace.AssayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of a checkpoint's files. All of them are UTF-8, and what is not would give other pieces. */
public final class Utf8 {
  private Utf8() {}

  /**
   * @param where what the bytes are, as errors should call it
   * @throws AssayException if the bytes are not UTF-8
   */
  public static String decode(byte[] bytes, String where) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(where, e);
    }
  }

  /**
   * Reads bytes bit by bit; it throws {@link CharacterCodingException} where they are not UTF-8.
   */
  static Reader reader(byte[] bytes) {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
  }

  static AssayException refused(String where, IOException e) {
    return new AssayException(
        "%s is not UTF-8; download or copy it again, or convert it to UTF-8.".formatted(where), e);
  }
}
