package dev.assay.model;

import java.util.List;
import java.util.Optional;

/**
 * What a model reads: one text, or a pair of texts as in [CLS] first [SEP] second [SEP], whose
 * second is BERT's segment B.
 *
 * @param first the text, or the first of the pair
 * @param second the second of the pair
 */
public record Text(String first, Optional<String> second) {

  /** One text. */
  public static Text of(String text) {
    return new Text(text, Optional.empty());
  }

  /** A pair of texts: question and passage, premise and hypothesis, a sentence and the next. */
  public static Text of(String first, String second) {
    return new Text(first, Optional.of(second));
  }

  /** One text each. */
  public static List<Text> each(String... texts) {
    return each(List.of(texts));
  }

  /** One text each. */
  public static List<Text> each(List<String> texts) {
    return texts.stream().map(Text::of).toList();
  }

  /** For people: the text, or both with a bar between them. */
  @Override
  public String toString() {
    return second.map(other -> first + " | " + other).orElse(first);
  }
}
