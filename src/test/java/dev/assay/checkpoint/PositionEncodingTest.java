package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
}
