package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionEncodingTest {
  private static final PositionEncoding.Learned ROBERTA =
      new PositionEncoding.Learned(OptionalInt.of(1));

  @Test
  void bert_counts_from_zero_whatever_the_ids() {
    assertThat(PositionEncoding.Learned.FROM_ZERO.rows(101, 0, 1, 102)).containsExactly(0, 1, 2, 3);
    assertThat(PositionEncoding.Learned.FROM_ZERO.offset()).isZero();
  }

  @Test
  void roberta_counts_from_behind_the_padding() {
    assertThat(ROBERTA.rows(0, 713, 5, 2)).containsExactly(2, 3, 4, 5);
    assertThat(ROBERTA.offset()).isEqualTo(2);
  }

  /** cumsum(ids != 1) * (ids != 1) + 1, as the transformers library has it. */
  @Test
  void a_padding_token_in_the_text_has_its_own_row_and_is_not_counted() {
    assertThat(ROBERTA.rows(0, 1, 713, 1, 1, 2)).containsExactly(2, 1, 3, 1, 1, 4);
  }

  @Test
  void no_tokens_have_no_rows() {
    assertThat(ROBERTA.rows()).isEmpty();
  }

  /** T5's table, worked out by hand: 8 distances of their own, then 8 buckets up to 128. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, 1",
    "-7, 7",
    "-8, 8",
    "-11, 8",
    "-12, 9",
    "-15, 9",
    "-16, 10",
    "-22, 10",
    "-23, 11",
    "-31, 11",
    "-32, 12",
    "-45, 12",
    "-46, 13",
    "-63, 13",
    "-64, 14",
    "-90, 14",
    "-91, 15",
    "-127, 15",
    "-128, 15",
    "-500, 15",
    "1, 17",
    "7, 23",
    "8, 24",
    "64, 30",
    "500, 31"
  })
  void distances_share_buckets_the_more_the_farther_they_are(int distance, int bucket) {
    assertThat(PositionEncoding.Bucketed.bucket(distance)).isEqualTo(bucket);
  }

  @Test
  void a_rotary_encoding_has_no_table() {
    PositionEncoding rotary = new PositionEncoding.Rotary(List.of());
    assertThat(rotary.learnedTable()).isEmpty();
    assertThat(rotary.rows(5, 5, 5)).containsExactly(0, 1, 2);
  }
}
