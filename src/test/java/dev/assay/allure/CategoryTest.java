package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Status;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CategoryTest {

  private static void assertIn(Category expected, Status status, String message) {
    assertThat(Category.of(status, message)).as(message).contains(expected);
    assertThat(
            Arrays.stream(Category.values()).filter(one -> matches(one, status, message)).toList())
        .as(message)
        .containsExactly(expected);
  }

  /** As Allure does it with what categories.json says. */
  private static boolean matches(Category category, Status status, String message) {
    return String.valueOf(category.json().get("matchedStatuses")).contains(status.value())
        && message.matches(String.valueOf(category.json().get("messageRegex")));
  }

  @Test
  void every_result_that_is_to_be_looked_at_is_in_one_category() {
    assertIn(Category.CHANGED, Status.FAILED, "REFUTED on m, but SUPPORTED is on record");
    assertIn(Category.CHANGED, Status.PASSED, "REFUTED on m, but SUPPORTED is on record");
    assertIn(Category.CHANGED, Status.FAILED, "SUPPORTED on m, not reproduced");
    assertIn(Category.MOVED, Status.PASSED, "REFUTED on m, as recorded, but its rows have moved");
    assertIn(
        Category.MOVED,
        Status.PASSED,
        "REFUTED on m, SUPPORTED on record, at the boundary: the change cannot be told from 0");
    assertIn(Category.NOT_ON_RECORD, Status.FAILED, "REFUTED on m, with nothing on record");
    assertIn(Category.NOT_ON_RECORD, Status.PASSED, "SUPPORTED on m, with nothing on record");
    assertIn(Category.REFUTED, Status.PASSED, "REFUTED on m, as recorded");
    assertIn(Category.INCONCLUSIVE, Status.PASSED, "INCONCLUSIVE on m, as recorded");
    assertIn(Category.INCONCLUSIVE, Status.PASSED, "UNDERPOWERED on m, as recorded");
    assertIn(Category.BROKEN, Status.BROKEN, "Row a of b cannot be measured: it has no cue");
    assertIn(
        Category.PROVISIONAL,
        Status.SKIPPED,
        "REFUTED on m, as recorded, provisional: 4 of 26 null models were run");
  }

  @Test
  void what_holds_as_recorded_is_in_none() {
    assertThat(Category.of(Status.PASSED, "SUPPORTED on m, as recorded")).isEmpty();
  }

  @Test
  void a_name_does_not_choose_the_category() {
    assertThat(Category.of(Status.PASSED, "SUPPORTED on REFUTED on (a|b), as recorded")).isEmpty();
    assertIn(Category.REFUTED, Status.PASSED, "REFUTED on x, with nothing on record, as recorded");
  }

  @Test
  void titles_are_one_line() {
    assertThat(Category.values()).allMatch(category -> category.title().lines().count() == 1);
  }
}
