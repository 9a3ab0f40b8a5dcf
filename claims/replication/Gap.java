package replication;

/**
 * A sentence with a gap, [MASK], and the word that belongs there.
 *
 * @param word one word piece of both BERT vocabularies
 */
record Gap(String id, String template, String text, String word) {}
