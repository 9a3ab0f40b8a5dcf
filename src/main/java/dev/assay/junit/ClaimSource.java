package dev.assay.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Identifies a claim by what its class says, so that the ledger can tell when it was changed. */
final class ClaimSource {
  private static final List<String> ROOTS = List.of("claims", "src/test/java", "src/main/java");

  private ClaimSource() {}

  /**
   * SHA-256 of the class's source file, line ends aside; where there is none under the working
   * directory, of the compiled class.
   */
  static String sha256(Class<?> type) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    String file = top.getName().replace('.', '/');
    try {
      for (String root : ROOTS) {
        Path source = Path.of(root, file + ".java");
        if (Files.isRegularFile(source)) {
          String text = Files.readString(source).replace("\r\n", "\n");
          return DigestUtils.sha256Hex(text);
        }
      }
      try (InputStream compiled = type.getResourceAsStream("/" + file + ".class")) {
        return DigestUtils.sha256Hex(compiled == null ? new byte[0] : compiled.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the source of " + top.getName(), e);
    }
  }
}
