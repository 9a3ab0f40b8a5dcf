package dev.assay.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Assay this is. */
public final class AssayVersion {
  private static final String FILE = "version.properties";

  private static final String CURRENT = read();

  private AssayVersion() {}

  /**
   * The version in pom.xml, such as {@code 0.1.0}. The build writes it beside this class, and not
   * only into the jar's manifest, so that claims run from a folder of classes know it too.
   */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream file = AssayVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The build left out " + FILE + ".");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading " + FILE, e);
    }
    return properties.getProperty("version");
  }
}
