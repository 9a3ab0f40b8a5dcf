package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Text;
import dev.assay.trace.Variant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnRowsTest {
  private static final Set<Text> TEXTS = Set.of(Text.of("a"), Text.of("b"));
  private static final DrawnRows.Row ROW =
      new DrawnRows.Row("tiny", "rows.csv", "r1", TEXTS, Variant.RAW);
  private final DrawnRows drawn = new DrawnRows();

  @Test
  void a_row_is_drawn_once_and_the_second_claim_is_told_where() {
    assertThat(drawn.elsewhere(ROW, true, "one")).isEmpty();
    assertThat(drawn.elsewhere(ROW, true, "two")).contains("one");
    assertThat(drawn.elsewhere(ROW, false, "three")).contains("one");
  }

  @Test
  void means_over_heads_do_not_stand_for_every_head() {
    assertThat(drawn.elsewhere(ROW, false, "one")).isEmpty();
    assertThat(drawn.elsewhere(ROW, true, "two")).isEmpty();
    assertThat(drawn.elsewhere(ROW, false, "three")).contains("two");
  }

  @Test
  void another_row_fixture_or_model_is_another_picture() {
    assertThat(drawn.elsewhere(ROW, true, "one")).isEmpty();
    assertThat(
            drawn.elsewhere(
                new DrawnRows.Row("tiny", "rows.csv", "r2", TEXTS, Variant.RAW), true, "two"))
        .isEmpty();
    assertThat(
            drawn.elsewhere(
                new DrawnRows.Row("tiny", "b.csv", "r1", TEXTS, Variant.RAW), true, "two"))
        .isEmpty();
    assertThat(
            drawn.elsewhere(
                new DrawnRows.Row("other", "rows.csv", "r1", TEXTS, Variant.RAW), true, "two"))
        .isEmpty();
  }

  @Test
  void another_variant_of_attention_is_another_picture() {
    assertThat(drawn.elsewhere(ROW, true, "one")).isEmpty();
    assertThat(
            drawn.elsewhere(
                new DrawnRows.Row("tiny", "rows.csv", "r1", TEXTS, Variant.CONTENT), true, "two"))
        .isEmpty();
  }

  @Test
  void a_claim_that_traced_more_of_a_row_has_its_own_pictures() {
    assertThat(drawn.elsewhere(ROW, true, "one")).isEmpty();
    DrawnRows.Row more =
        new DrawnRows.Row(
            "tiny", "rows.csv", "r1", Set.copyOf(Text.each("a", "b", "c")), Variant.RAW);
    assertThat(drawn.elsewhere(more, false, "two")).isEmpty();
  }
}
