package dev.assay.file;

import dev.assay.trace.AssayException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 in lower-case hexadecimal, by which weights, tokenizers, claims, fixtures and files are
 * identified.
 */
public final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** Of what a buffer has left, which it then has no more. */
  public static String of(ByteBuffer bytes) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of all of them. */
  public static String of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws AssayException if the file cannot be read
   */
  public static String of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); check that it exists and may be read.".formatted(file, e), e);
    }
  }

  /** Of all that a stream has left. */
  public static String of(InputStream in) throws IOException {
    return DigestUtils.sha256Hex(new BufferedInputStream(in, BUFFER));
  }

  /** The 32 bytes themselves, of a text in UTF-8. */
  public static byte[] bytes(String text) {
    return DigestUtils.sha256(text);
  }
}
