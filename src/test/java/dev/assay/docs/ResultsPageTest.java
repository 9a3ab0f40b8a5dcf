package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/results.md has what is on record; -Dassay.docs=write writes it anew. */
class ResultsPageTest {
  private static final MadePart PART = new MadePart(Path.of("docs", "results.md"), "results");

  private final Records records;

  ResultsPageTest() throws IOException {
    records = Records.read();
  }

  @Test
  void is_what_the_ledgers_have() throws IOException {
    PART.assertIs(ResultsPage.of(records.withoutTopic(ReplicationPage.TOPIC)), getClass());
  }

  @Test
  void every_entry_of_a_ledger_is_of_a_claim_that_there_is() {
    Set<String> recorded = new TreeSet<>();
    records.ledgers().values().forEach(ledger -> recorded.addAll(ledger.claims().keySet()));
    assertThat(recorded).isNotEmpty();
    assertThat(records.claims().keySet()).containsAll(recorded);
  }
}
