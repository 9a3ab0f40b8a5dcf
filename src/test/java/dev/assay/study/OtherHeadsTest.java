package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Edit;
import dev.assay.model.Where;
import dev.assay.trace.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherHeadsTest {
  private static final Edit HEAD = Edit.zero(Where.head(2, 1));

  @Test
  void every_other_head_takes_its_turn_once_where_there_are_fewer_than_are_drawn() {
    OtherHeads others = OtherHeads.of(List.of(HEAD), 12);

    assertThat(others.draws()).hasSize(11);
    assertThat(IntStream.rangeClosed(1, 11).mapToObj(i -> others.instead(List.of(HEAD), i)))
        .doesNotHaveDuplicates()
        .allSatisfy(edits -> assertThat(edits.get(0).where().layer()).isEqualTo(2))
        .doesNotContain(List.of(HEAD));
  }

  @Test
  void nineteen_are_drawn_where_there_are_more_and_the_same_ones_each_time() {
    List<Edit> edits = List.of(HEAD, Edit.uniform(Where.head(2, 1)), Edit.zero(Where.head(2, 7)));
    OtherHeads others = OtherHeads.of(edits, 12);

    assertThat(others.draws()).hasSize(19).isEqualTo(OtherHeads.of(edits, 12).draws());
    Set<Set<Integer>> pairs = new HashSet<>();
    for (int draw = 1; draw <= 19; draw++) {
      List<Integer> heads =
          others.instead(edits, draw).stream().map(edit -> edit.where().head().getAsInt()).toList();
      assertThat(heads.get(0)).as("one head stays one head").isEqualTo(heads.get(1));
      assertThat(heads).doesNotContain(1, 7);
      pairs.add(Set.copyOf(heads));
    }
    assertThat(pairs).hasSize(19).allMatch(pair -> pair.size() == 2);
  }

  @Test
  void heads_of_several_layers_are_drawn_layer_by_layer_and_other_edits_stay() {
    List<Edit> edits =
        List.of(HEAD, Edit.zero(Where.head(0, 1)), Edit.zero(Where.layer(Site.V, 1)));
    OtherHeads others = OtherHeads.of(edits, 4);

    assertThat(others.draws()).hasSize(9);
    for (int draw = 1; draw <= 9; draw++) {
      assertThat(others.instead(edits, draw).get(0).where().layer()).isEqualTo(2);
      assertThat(others.instead(edits, draw).get(1).where().layer()).isZero();
      assertThat(others.instead(edits, draw).get(2)).isEqualTo(edits.get(2));
    }
  }

  @Test
  void there_are_none_for_whole_layers_or_more_than_half_of_a_layers_heads() {
    assertThat(OtherHeads.of(List.of(Edit.window(0, 2)), 12).draws()).isEmpty();
    assertThat(OtherHeads.of(List.of(HEAD, Edit.zero(Where.head(2, 0))), 3).draws()).isEmpty();
    assertThat(OtherHeads.of(List.of(HEAD, Edit.zero(Where.head(2, 0))), 4).draws()).hasSize(1);
  }
}
