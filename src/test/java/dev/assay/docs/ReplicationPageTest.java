package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/replication.md has what is on record; -Dassay.docs=write writes it anew. */
class ReplicationPageTest {
  private static final Path PAGE = Path.of("docs", "replication.md");

  private final Records records;

  ReplicationPageTest() throws IOException {
    records = Records.read().ofTopic(ReplicationPage.TOPIC);
  }

  @Test
  void is_what_the_ledgers_have() throws IOException {
    new MadePart(PAGE, "replication").assertIs(ReplicationPage.of(records), getClass());
  }

  @Test
  void says_of_every_finding_what_may_differ_from_the_paper() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(records.claims())
        .isNotEmpty()
        .allSatisfy((id, claim) -> assertThat(page).contains("`" + claim.finding() + "`"));
  }
}
