package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void portions_hold_all_rows_in_their_order() {
    List<Integer> lengths = IntStream.rangeClosed(1, 100).boxed().toList();
    List<List<Integer>> portions = Rows.portions(lengths, length -> length);
    assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(lengths);
    assertThat(portions).extracting(List::size).startsWith(32, 32);
  }

  @Test
  void long_texts_are_traced_one_at_a_time() {
    assertThat(Rows.portions(Collections.nCopies(3, 512), length -> length))
        .containsExactly(List.of(512), List.of(512), List.of(512));
    assertThat(Rows.portions(List.of(362, 362, 362), length -> length))
        .containsExactly(List.of(362, 362), List.of(362));
    assertThat(Rows.portions(List.of(100_000), length -> length)).hasSize(1);
    assertThat(Rows.portions(List.of(), length -> 1)).isEmpty();
  }
}
