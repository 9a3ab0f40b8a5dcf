package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  private final Tensor tensor =
      Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2, 3, 2);

  @Test
  void is_row_major() {
    assertThat(tensor.get(0, 0, 1)).isEqualTo(1);
    assertThat(tensor.get(0, 1, 0)).isEqualTo(2);
    assertThat(tensor.get(1, 2, 1)).isEqualTo(11);
    assertThat(tensor.dimension(1)).isEqualTo(3);
    assertThat(tensor.shape()).containsExactly(2, 3, 2);
    assertThat(tensor).hasToString("Tensor[2, 3, 2]");
  }

  @Test
  void cuts_the_first_axis_again_and_again() {
    assertThat(tensor.at(1).toArray()).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(tensor.at(1).at(2).toArray()).containsExactly(10, 11);
    assertThat(tensor.at(1).get(2, 0)).isEqualTo(10);
    assertThat(tensor.at(0).at(1).at(1).get()).isEqualTo(3);
  }

  @Test
  void hands_out_copies() {
    tensor.toArray()[0] = 99;
    tensor.shape()[0] = 99;
    assertThat(tensor.get(0, 0, 0)).isEqualTo(0);
    assertThat(tensor.dimension(0)).isEqualTo(2);
  }

  @Test
  void knows_whether_all_of_its_own_numbers_are_finite() {
    Tensor damaged = Tensor.of(new float[] {Float.NaN, 1, 2, 3, 4, Float.NEGATIVE_INFINITY}, 3, 2);
    assertThat(tensor.isFinite()).isTrue();
    assertThat(damaged.isFinite()).isFalse();
    assertThat(damaged.at(0).isFinite()).isFalse();
    assertThat(damaged.at(1).isFinite()).isTrue();
    assertThat(damaged.at(2).isFinite()).isFalse();
  }

  @Test
  void refuses_a_shape_that_does_not_fit() {
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A tensor of shape [2, 3] does not hold 5 numbers.");
  }

  @Test
  void refuses_an_index_outside_its_axis_even_if_there_are_numbers_there() {
    assertThatThrownBy(() -> tensor.get(0, 3, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Index 3 on axis 1 of a tensor of shape [2, 3, 2].");
    assertThatThrownBy(() -> tensor.get(1, -1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.get(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 indices for a tensor of shape [2, 3, 2].");
  }
}
