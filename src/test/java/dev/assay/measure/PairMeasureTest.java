package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.Alignment;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairMeasureTest {
  private final Head original = head("b", Patterns.THREE, new double[][] {{1, 2}, {3, 4}, {5, 9}});
  private final Head counterfactual =
      head(
          "x",
          new double[][] {{0.4, 0.4, 0.2}, {0.3, 0.4, 0.3}, {0.1, 0.5, 0.4}},
          new double[][] {{2, 1}, {4, 3}, {6, 8}});

  @ParameterizedTest
  @CsvSource({
    "MAX_ATTENTION_DIFF, max_attention_diff, attention, 0.3",
    "MEAN_ATTENTION_DIFF, mean_attention_diff, attention, 0.13333333333333333",
    "ATTENTION_PATTERN_CORRELATION, attention_pattern_correlation, r, 0.2581988897471611",
    "VALUE_OUTPUT_CORRELATION, value_output_correlation, r, 0.9219544457292888"
  })
  void compares_two_heads_under_the_sources_names(
      PairMeasure measure, String label, String unit, double expected) {
    Alignment alignment =
        Alignment.of(original.trace().tokens(), counterfactual.trace().tokens(), List.of());
    assertThat(measure.label()).isEqualTo(label);
    assertThat(measure.unit()).isEqualTo(unit);
    assertThat(measure.of(original, counterfactual, alignment, Variant.RAW))
        .isEqualTo(expected, within(1e-6));
  }

  @Test
  void only_value_outputs_have_no_variant_without_self() {
    for (PairMeasure measure : PairMeasure.values()) {
      assertThat(measure.variants().contains(Variant.CONTENT_WITHOUT_SELF))
          .isEqualTo(measure != PairMeasure.VALUE_OUTPUT_CORRELATION);
      assertThat(measure.variants()).contains(Variant.RAW, Variant.CONTENT);
    }
  }

  private static Head head(String word, double[][] pattern, double[][] z) {
    return Traces.head(Traces.tokens("a", word, "c"), Map.of(Site.PATTERN, pattern, Site.Z, z));
  }
}
