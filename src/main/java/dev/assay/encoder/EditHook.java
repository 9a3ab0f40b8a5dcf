package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.model.Edit;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the edits of a batch, whose texts may each have others. A value that is edited is copied,
 * and the copy takes its place.
 */
final class EditHook implements Hook {
  private final List<EditedText> texts;
  private final Set<Site> sites = EnumSet.noneOf(Site.class);
  private final List<Set<TextEdit>> made = new ArrayList<>();
  private final List<Set<TextEdit>> effective = new ArrayList<>();

  /**
   * @param texts in the order of the batch
   */
  EditHook(List<EditedText> texts) {
    this.texts = texts;
    for (EditedText text : texts) {
      text.edits().forEach(edit -> sites.add(edit.point().site()));
      made.add(new HashSet<>());
      effective.add(new HashSet<>());
    }
  }

  @Override
  public Set<Site> sites() {
    return sites;
  }

  @Override
  public NDArray at(HookPoint point, NDArray value, Batch batch) {
    boolean concerned =
        texts.stream()
            .flatMap(text -> text.edits().stream())
            .anyMatch(edit -> edit.point().equals(point));
    if (!concerned) {
      return value;
    }
    Block block = new Block(value);
    for (int b = 0; b < texts.size(); b++) {
      for (TextEdit edit : texts.get(b).edits()) {
        if (edit.point().equals(point)) {
          made.get(b).add(edit);
          if (block.rewrite(b, texts.get(b).tokens().size(), edit)) {
            effective.get(b).add(edit);
          }
        }
      }
    }
    return value.getManager().create(block.numbers, value.getShape());
  }

  /**
   * Those edits of a text that left everything as it was, although they should not have.
   *
   * @throws AssayException if the pass did not come by the place of an edit
   */
  List<Edit> idle(int text) {
    for (TextEdit edit : texts.get(text).edits()) {
      if (!made.get(text).contains(edit)) {
        throw new AssayException(
            "The edit '%s' was never made: the forward pass does not come by %s."
                .formatted(edit.edit(), edit.point().name()));
      }
    }
    return texts.get(text).edits().stream()
        .filter(edit -> !edit.mayBeIdle() && !effective.get(text).contains(edit))
        .map(TextEdit::edit)
        .distinct()
        .toList();
  }

  /** The numbers of a value, [B,H,T,W], or [B,T,W] with a single head. */
  private static final class Block {
    private final float[] numbers;
    private final int heads;
    private final int tokens;
    private final int width;

    Block(NDArray value) {
      numbers = value.toFloatArray();
      boolean perHead = value.getShape().dimension() == 4;
      heads = perHead ? (int) value.getShape().get(1) : 1;
      tokens = (int) value.getShape().get(perHead ? 2 : 1);
      width = (int) value.getShape().get(perHead ? 3 : 2);
    }

    /** Whether any number is another afterwards. */
    boolean rewrite(int text, int length, TextEdit edit) {
      boolean attention = edit.edit().where().ofAttention();
      boolean changed = false;
      for (int head : edit.heads()) {
        for (int position : edit.positions()) {
          int start = ((text * heads + head) * tokens + position) * width;
          float[] before = Arrays.copyOfRange(numbers, start, start + (attention ? length : width));
          float[] row = before.clone();
          edit.rewrite().apply(row, head, position);
          System.arraycopy(row, 0, numbers, start, row.length);
          changed |= !Arrays.equals(row, before);
        }
      }
      return changed;
    }
  }
}
