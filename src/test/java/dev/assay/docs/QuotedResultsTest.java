package dev.assay.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Claim;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.RowValue;
import dev.assay.claim.Wording;
import dev.assay.study.VerdictMessage;
import java.io.IOException;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say of results is what is on record. */
class QuotedResultsTest {
  private static final String DEFAULT = "all-MiniLM-L6-v2";
  private static final Pattern QUOTED =
      Pattern.compile(
          "(SUPPORTED|REFUTED|INCONCLUSIVE|UNDERPOWERED) \\(`([^`]+)`(?:, ([^)]+))?\\)");

  private static final Pattern MESSAGE = Pattern.compile("(?s)```\n([A-Z]+ on .*?)```\n");

  private final Records records;

  QuotedResultsTest() throws IOException {
    records = Records.read();
  }

  /**
   * Such as {@code REFUTED (`negation-bidirectional.content`)}, with a model unless the default.
   */
  @Test
  void verdicts_in_sentences_are_those_on_record() throws IOException {
    int quoted = 0;
    for (Page page : Page.all()) {
      for (MatchResult said : QUOTED.matcher(page.text()).results().toList()) {
        String model = said.group(3) == null ? DEFAULT : said.group(3);
        assertThat(entry(model, said.group(2)).verdict().name())
            .as("%s: %s", page.file(), said.group())
            .isEqualTo(said.group(1));
        quoted++;
      }
    }
    assertThat(quoted).isGreaterThan(8);
  }

  @Test
  void the_message_in_the_readme_is_that_of_its_claim() throws IOException {
    Matcher found = MESSAGE.matcher(Page.read("README.md").text());
    assertThat(found.find()).isTrue();
    String message = found.group(1);
    String id = line(message, "claim").replaceFirst(",.*", "");
    Claim claim = requireNonNull(records.claims().get(id));
    LedgerEntry entry = entry(DEFAULT, id);
    LedgerEntry.NullValue strongest = requireNonNull(entry.strongestNull());

    assertThat(message).startsWith("%s on %s, as recorded\n".formatted(entry.verdict(), DEFAULT));
    assertThat(line(message, "statement")).isEqualTo(claim.statement());
    assertThat(line(message, "claim")).isEqualTo(id + ", from " + claim.source());
    assertThat(line(message, "expected")).isEqualTo(VerdictMessage.expected(claim));
    assertThat(line(message, "measured"))
        .isEqualTo(
            "%s, n = %d in %d clusters, p %s after Holm's correction"
                .formatted(
                    Wording.estimate(entry),
                    entry.n(),
                    entry.clusters(),
                    Wording.p(requireNonNull(entry.adjustedP()))));
    assertThat(line(message, "nulls"))
        .isEqualTo(
            "the strongest is %s with %s; must beat %s, and does"
                .formatted(
                    strongest.model(),
                    Wording.signed(strongest.value()),
                    claim.mustBeat().stream()
                        .map(kind -> kind.label())
                        .sorted()
                        .collect(Collectors.joining(", "))));
    assertThat(entry.unmet()).noneMatch(condition -> condition.startsWith("null"));
    assertThat(line(message, "worst rows")).isEqualTo(worst(id));
    assertThat(line(message, "because")).isEqualTo(claim.because());
    assertThat(line(message, "on record"))
        .startsWith(
            "for %s: %s (%s); change 0 [0, 0] attention"
                .formatted(DEFAULT, Wording.result(entry), entry.recorded()));
    assertThat(line(message, "rerun")).contains("-Dassay.claims=" + id);
  }

  private String worst(String id) {
    return ledger(DEFAULT).values(id).stream()
        .sorted(Comparator.comparingDouble(RowValue::value))
        .limit(3)
        .map(row -> "%s (%s)".formatted(row.row(), Wording.signed(row.value())))
        .collect(Collectors.joining(", "));
  }

  private LedgerEntry entry(String model, String claim) {
    return ledger(model).entry(claim).orElseThrow();
  }

  private Ledger ledger(String model) {
    return requireNonNull(records.ledgers().get(model), model);
  }

  private static String line(String message, String name) {
    return message
        .lines()
        .filter(line -> line.startsWith("  " + name + " "))
        .map(line -> line.substring("  statement   ".length()))
        .findFirst()
        .orElseThrow();
  }
}
