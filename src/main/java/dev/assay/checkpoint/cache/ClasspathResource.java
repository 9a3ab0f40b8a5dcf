package dev.assay.checkpoint.cache;

import dev.assay.file.CheckedCopy;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * A file that comes on the classpath, inside a Maven artifact's jar.
 *
 * @param path as {@link Class#getResource} takes it
 * @param artifact group and artifact id
 * @param version of the artifact
 * @param profile the profile of Assay's own build that adds the artifact; empty if it is always
 *     there
 */
public record ClasspathResource(
    String path, String artifact, String version, Optional<String> profile) {

  /** Whether the class path has it. */
  public boolean isPresent() {
    return ClasspathResource.class.getResource(path) != null;
  }

  /** Its bytes, not checked against anything. */
  public InputStream open() throws IOException {
    return url().openStream();
  }

  /**
   * Copies the file, and checks it against the checksum that its jar keeps of it, which reading
   * alone does not.
   *
   * @throws ZipException if they do not agree
   */
  public void copyTo(Path target) throws IOException {
    CheckedCopy.of(url().openConnection(), target);
  }

  /** What the file is, exactly, as far as can be told without reading it: size and checksum. */
  public String identity() {
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

  /** What a project must have to find this file, in words. */
  public String need() {
    String dependency = "the dependency %s:%s".formatted(artifact, version);
    return profile
        .map(name -> "%s, which -P%s adds in Assay's own build".formatted(dependency, name))
        .orElse(dependency);
  }

  /** The sentence for a resource that is there and cannot be read. */
  public AssayException unreadable(IOException e) {
    return new AssayException(
        "%s in %s cannot be read (%s); delete that artifact from the local Maven repository and build again."
            .formatted(path, artifact, e.getMessage()),
        e);
  }

  private URL url() {
    URL url = ClasspathResource.class.getResource(path);
    if (url == null) {
      throw new AssayException("%s is not on the classpath; it takes %s.".formatted(path, need()));
    }
    return url;
  }
}
