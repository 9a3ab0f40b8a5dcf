package dev.assay.teeth;

import static dev.assay.teeth.Word.ADJECTIVE;
import static dev.assay.teeth.Word.ADVERB;
import static dev.assay.teeth.Word.AUXILIARY;
import static dev.assay.teeth.Word.DETERMINER;
import static dev.assay.teeth.Word.NAME;
import static dev.assay.teeth.Word.NEGATION;
import static dev.assay.teeth.Word.NOUN;
import static dev.assay.teeth.Word.PLURAL;
import static dev.assay.teeth.Word.PREPOSITION;
import static dev.assay.teeth.Word.TIME;
import static dev.assay.teeth.Word.VERB;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The three shipped fixtures in the words of planted checkpoints: twelve templates of each, and of
 * every template as many rows as are asked for, no word twice in a sentence.
 */
final class PlantedFixtures {
  /** Kinds of words; a literal word stands for itself. */
  private static final List<List<Word>> STATEMENTS =
      List.of(
          List.of(DETERMINER, NOUN, AUXILIARY, ADJECTIVE, TIME),
          List.of(DETERMINER, ADJECTIVE, NOUN, VERB, DETERMINER, NOUN),
          List.of(NAME, VERB, DETERMINER, NOUN, PREPOSITION, DETERMINER, NOUN),
          List.of(DETERMINER, NOUN, PREPOSITION, DETERMINER, NOUN, AUXILIARY, ADJECTIVE),
          List.of(NAME, AUXILIARY, ADJECTIVE, PREPOSITION, NAME),
          List.of(DETERMINER, ADJECTIVE, ADJECTIVE, NOUN, VERB, DETERMINER, ADJECTIVE, NOUN),
          List.of(DETERMINER, NOUN, VERB, NAME, PREPOSITION, DETERMINER, NOUN, TIME),
          List.of(TIME, DETERMINER, NOUN, VERB, DETERMINER, NOUN),
          List.of(DETERMINER, NOUN, AUXILIARY, ADVERB, ADJECTIVE, TIME),
          List.of(NAME, PREPOSITION, NAME, VERB, NAME, TIME),
          List.of(PREPOSITION, DETERMINER, NOUN, DETERMINER, NOUN, VERB, NAME, TIME),
          List.of(DETERMINER, NOUN, PREPOSITION, NAME, VERB, DETERMINER, ADJECTIVE, NOUN));

  /** What stands before and after "was not good". */
  private static final List<List<List<Word>>> NEGATIONS =
      List.of(
          frame(List.of(DETERMINER, NOUN), List.of()),
          frame(List.of(DETERMINER, NOUN), List.of(TIME)),
          frame(List.of(NAME), List.of(PREPOSITION, NAME)),
          frame(List.of(DETERMINER, ADJECTIVE, NOUN), List.of(TIME)),
          frame(List.of(DETERMINER, NOUN, PREPOSITION, DETERMINER, NOUN), List.of()),
          frame(List.of(TIME, DETERMINER, NOUN), List.of()),
          frame(List.of(NAME), List.of(TIME)),
          frame(List.of(DETERMINER, NOUN), List.of(PREPOSITION, DETERMINER, NOUN)),
          frame(List.of(DETERMINER, NOUN, PREPOSITION, NAME), List.of(TIME)),
          frame(List.of(PREPOSITION, NAME, DETERMINER, NOUN), List.of()),
          frame(List.of(TIME, NAME), List.of(PREPOSITION, DETERMINER, NOUN)),
          frame(List.of(NAME, PREPOSITION, NAME), List.of()));

  private static final List<Word> UNRELATED =
      List.of(VERB, NAME, PREPOSITION, DETERMINER, ADJECTIVE, NOUN, TIME);

  private PlantedFixtures() {}

  private static List<List<Word>> frame(List<Word> before, List<Word> after) {
    return List.of(before, after);
  }

  /** Writes statements.csv, negation-pairs.csv and counterfactual-pairs.csv. */
  static Path write(Path folder, int rowsPerTemplate) throws IOException {
    Files.createDirectories(folder);
    List<String> statements = new ArrayList<>(List.of("id,text,template,origin"));
    List<String> negations =
        new ArrayList<>(List.of("id,template,negated,control,cue,control-word,affected,origin"));
    List<String> pairs =
        new ArrayList<>(
            List.of("id,template,kind,original,counterfactual,unrelated,substitutions,origin"));
    for (int row = 0; row < rowsPerTemplate; row++) {
      for (int template = 0; template < STATEMENTS.size(); template++) {
        statements.add(
            "s%d-%d,%s,s%d,planted"
                .formatted(
                    template, row, new Sentence(row).add(STATEMENTS.get(template)), template));
        negations.add(negation(template, row));
      }
      pairs.addAll(counterfactuals(row));
    }
    Files.write(folder.resolve("statements.csv"), statements);
    Files.write(folder.resolve("negation-pairs.csv"), negations);
    Files.write(folder.resolve("counterfactual-pairs.csv"), pairs);
    return folder;
  }

