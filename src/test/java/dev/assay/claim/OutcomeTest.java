package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
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
    assertThatThrownBy(() -> new Outcome.Effect(value))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The effect is %s, which is no finite number; check the measure and the sentence."
                .formatted(value));
    assertThatThrownBy(() -> new Outcome.PerHead(Map.of("0.0", 1.0, "3.2", value)))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The effect of head 3.2 is " + value);
    assertThatThrownBy(() -> new Outcome.Within(value, 0, 1))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The value is " + value);
  }

  @Test
  void both_bounds_are_within() {
    assertThat(new Outcome.Within(0.5, 0.5, 1).holds()).isTrue();
    assertThat(new Outcome.Within(1, 0.5, 1).holds()).isTrue();
    assertThat(new Outcome.Within(Math.nextDown(0.5), 0.5, 1).holds()).isFalse();
    assertThat(new Outcome.Within(Math.nextUp(1.0), 0.5, 1).holds()).isFalse();
  }

  @Test
  void bounds_that_hold_no_number_are_refused() {
    assertThatThrownBy(() -> new Outcome.Within(0.5, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Bounds [1.0, 0.5] hold no number.");
    assertThatThrownBy(() -> new Outcome.Within(0.5, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_minimum_effect_that_is_not_finite_is_refused() {
    assertThatThrownBy(() -> Claims.claim("a", Prediction.MEAN_AT_LEAST, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minimum effect of a is NaN");
  }
}
