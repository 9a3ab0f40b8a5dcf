package dev.assay.checkpoint.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hub's two kinds of ETag. */
final class Hashes {
  private Hashes() {}

  static String sha256(byte[] content) {
    return hash("SHA-256", new byte[0], content);
  }

  static String git(byte[] content) {
    String header = "blob " + content.length + "\0";
    return hash("SHA-1", header.getBytes(StandardCharsets.US_ASCII), content);
  }

  private static String hash(String algorithm, byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(first);
      return HexFormat.of().formatHex(digest.digest(second));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
