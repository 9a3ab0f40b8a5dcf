package dev.assay.teeth;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The vocabulary of planted checkpoints: every word is one word piece. */
enum Word {
  SPECIAL("[PAD] [UNK] [CLS] [SEP] [MASK]"),
  DETERMINER("the a this every"),
  NOUN("dog cat movie book house garden teacher farmer"),
  PLURAL("dogs cats movies books houses gardens teachers farmers"),
  VERB("sees likes finds chased painted wanted"),
  AUXILIARY("is was"),
  NEGATION("not never"),
  ADVERB("very quite"),
  ADJECTIVE("good bad big small old new warm cold"),
  NAME("london paris anna peter rome oslo"),
  PREPOSITION("in near behind with"),
  TIME("today again here soon");

  /** With blanks between them: an enum is to be immutable. */
  private final String words;

  Word(String words) {
    this.words = words;
  }

  /** The words of this kind. */
  List<String> words() {
    return List.of(words.split(" ", -1));
  }

  String get(int index) {
    return words().get(Math.floorMod(index, words().size()));
  }

  /** All word pieces, by id. */
  static List<String> pieces() {
    return Arrays.stream(values()).flatMap(kind -> kind.words().stream()).toList();
  }

  static int id(String piece) {
    return pieces().indexOf(piece);
  }

  /** The kind of the word piece with an id. */
  static Word kind(int id) {
    String piece = pieces().get(id);
    return Arrays.stream(values())
        .filter(kind -> kind.words().contains(piece))
        .findFirst()
        .orElseThrow();
  }

  /** The ids of all word pieces. */
  static IntStream ids() {
    return IntStream.range(0, pieces().size());
  }
}
