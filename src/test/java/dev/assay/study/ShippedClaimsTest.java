package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedClaimsTest {

  @ParameterizedTest
  @ValueSource(strings = {"all-MiniLM-L6-v2", "bert-base-uncased"})
  void are_all_on_record(String model) {
    assertThat(Ledger.read(Path.of("claims/ledger"), model).claims().keySet())
        .containsAll(Judging.ids());
  }
}
