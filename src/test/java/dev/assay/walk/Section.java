package dev.assay.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A section of a document that shows what to type and what comes of it.
 *
 * @param text as the document has it
 */
record Section(String text) {
  private static final Pattern RECORD = Pattern.compile("-Dassay\\.record=\"([^\"]*)\"");

  /**
   * A command and what it prints.
   *
   * @param command as it is typed
   * @param output the lines below it
   */
  record Console(String command, String output) {
    Optional<String> record() {
      Matcher reason = RECORD.matcher(command);
      return reason.find() ? Optional.of(reason.group(1)) : Optional.empty();
    }
  }

  /** The section of docs/claims.md that walks through a new hypothesis. */
  static Section walk() throws IOException {
    return read("claims.md", "example");
  }

  /** The section of a page in docs between two marks. */
  static Section read(String page, String mark) throws IOException {
    Matcher marked =
        Pattern.compile(
                "<!-- %1$s:BEGIN -->\n(.*)<!-- %1$s:END -->\n".formatted(mark), Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs", page)));
    if (!marked.find()) {
      throw new AssertionError(
          "docs/%s has no section between its marks %s:BEGIN and END.".formatted(page, mark));
    }
    return new Section(marked.group(1));
  }

  /** The fenced blocks in a language. */
  List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```\n", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  List<Console> consoles() {
    return blocks("console").stream()
        .map(
            block ->
                new Console(
                    block.lines().findFirst().orElseThrow().replaceFirst("^\\$ ", ""),
                    block.lines().skip(1).collect(Collectors.joining("\n"))))
        .toList();
  }
}
