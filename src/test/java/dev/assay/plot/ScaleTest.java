package dev.assay.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleTest {

  /** Values as matplotlib prints them: {@code matplotlib.colors.to_hex(viridis(index))}. */
  @Test
  void viridis_has_the_published_colours() {
    assertThat(Viridis.colour(0)).isEqualTo("#440154");
    assertThat(Viridis.colour(64 / 255.0)).isEqualTo("#3b528b");
    assertThat(Viridis.colour(128 / 255.0)).isEqualTo("#21918c");
    assertThat(Viridis.colour(192 / 255.0)).isEqualTo("#5ec962");
    assertThat(Viridis.colour(1)).isEqualTo("#fde725");
  }

  @Test
  void viridis_grows_lighter_all_the_way() {
    double[] luminance =
        IntStream.range(0, Viridis.COLOURS)
            .mapToDouble(i -> luminance(Viridis.colour(i / (Viridis.COLOURS - 1.0))))
            .toArray();
    assertThat(luminance).hasSize(256);
    // Rounded to 8 bits a channel, four of the neighbouring pairs stand still.
    for (int i = 2; i < luminance.length; i++) {
      assertThat(luminance[i]).isGreaterThan(luminance[i - 2]);
    }
  }

  @Test
  void its_ends_are_the_ends_of_viridis_and_its_middle_the_middle() {
    Scale scale = new Scale("norm", 1, 3);
    assertThat(scale.colour(1)).isEqualTo("#440154");
    assertThat(scale.colour(2)).isEqualTo("#21918c");
    assertThat(scale.colour(3)).isEqualTo("#fde725");
  }

  @Test
  void between_opposite_numbers_0_is_nearly_white_and_signs_have_colours_of_their_own() {
    Scale scale = new Scale("cosine", -2, 2);
    assertThat(scale.colour(-2)).isEqualTo("#a3182a");
    assertThat(scale.colour(-3)).isEqualTo("#a3182a");
    assertThat(scale.colour(-1)).isEqualTo("#dd7a63");
    assertThat(scale.colour(0)).isEqualTo("#f3f1ec");
    assertThat(scale.colour(0.5)).isEqualTo("#b7cee0");
    assertThat(scale.colour(2)).isEqualTo("#1f5c9e");
    double[] luminance =
        java.util.stream.IntStream.rangeClosed(-20, 20)
            .mapToDouble(i -> luminance(scale.colour(i / 10.0)))
            .toArray();
    for (int i = 1; i <= 20; i++) {
      assertThat(luminance[20 + i]).isLessThan(luminance[20 + i - 1]);
      assertThat(luminance[20 - i]).isLessThan(luminance[20 - i + 1]);
    }
  }

  @Test
  void from_zero_ends_at_the_largest_value_of_all_maps() {
    assertThat(Scale.fromZero("attention", map(0.1, 0.4), map(0.7, 0.2)))
        .isEqualTo(new Scale("attention", 0, 0.7));
    assertThat(Scale.fromZero("attention", map(0, 0))).isEqualTo(new Scale("attention", 0, 1));
  }

  @Test
  void from_zero_refuses_negative_values() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.fromZero("attention", map(0.5, -0.25)))
        .withMessage("Colour scale 'attention' starts at 0 but a value is -0.25; give both ends.");
  }

  @Test
  void refuses_ends_that_are_swapped_equal_or_not_finite() {
    for (double[] ends : new double[][] {{1, 0}, {1, 1}, {0, Double.NaN}, {0, 1 / 0.0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Scale("attention", ends[0], ends[1]))
          .withMessageContaining("its low end must be below its high end");
    }
  }

  @Test
  void refuses_to_fit_no_maps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.fromZero("norm"))
        .withMessageContaining("give at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Panels.on(new Scale("norm", 0, 1)))
        .withMessageContaining("give at least one");
  }

  @Test
  void panels_outside_their_scale_are_refused_but_rounding_is_not() {
    Scale cosine = new Scale("cosine", -1, 1);
    assertThatNoException().isThrownBy(() -> Panels.on(cosine, map(1.0000002, -1.0000002)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Panels.on(cosine, map(0, 1.2)))
        .withMessage(
            "Heatmap 'x' has values from 0.0 to 1.2, outside its colour scale 'cosine' from -1.0 to"
                + " 1.0.");
    assertThatIllegalArgumentException().isThrownBy(() -> Panels.on(cosine, map(0, -1.2)));
  }

  private static Heatmap map(double left, double right) {
    return new Heatmap("x", List.of("a"), List.of("b", "c"), new double[][] {{left, right}});
  }

  /** Relative luminance of an sRGB colour (WCAG 2). */
  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
