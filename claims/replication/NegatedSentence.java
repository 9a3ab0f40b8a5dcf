package replication;

import java.util.List;

/**
 * A sentence, the same negated, and one of another topic.
 *
 * @param noun of the negated sentence
 * @param verb of the negated sentence
 * @param negation the word that negates it
 */
record NegatedSentence(
    String id,
    String template,
    String text,
    String negated,
    String unrelated,
    String noun,
    String verb,
    String negation) {
  List<String> texts() {
    return List.of(text, negated, unrelated);
  }
}
