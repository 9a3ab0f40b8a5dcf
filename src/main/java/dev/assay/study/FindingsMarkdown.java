package dev.assay.study;

import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import dev.assay.page.Printable;
import java.util.Locale;

/** What a run found, as Markdown: a table a model, in which every text stays a text. */
public final class FindingsMarkdown {
  private FindingsMarkdown() {}

  public static String of(ClaimsJson found) {
    StringBuilder text = new StringBuilder("# What was found\n");
    for (ClaimsJson.Model model : found.models()) {
      text.append("\n## ").append(escaped(model.name())).append("\n\n");
      if (model.broken() != null) {
        text.append("Could not be judged: ").append(escaped(model.broken())).append('\n');
        continue;
      }
      text.append(
          "| verdict | statement | claim | estimate, 95% interval | n | strongest null | record"
              + " |\n");
      text.append("|---|---|---|---|---|---|---|\n");
      for (ClaimsJson.Item item : found.claims()) {
        if (item.model().equals(model.name())) {
          line(text, item);
        }
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, ClaimsJson.Item item) {
    LedgerEntry measured = item.measured();
    String drift =
        item.change() == null
            ? ""
            : item.change().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (measured == null) {
      cells(text, "BROKEN", item.statement(), item.id(), String.valueOf(item.broken()), "", "", "");
      return;
    }
    LedgerEntry.NullValue strongest = measured.strongestNull();
    cells(
        text,
        measured.verdict() + (item.nullsRun() == null ? "" : "?"),
        item.statement(),
        item.id(),
        Wording.estimate(measured),
        Integer.toString(measured.n()),
        strongest == null
            ? "none run"
            : strongest.model() + " " + Wording.signed(strongest.value()),
        drift);
  }

  private static void cells(StringBuilder text, String... cells) {
    for (String cell : cells) {
      text.append("| ").append(escaped(cell)).append(' ');
    }
    text.append("|\n");
  }

  /** CommonMark takes any punctuation after a backslash for itself; HTML has its own escapes. */
  private static String escaped(String text) {
    return Printable.line(text)
        .replaceAll("([\\\\`*_{}\\[\\]()#!|~])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
