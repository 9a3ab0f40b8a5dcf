package dev.assay.checkpoint.hub;

import dev.assay.file.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

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
    try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (SHA256.matcher(etag).matches()) {
        hash = Optional.of(Sha256.of(content));
      } else if (GIT.matcher(etag).matches()) {
        MessageDigest git = DigestUtils.getSha1Digest();
        git.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        hash = Optional.of(Hex.encodeHexString(DigestUtils.updateDigest(git, content).digest()));
      }
    }
    return hash.filter(actual -> !actual.equals(etag));
  }
}
