package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refuses_a_number_that_is_not_finite(double value) {
    assertThatThrownBy(() -> new Outcome.Value(value))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The value is %s, which is no finite number; check the measure and the sentence."
                .formatted(value));
    assertThatThrownBy(() -> new Outcome.PerHead(Map.of("0.0", 1.0, "3.2", value)))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The effect of head 3.2 is " + value);
  }
}
