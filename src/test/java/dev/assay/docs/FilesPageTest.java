package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.ChangeEntry;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Provenance;
import dev.assay.study.ClaimsJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/files.md names every field of claims.json and of ledgers. */
class FilesPageTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        ClaimsJson.class,
        ClaimsJson.Model.class,
        ClaimsJson.Item.class,
        ClaimsJson.NullValue.class,
        ChangeEntry.class,
        LedgerEntry.class,
        Provenance.class
      })
  void names_every_field(Class<?> record) throws IOException {
    List<String> words = List.of(Page.read("docs/files.md").text().split("[^A-Za-z_]+", -1));

    assertThat(Arrays.stream(record.getRecordComponents()).map(FilesPageTest::inJson))
        .isNotEmpty()
        .isSubsetOf(words);
  }

  private static String inJson(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
