package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a | true",
        "' , ' | a | true",
        "a | a | true",
        "a | a.raw | false",
        "a* | a.raw | true",
        "*.raw | a.raw | true",
        "*.raw | a.content | false",
        "a,b* | b-c.raw | true",
        "a.raw | abraw | false",
        "* | anything | true",
        "x*y*z | x-y.z | true",
        "A | a | false",
      })
  void ids_are_matched_whole_and_a_star_stands_for_anything(
      String list, String id, boolean accepted) {
    assertThat(ClaimFilter.of(list).accepts(id)).isEqualTo(accepted);
  }
}
