package dev.assay.study;

import dev.assay.claim.Judge;
import dev.assay.claim.NullKind;
import dev.assay.model.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The same edits of other heads of the same layers.
 *
 * @param draws which head takes the place of which, by layer; each draw takes other heads
 */
record OtherHeads(List<Map<Integer, Map<Integer, Integer>>> draws) {
  private static final int MOST = NullKind.OTHER_HEADS.seeds().size();

  OtherHeads {
    draws = List.copyOf(draws);
  }

  /**
   * Draws heads that none of the edits is of: as many times as there are other choices, and not
   * more often than the null is run. There is none if the edits are of no single head, or of more
   * than half of a layer's.
   *
   * @param edits of one pass
   * @param heads of every layer
   */
  static OtherHeads of(List<Edit> edits, int heads) {
    Map<Integer, SortedSet<Integer>> edited = edited(edits);
    long possible = edited.isEmpty() ? 0 : 1;
    for (Set<Integer> own : edited.values()) {
      possible = Math.min(MOST, possible * choices(heads - own.size(), own.size()));
    }
    Random random = new Random(Judge.SEED);
    Map<Map<Integer, Set<Integer>>, Map<Integer, Map<Integer, Integer>>> draws =
        new LinkedHashMap<>();
    while (draws.size() < possible) {
      Map<Integer, Map<Integer, Integer>> draw = new TreeMap<>();
      Map<Integer, Set<Integer>> chosen = new TreeMap<>();
      edited.forEach(
          (layer, own) -> {
            List<Integer> others =
                new ArrayList<>(
                    IntStream.range(0, heads).boxed().filter(head -> !own.contains(head)).toList());
            Collections.shuffle(others, random);
            Map<Integer, Integer> instead = new TreeMap<>();
            own.forEach(head -> instead.put(head, others.get(instead.size())));
            draw.put(layer, instead);
            chosen.put(layer, new LinkedHashSet<>(instead.values()));
          });
      draws.putIfAbsent(chosen, draw);
    }
    return new OtherHeads(List.copyOf(draws.values()));
  }

  private static Map<Integer, SortedSet<Integer>> edited(List<Edit> edits) {
    Map<Integer, SortedSet<Integer>> edited = new TreeMap<>();
    for (Edit edit : edits) {
      edit.where()
          .head()
          .ifPresent(
              head ->
                  edited.computeIfAbsent(edit.where().layer(), layer -> new TreeSet<>()).add(head));
    }
    return edited;
  }

  /** How many sets of so many there are, of so many; no more than matter. */
  private static long choices(int of, int size) {
    long choices = of >= size ? 1 : 0;
    for (int i = 1; i <= size; i++) {
      choices = choices * (of - size + i) / i;
      if (choices > Integer.MAX_VALUE) {
        return MOST;
      }
    }
    return Math.min(choices, MOST);
  }

  /**
   * Edits with the heads of a draw.
   *
   * @param draw from 1
   */
  List<Edit> instead(List<Edit> edits, int draw) {
    Map<Integer, Map<Integer, Integer>> heads = draws.get(draw - 1);
    return edits.stream()
        .map(
            edit ->
                edit.where().head().isEmpty()
                    ? edit
                    : edit.inHead(
                        Objects.requireNonNull(
                            Objects.requireNonNull(heads.get(edit.where().layer()))
                                .get(edit.where().head().getAsInt()))))
        .toList();
  }
}
