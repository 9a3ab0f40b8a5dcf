package dev.assay.encoder;

import dev.assay.model.Edit;
import java.util.List;

/**
 * An edit on one text: which rows of an intermediate value it changes, and how.
 *
 * @param edit what was asked for
 * @param point where it takes hold
 * @param heads whose rows; of a site without heads 0, the only one
 * @param positions of the tokens whose rows
 * @param rewrite what becomes of each row
 * @param mayBeIdle whether it is right that nothing changes, as of a factor of 1
 */
record TextEdit(
    Edit edit,
    HookPoint point,
    List<Integer> heads,
    List<Integer> positions,
    Rewrite rewrite,
    boolean mayBeIdle) {
  TextEdit {
    heads = List.copyOf(heads);
    positions = List.copyOf(positions);
  }

  TextEdit onlyAt(int position) {
    return new TextEdit(
        edit,
        point,
        heads,
        positions.stream().filter(one -> one == position).toList(),
        rewrite,
        mayBeIdle);
  }

  /** Changes one row of a value. */
  @FunctionalInterface
  interface Rewrite {
    /**
     * @param row of a token in a head: as wide as the value, or for attention as long as the text
     */
    void apply(float[] row, int head, int position);
  }
}
