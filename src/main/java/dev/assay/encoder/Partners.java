package dev.assay.encoder;

import dev.assay.model.Edit;
import dev.assay.model.Where;
import dev.assay.trace.Tokens;
import dev.assay.trace.WordAlignment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which rows of a donor take the places of which of a text.
 *
 * @param rows the text's positions that are changed
 * @param partners of each of them that in the donor
 * @param columns for attention, of each position of the text that in the donor; else empty
 */
record Partners(List<Integer> rows, List<Integer> partners, List<Integer> columns) {

  /**
   * @throws dev.assay.trace.AssayException if a token that is patched has no partner; attention
   *     needs one for every token of both texts
   */
  static Partners of(Edit.From edit, Tokens text, Tokens donor) {
    Where where = edit.where();
    WordAlignment alignment = WordAlignment.of(text, donor);
    if (where.ofAttention() && !alignment.isComplete()) {
      throw alignment.refusal(
          "attention goes to all tokens, but their words are not as many, or not as many tokens;"
              + " choose a donor of the same shape");
    }
    List<Integer> columns = where.ofAttention() ? alignment.partners() : List.of();
    if (where.word().isEmpty()) {
      return new Partners(
          IntStream.range(0, text.size()).boxed().toList(), everyPartner(alignment), columns);
    }
    String word = where.word().get();
    return new Partners(
        text.word(word).positions(),
        edit.counterpart()
            .map(other -> alignment.counterpart(word, other))
            .orElseGet(() -> alignment.partners(word)),
        columns);
  }

  private static List<Integer> everyPartner(WordAlignment alignment) {
    List<Integer> partners = new ArrayList<>();
    for (int i = 0; i < alignment.text().size(); i++) {
      OptionalInt partner = alignment.partner(i);
      if (partner.isEmpty()) {
        throw alignment.refusal(
            "no token takes the place of '%s', number %d; patch a word, Where.at(word), or choose another donor"
                .formatted(alignment.text().get(i).piece(), i));
      }
      partners.add(partner.getAsInt());
    }
    return partners;
  }
}
