package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadMeasureTest {
  /** Cosines: .6 of a and b, 0 of a and c, .8 of b and c. */
  private final Head head =
      Traces.head(
          Traces.tokens("[CLS]", "a", "b", "c"),
          Map.of(
              Site.PATTERN,
              Patterns.FOUR,
              Site.Z,
              new double[][] {{0, 0}, {1, 0}, {3, 4}, {0, 2}}));

  @ParameterizedTest
  @CsvSource({
    "ATTENTION_DISTANCE, RAW, 1.35",
    "ATTENTION_DISTANCE, CONTENT, 0.85",
    "ATTENTION_DISTANCE, CONTENT_WITHOUT_SELF, 1.4166666666666667",
    "LOCAL_MASS_1, RAW, 0.525",
    "LOCAL_MASS_1, CONTENT, 0.7166666666666667",
    "LOCAL_MASS_1, CONTENT_WITHOUT_SELF, 0.5833333333333333",
    "LOCAL_MASS_2, RAW, 0.825",
    "LOCAL_MASS_2, CONTENT, 1",
    "LOCAL_MASS_2, CONTENT_WITHOUT_SELF, 1",
    "ATTENTION_ENTROPY, RAW, 1.2502307451933424",
    "ATTENTION_ENTROPY, CONTENT, 0.9800872864294548",
    "ATTENTION_ENTROPY, CONTENT_WITHOUT_SELF, 0.6495431687463829",
    "NEIGHBOURHOOD_SIMILARITY_2, CONTENT, 0.4666666666666667",
    "EFFECTIVE_NEIGHBOURS, CONTENT, 0.6600000000000000"
  })
  void measures_one_head(HeadMeasure measure, Variant variant, double expected) {
    assertThat(measure.of(head, variant)).isEqualTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "ATTENTION_DISTANCE, attention_distance, tokens, 3",
    "LOCAL_MASS_1, local_mass_1, share, 3",
    "LOCAL_MASS_2, local_mass_2, share, 3",
    "ATTENTION_ENTROPY, attention_entropy, nats, 3",
    "NEIGHBOURHOOD_SIMILARITY_2, neighbourhood_similarity_2, cosine, 1",
    "EFFECTIVE_NEIGHBOURS, effective_neighbours, share, 1"
  })
  void has_a_name_a_unit_and_its_variants(
      HeadMeasure measure, String label, String unit, int variants) {
    assertThat(measure.label()).isEqualTo(label);
    assertThat(measure.unit()).isEqualTo(unit);
    assertThat(measure.variants()).hasSize(variants).contains(Variant.CONTENT);
  }

  @Test
  void refuses_a_variant_that_does_not_exist() {
    assertThatThrownBy(() -> HeadMeasure.EFFECTIVE_NEIGHBOURS.of(head, Variant.RAW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("effective_neighbours does not exist in the variant raw.");
  }

  @Test
  void refuses_a_text_without_content() {
    Head empty =
        Traces.head(
            Traces.tokens("[CLS]", "[SEP]"), Map.of(Site.Z, new double[][] {{1, 0}, {1, 0}}));
    assertThatThrownBy(() -> HeadMeasure.EFFECTIVE_NEIGHBOURS.of(empty, Variant.CONTENT))
        .isInstanceOf(AssayException.class)
        .hasMessage("\"\" has no content token; use a longer text.");
  }
}
