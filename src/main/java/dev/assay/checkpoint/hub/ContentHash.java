package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks content against the ETag the hub gives it: the SHA-256 of a large file, git's blob hash
 * (SHA-1 over {@code "blob <size>\0"} and the content) of a small one. Other servers' ETags say
 * nothing about the content.
 */
final class ContentHash {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern GIT = Pattern.compile("[0-9a-f]{40}");

  private ContentHash() {}

  /** The hash that should have equalled the ETag but does not; empty when all is well. */
  static Optional<String> mismatch(Path file, String etag) throws IOException {
    Optional<String> hash = Optional.empty();
    if (SHA256.matcher(etag).matches()) {
      hash = Optional.of(hash(file, digest("SHA-256")));
    } else if (GIT.matcher(etag).matches()) {
      MessageDigest git = digest("SHA-1");
      git.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
      hash = Optional.of(hash(file, git));
    }
    return hash.filter(actual -> !actual.equals(etag));
  }

  private static String hash(Path file, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has " + algorithm, e);
    }
  }
}
