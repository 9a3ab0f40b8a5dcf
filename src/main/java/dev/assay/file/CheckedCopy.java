package dev.assay.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** Copies a resource of the classpath out of its jar. */
public final class CheckedCopy {
  private CheckedCopy() {}

  /**
   * Copies it, and checks it against the checksum that its jar keeps of it, which reading alone
   * does not.
   *
   * @throws ZipException if they do not agree
   */
  public static void of(URLConnection resource, Path target) throws IOException {
    CRC32 found = new CRC32();
    try (InputStream in = new CheckedInputStream(resource.getInputStream(), found)) {
      Files.copy(in, target);
    }
    if (resource instanceof JarURLConnection jar
        && jar.getJarEntry().getCrc() != found.getValue()) {
      throw new ZipException("it does not agree with its checksum in the jar");
    }
  }
}
