package dev.assay.encoder;

import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which of several donors a text is patched from. */
final class DonorDraw {
  private DonorDraw() {}

  /**
   * The first donor that can be aligned, in an order that depends on the seed and the text only.
   * The text itself is no donor, and neither is a donor that is given twice likelier to be drawn.
   *
   * @throws AssayException if none can be aligned
   */
  static Edit of(Model model, Text text, Tokens tokens, Edit.Resample edit) {
    List<Text> donors =
        edit.donors().stream().distinct().filter(donor -> !donor.equals(text)).toList();
    Random random = new Random(31 * edit.seed() + text.hashCode());
    Optional<AssayException> refusal = Optional.empty();
    for (int index : TextOrder.permutation(donors.size(), random.nextLong())) {
      Edit.From from = new Edit.From(edit.where(), donors.get(index), Optional.empty());
      try {
        Partners.of(from, tokens, model.tokenize(from.donor()));
        return from;
      } catch (AssayException e) {
        refusal = Optional.of(e);
      }
    }
    throw refusal.orElseGet(
        () ->
            new AssayException(
                "%s has no donor for \"%s\" but the text itself; give others."
                    .formatted(edit, text)));
  }
}
