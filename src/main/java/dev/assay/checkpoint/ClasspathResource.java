package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.HexFormat;

/**
 * A file that comes on the classpath, inside a Maven artifact's jar.
 *
 * @param path as {@link Class#getResource} takes it
 * @param artifact group and artifact id, for messages
 * @param profile the Maven profile that adds the artifact; empty if it is always there
 */
record ClasspathResource(String path, String artifact, String profile) {

  boolean isPresent() {
    return ClasspathResource.class.getResource(path) != null;
  }

  InputStream open() throws IOException {
    return url().openStream();
  }

  /** What the file is, exactly, as far as can be told without reading it: size and checksum. */
  String identity() {
    try {
      URLConnection connection = url().openConnection();
      String checksum = "";
      if (connection instanceof JarURLConnection jar) {
        checksum = " crc32 " + HexFormat.of().toHexDigits(jar.getJarEntry().getCrc(), 8);
      }
      return artifact + " " + path + " " + connection.getContentLengthLong() + " bytes" + checksum;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  AssayException unreadable(IOException e) {
    return new AssayException(
        "%s in %s cannot be read (%s); delete that artifact from the local Maven repository and build again."
            .formatted(path, artifact, e.getMessage()),
        e);
  }

  private URL url() {
    URL url = ClasspathResource.class.getResource(path);
    if (url == null) {
      throw new AssayException(
          profile.isEmpty()
              ? "%s is not on the classpath: it comes with the Maven artifact %s; add that dependency."
                  .formatted(path, artifact)
              : "%s is not on the classpath: it comes with the Maven artifact %s; build and run with -P%s."
                  .formatted(path, artifact, profile));
    }
    return url;
  }
}
