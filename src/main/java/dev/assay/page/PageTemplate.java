package dev.assay.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.assay.claim.AssayVersion;
import dev.assay.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The frame of a page: a template with the styles and the script that are part of it. The page lets
 * no other script run: its policy names this one by its hash.
 */
final class PageTemplate {
  private final Template template;
  private final Map<String, Object> parts;

  private PageTemplate(Template template, Map<String, Object> parts) {
    this.template = template;
    this.parts = parts;
  }

  /**
   * Reads {@code NAME.mustache}, which is beside this class like the others.
   *
   * @param styles names of CSS files, in their order
   * @param scripts names of JavaScript files, in their order, to be one script
   */
  static PageTemplate of(String name, List<String> styles, List<String> scripts) {
    String script = joined(scripts);
    Map<String, Object> parts = new HashMap<>();
    parts.put("version", AssayVersion.current());
    parts.put("style", joined(styles));
    parts.put("script", script);
    parts.put("scriptHash", "sha256-" + Base64.getEncoder().encodeToString(Sha256.bytes(script)));
    return new PageTemplate(
        Mustache.compiler().escapeHTML(true).compile(resource(name + ".mustache")), parts);
  }

  /**
   * Writes the page.
   *
   * @param own what this page has beside styles and script: texts, or lambdas for what is too large
   *     to be held
   */
  void write(Map<String, Object> own, Writer out) throws IOException {
    Map<String, Object> all = new HashMap<>(parts);
    all.putAll(own);
    try {
      template.execute(all, out);
    } catch (MustacheException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause; // the writer's
      }
      throw e;
    }
  }

  private static String joined(List<String> names) {
    return names.stream().map(PageTemplate::resource).collect(Collectors.joining("\n", "\n", ""));
  }

  /** Line feeds only, whatever a checkout made of them: browsers hash a script as they read it. */
  private static String resource(String name) {
    try (InputStream file = PageTemplate.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The build left out " + name + ".");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Reading " + name, e);
    }
  }
}
