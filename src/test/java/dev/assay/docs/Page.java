package dev.assay.docs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown.
 *
 * @param file relative to the project's folder
 * @param text all of it
 */
record Page(Path file, String text) {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK =
      Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  static Page read(String file) throws IOException {
    return new Page(Path.of(file), Files.readString(Path.of(file)));
  }

  /** Every document of the project that a reader is led to. */
  static List<Page> all() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of(""))) {
      List<Path> files =
          Stream.of(docs, top, Stream.of(Path.of("fixtures", "README.md")))
              .flatMap(paths -> paths)
              .filter(path -> path.toString().endsWith(".md"))
              .sorted()
              .toList();
      List<Page> pages = new ArrayList<>();
      for (Path file : files) {
        pages.add(read(file.toString()));
      }
      return pages;
    }
  }

  /** Where its links and pictures lead, as they are written; those in code are none. */
  List<String> links() {
    return LINK.matcher(CODE.matcher(prose()).replaceAll("code"))
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  /** The file that a link leads to, relative to the project's folder. */
  Path target(String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty()
        ? file
        : requireNonNull(file.toAbsolutePath().getParent()).resolve(path).normalize();
  }

  /** The anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new LinkedHashSet<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String anchor =
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  /** Without blocks of code. */
  private String prose() {
    return FENCED.matcher(text).replaceAll("");
  }
}
