package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records that are shipped, beside what they were before rows went on record. */
class ShippedLedgersTest {
  private static final Offset<Double> SAME = within(1e-5);

  @ParameterizedTest
  @ValueSource(strings = {"all-MiniLM-L6-v2", "bert-base-uncased"})
  void say_what_they_said_before(String model) throws URISyntaxException {
    URL former = Objects.requireNonNull(ShippedLedgersTest.class.getResource("schema-1"));
    Ledger before = Ledger.read(Path.of(former.toURI()), model);
    Ledger now = Ledger.read(Path.of("claims/ledger"), model);

    assertThat(before.claims()).hasSize(47);
    assertThat(now.claims().keySet()).containsAll(before.claims().keySet());
    before.claims().forEach((id, was) -> assertSame(id, was, now.entry(id).orElseThrow()));
  }

  private static void assertSame(String id, LedgerEntry was, LedgerEntry is) {
    assertThat(is.verdict()).as(id).isEqualTo(was.verdict());
    assertThat(is.estimate()).as(id).isCloseTo(was.estimate(), SAME);
    assertThat(is.interval().low()).as(id).isCloseTo(was.interval().low(), SAME);
    assertThat(is.interval().high()).as(id).isCloseTo(was.interval().high(), SAME);
    assertThat(is.minimumEffect()).as(id).isEqualTo(was.minimumEffect());
    assertThat(is.unit()).as(id).isEqualTo(was.unit());
    assertThat(is.n()).as(id).isEqualTo(was.n());
    assertThat(is.clusters()).as(id).isEqualTo(was.clusters());
    assertThat(is.heads()).as(id).isEqualTo(was.heads());
    assertThat(is.pValue().isPresent()).as(id).isEqualTo(was.pValue().isPresent());
    assertThat(is.pValue().orElse(1.0)).as(id).isCloseTo(was.pValue().orElse(1.0), SAME);
    assertThat(strongest(is)).as(id).isCloseTo(strongest(was), SAME);
  }

  private static double strongest(LedgerEntry entry) {
    return Optional.ofNullable(entry.strongestNull()).map(LedgerEntry.NullValue::value).orElse(0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"all-MiniLM-L6-v2", "bert-base-uncased", "bge-small-en-v1.5", "e5-small-v2"})
  void have_every_row_and_its_mean(String model) {
    Ledger ledger = Ledger.read(Path.of("claims/ledger"), model);

    ledger
        .claims()
        .forEach(
            (id, entry) -> {
              assertThat(ledger.values(id)).as(id).hasSize(entry.n());
              if (entry.pValue().isPresent()) {
                assertThat(
                        ledger.values(id).stream()
                            .mapToDouble(RowValue::value)
                            .average()
                            .orElseThrow())
                    .as(id)
                    // Four digits of each row.
                    .isCloseTo(entry.estimate(), within(1e-3));
              }
            });
  }
}
