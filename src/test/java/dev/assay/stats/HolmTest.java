package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {

  private static final Offset<Double> ROUNDING = within(1e-15);

  @Test
  void steps_down_and_keeps_the_order_given() {
    // Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1 is 0.02, 0.03, 0.06, 0.04; the last is
    // raised to 0.06.
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, ROUNDING);
  }

  @Test
  void agrees_with_r_p_adjust() {
    // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")
    assertThat(Holm.adjust(0.01, 0.02, 0.03, 0.04, 0.05))
        .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09}, ROUNDING);
  }

  @Test
  void equal_p_values_stay_equal() {
    assertThat(Holm.adjust(0.02, 0.01, 0.02, 0.02))
        .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, ROUNDING);
  }

  @Test
  void is_capped_at_one() {
    assertThat(Holm.adjust(0.6, 0.4, 1)).containsExactly(1, 1, 1);
  }

  @Test
  void leaves_a_single_p_value_alone() {
    assertThat(Holm.adjust(0.04)).containsExactly(0.04);
    assertThat(Holm.adjust(0)).containsExactly(0);
    assertThat(Holm.adjust(1)).containsExactly(1);
  }

  @Test
  void does_not_change_its_argument() {
    double[] p = {0.03, 0.01};
    Holm.adjust(p);
    assertThat(p).containsExactly(0.03, 0.01);
  }

  @Test
  void refuses_no_p_values() {
    assertThatIllegalArgumentException()
        .isThrownBy(Holm::adjust)
        .withMessage("Holm's correction needs at least one p value, but got none.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void refuses_what_is_no_probability_and_says_which(double p) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(0.5, p))
        .withMessage("A p value lies between 0 and 1, but p value 2 of 2 is " + p + ".");
  }
}
