package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/results.md has what is on record; -Dassay.docs=write writes it anew. */
class ResultsPageTest {
  private static final Path PAGE = Path.of("docs", "results.md");
  private static final String BEGIN = "<!-- results:BEGIN -->\n";
  private static final String END = "<!-- results:END -->\n";

  private final Records records;

  ResultsPageTest() throws IOException {
    records = Records.read();
  }

  @Test
  void is_what_the_ledgers_have() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isBetween(BEGIN.length(), end);
    String tables = ResultsPage.of(records);

    if (System.getProperty("assay.docs", "").equals("write")) {
      Files.writeString(PAGE, page.substring(0, begin) + tables + page.substring(end));
    } else {
      assertThat(page.substring(begin, end))
          .as("%s; to write it: mvn test -Dtest=ResultsPageTest -Dassay.docs=write", PAGE)
          .isEqualTo(tables);
    }
  }

  @Test
  void every_entry_of_a_ledger_is_of_a_claim_that_there_is() {
    Set<String> recorded = new TreeSet<>();
    records.ledgers().values().forEach(ledger -> recorded.addAll(ledger.claims().keySet()));
    assertThat(recorded).isNotEmpty();
    assertThat(records.claims().keySet()).containsAll(recorded);
  }
}
