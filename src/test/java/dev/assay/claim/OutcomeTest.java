package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(strings = {"3-7", "", "3", "3.7.1", "L3.H7"})
  void refuses_a_head_that_is_not_called_by_layer_and_number(String head) {
    assertThatThrownBy(() -> new Outcome.PerHead(Map.of(head, 1.0)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "An effect is of head '%s', but heads are called by layer and number, such as 3.7; take"
                + " HeadEffects.of, or Head.label().",
            head);
  }

  @Test
  void refuses_effects_of_no_head() {
    assertThatThrownBy(() -> new Outcome.PerHead(Map.of()))
        .isInstanceOf(AssayException.class)
        .hasMessage("There is no head among the effects; return one for every head.");
  }
}
