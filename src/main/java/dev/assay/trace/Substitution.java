package dev.assay.trace;

/**
 * Two words that are declared to play the same part in a pair of sentences.
 *
 * @param original a word of the original sentence
 * @param counterfactual the word of the counterfactual sentence in its place
 */
public record Substitution(String original, String counterfactual) {

  /**
   * Reads {@code mat=chair}.
   *
   * @throws AssayException if it is not two words with one equals sign between them
   */
  public static Substitution parse(String text) {
    String[] words = text.split("=", -1);
    if (words.length != 2 || words[0].isBlank() || words[1].isBlank()) {
      throw new AssayException(
          "'%s' does not pair two words; write original=counterfactual, such as mat=chair."
              .formatted(text));
    }
    return new Substitution(words[0].strip(), words[1].strip());
  }
}
