package dev.assay.study;

import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantsTest {

  @Test
  void what_is_gone_without_special_tokens_holds_only_with_them() {
    assertThat(summary("raw", SUPPORTED, "content", REFUTED, "content-without-self", REFUTED))
        .isEqualTo("holds only with special tokens");
    assertThat(summary("raw", SUPPORTED, "content", INCONCLUSIVE))
        .isEqualTo("holds only with special tokens");
  }

  @Test
  void what_is_gone_without_the_diagonal_holds_only_with_it() {
    assertThat(summary("raw", SUPPORTED, "content", SUPPORTED, "content-without-self", REFUTED))
        .isEqualTo("holds only while tokens may attend to themselves");
  }

  @Test
  void what_holds_without_special_tokens_in_another_variant_is_not_explained_by_them() {
    assertThat(
            summary(
                "raw", SUPPORTED,
                "content", REFUTED,
                "content-without-self", REFUTED,
                "some-head", SUPPORTED))
        .isEqualTo(
            "holds in part: raw (SUPPORTED), some-head (SUPPORTED); not: content (REFUTED),"
                + " content-without-self (REFUTED)");
    assertThat(
            summary(
                "raw", SUPPORTED,
                "content", SUPPORTED,
                "content-without-self", REFUTED,
                "some-head", SUPPORTED))
        .startsWith("holds in part: raw (SUPPORTED), content (SUPPORTED), some-head (SUPPORTED);");
    assertThat(
            summary(
                "raw", SUPPORTED,
                "content", SUPPORTED,
                "content-without-self", REFUTED,
                "some-head", REFUTED))
        .isEqualTo("holds only while tokens may attend to themselves");
  }

  @Test
  void other_variants_are_told_one_by_one() {
    assertThat(summary("mean", REFUTED, "some-head", SUPPORTED))
        .isEqualTo("holds in part: some-head (SUPPORTED); not: mean (REFUTED)");
    assertThat(summary("raw", REFUTED, "content", REFUTED, "content-without-self", SUPPORTED))
        .isEqualTo(
            "holds in part: content-without-self (SUPPORTED); not: raw (REFUTED), content"
                + " (REFUTED)");
    assertThat(summary("raw", REFUTED, "content", UNDERPOWERED))
        .isEqualTo("holds in no variant: raw (REFUTED), content (UNDERPOWERED)");
  }

  private static String summary(Object... variantsAndVerdicts) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < variantsAndVerdicts.length; i += 2) {
      verdicts.put((String) variantsAndVerdicts[i], (Verdict) variantsAndVerdicts[i + 1]);
    }
    return Variants.summary(verdicts);
  }
}
