package dev.assay.teeth;

import static dev.assay.teeth.PlantedCheckpoint.kind;
import static dev.assay.teeth.PlantedCheckpoint.position;
import static dev.assay.teeth.PlantedCheckpoint.word;
import static dev.assay.teeth.Word.ADJECTIVE;
import static dev.assay.teeth.Word.AUXILIARY;
import static dev.assay.teeth.Word.NEGATION;

import dev.assay.teeth.PlantedCheckpoint.Rule;
import dev.assay.teeth.PlantedCheckpoint.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Checkpoints whose answer is known. All but {@link #PREVIOUS_TOKEN} and the two that keep nothing
 * leave layer 0 uniform, so that what happens above it cannot pass for locality of layer 0.
 */
enum Plants {
  /** Layer 0 attends to the token before, layer 1 to all alike. */
  PREVIOUS_TOKEN,

  /**
   * In layer 1 every token attends to the next, so that "not" attends to "good" where good follows
   * it, and adjectives attend to a negation word wherever there is one.
   */
  NEGATION_PAIRS,

  /** The same, but "very" is embedded as "not" and "quite" as "never". */
  VERY_IS_NOT,

  /**
   * In layer 1 adjectives and auxiliaries, a negation word's neighbours, take over its value; an
   * adverb's goes to adjectives alone; all other tokens keep their own.
   */
  SPREAD_VALUE,

  /** In layer 1 every token attends to the verb, and its value says which verb. */
  VERB,

  /** Queries are zero; values say which word it is. */
  UNIFORM,

  /** All attention goes where a certain word is, and values say where: exchange it, or move it. */
  FOLLOWS_WORDS,

  /** Attention stays at the fifth token: insert a word before it and it is on another word. */
  FOLLOWS_A_POSITION;

  PlantedCheckpoint checkpoint() {
    return switch (this) {
      case PREVIOUS_TOKEN -> of(Values.CONSTANT, toward(-1), List.of());
      case NEGATION_PAIRS -> of(Values.CONSTANT, List.of(), pairs());
      case VERY_IS_NOT ->
          new PlantedCheckpoint(
              List.of(List.of(), pairs()),
              Values.CONSTANT,
              Map.of("very", "not", "quite", "never"));
      case SPREAD_VALUE ->
          of(
              Values.POSITION,
              List.of(),
              and(
                  toward(0),
                  new Rule(kind(AUXILIARY), kind(NEGATION), 20),
                  new Rule(kind(ADJECTIVE), kind(NEGATION), 20),
                  new Rule(kind(ADJECTIVE), kind(Word.ADVERB), 20)));
      case VERB ->
          of(
              Values.WORD,
              List.of(),
              List.of(
                  new Rule(Rule.ANY, kind(Word.VERB), 10),
                  new Rule(Rule.ANY, kind(AUXILIARY), 10)));
      case UNIFORM -> of(Values.WORD, List.of(), List.of());
      case FOLLOWS_WORDS -> of(Values.POSITION, salient(), salient());
      case FOLLOWS_A_POSITION ->
          of(
              Values.WORD,
              List.of(new Rule(Rule.ANY, position(4), 20)),
              List.of(new Rule(Rule.ANY, position(4), 20)));
    };
  }

  private static PlantedCheckpoint of(Values values, List<Rule> layer0, List<Rule> layer1) {
    return new PlantedCheckpoint(List.of(layer0, layer1), values, Map.of());
  }

  /** Every token attends to the one so many positions further. */
  private static List<Rule> toward(int offset) {
    return IntStream.range(0, SmallEncoder.POSITIONS)
        .filter(i -> i + offset >= 0 && i + offset < SmallEncoder.POSITIONS)
        .mapToObj(i -> new Rule(position(i), position(i + offset), 10))
        .toList();
  }

  private static List<Rule> pairs() {
    return and(toward(1), new Rule(kind(ADJECTIVE), kind(NEGATION), 20));
  }

  private static List<Rule> salient() {
    return List.of(
        new Rule(Rule.ANY, word("dog"), 20),
        new Rule(Rule.ANY, word("is"), 30),
        new Rule(Rule.ANY, word("good"), 40),
        new Rule(Rule.ANY, word("london"), 40));
  }

  private static List<Rule> and(List<Rule> rules, Rule... more) {
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(List.of(more));
    return all;
  }
}