  private static String negation(int template, int row) {
    Sentence words = new Sentence(row).add(NEGATIONS.get(template).get(0)).add(List.of(AUXILIARY));
    int cue = words.size();
    words.add(List.of(ADJECTIVE)).add(NEGATIONS.get(template).get(1));
    String affected = words.get(cue);
    return "n%d-%d,n%d,%s,%s,%s,%s,%s,planted"
        .formatted(
            template,
            row,
            template,
            words.with(cue, NEGATION.get(row)),
            words.with(cue, ADVERB.get(row)),
            NEGATION.get(row),
            ADVERB.get(row),
            affected);
  }

  private static List<String> counterfactuals(int row) {
    String adjective = ADJECTIVE.get(2 * row);
    String opposite = ADJECTIVE.get(2 * row + 1);
    String noun = NOUN.get(row);
    String place = NAME.get(row);
    List<String> pairs = new ArrayList<>();
    for (List<Word> frame :
        List.of(
            List.of(DETERMINER, NOUN, VERB, DETERMINER, NOUN), List.of(NAME, VERB, NAME, TIME))) {
      Sentence sentence = new Sentence(row).add(frame);
      int second = frame.lastIndexOf(frame.contains(NOUN) ? NOUN : NAME);
      int first = frame.indexOf(frame.contains(NOUN) ? NOUN : NAME);
      pairs.add(
          pair("role-swap", sentence, sentence.swapped(first, second), row, pairs.size())
              .formatted(
                  "%1$s=%2$s;%2$s=%1$s".formatted(sentence.get(first), sentence.get(second))));
    }
    for (Sentence sentence : predications(row, AUXILIARY.get(row), adjective)) {
      int at = sentence.indexOf(adjective);
      pairs.add(
          pair("antonym", sentence, sentence.replaced(at, opposite), row, pairs.size())
              .formatted(adjective + "=" + opposite));
      pairs.add(
          pair("negation", sentence, sentence.with(at, NEGATION.get(row)), row, pairs.size())
              .formatted(""));
    }
    for (Sentence sentence : predications(row, "is", adjective)) {
      pairs.add(
          pair(
                  "tense",
                  sentence,
                  sentence.replaced(sentence.indexOf("is"), "was"),
                  row,
                  pairs.size())
              .formatted("is=was"));
    }
    for (Sentence sentence :
        List.of(
            new Sentence(row).add(List.of(DETERMINER)).word(noun).add(List.of(VERB, TIME)),
            new Sentence(row)
                .add(List.of(DETERMINER, ADJECTIVE))
                .word(noun)
                .add(List.of(VERB, TIME)))) {
      pairs.add(
          pair(
                  "number",
                  sentence,
                  sentence.replaced(sentence.indexOf(noun), PLURAL.get(row)),
                  row,
                  pairs.size())
              .formatted(noun + "=" + PLURAL.get(row)));
    }
    for (Sentence sentence :
        List.of(
            new Sentence(row).word(place).add(List.of(VERB, DETERMINER, NOUN)),
            new Sentence(row).add(List.of(DETERMINER, NOUN, VERB, PREPOSITION)).word(place))) {
      String other = NAME.get(row + 1);
      pairs.add(
          pair(
                  "entity",
                  sentence,
                  sentence.replaced(sentence.indexOf(place), other),
                  row,
                  pairs.size())
              .formatted(place + "=" + other));
    }
    return pairs;
  }

  private static List<Sentence> predications(int row, String auxiliary, String adjective) {
    return List.of(
        new Sentence(row).add(List.of(DETERMINER, NOUN)).word(auxiliary).word(adjective),
        new Sentence(row).add(List.of(NAME)).word(auxiliary).word(adjective).add(List.of(TIME)));
  }

  /** A row of counterfactual-pairs.csv but for its substitutions. */
  private static String pair(
      String kind, Sentence original, Sentence counterfactual, int row, int template) {
    Sentence unrelated =
        Sentence.without(row + 1, List.of(original, counterfactual))
            .add(UNRELATED.subList(0, counterfactual.size()));
    return "c%d-%d,c%d,%s,%s,%s,%s,%%s,planted"
        .formatted(template, row, template, kind, original, counterfactual, unrelated);
  }
}
