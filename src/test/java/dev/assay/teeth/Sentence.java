package dev.assay.teeth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A sentence in the making: words are taken in turn, none of them twice. */
final class Sentence {
  private final int row;
  private final Set<String> taken;
  private final List<String> words = new ArrayList<>();

  /**
   * @param row decides with which words it begins to take turns
   */
  Sentence(int row) {
    this(row, new HashSet<>());
  }

  private Sentence(int row, Set<String> taken) {
    this.row = row;
    this.taken = taken;
  }

  /** A sentence that has no word in common with others. */
  static Sentence without(int row, List<Sentence> others) {
    Set<String> taken = new HashSet<>();
    others.forEach(other -> taken.addAll(other.words));
    return new Sentence(row, taken);
  }

  /** One more word of each of these kinds. */
  Sentence add(List<Word> kinds) {
    for (Word kind : kinds) {
      int turn = row;
      while (taken.contains(kind.get(turn))) {
        turn++;
        if (turn > row + kind.words().size()) {
          throw new IllegalStateException("No %s is left for '%s ...'.".formatted(kind, this));
        }
      }
      word(kind.get(turn));
    }
    return this;
  }

  Sentence word(String word) {
    taken.add(word);
    words.add(word);
    return this;
  }

  int size() {
    return words.size();
  }

  String get(int index) {
    return words.get(index);
  }

  int indexOf(String word) {
    return words.indexOf(word);
  }

  /** The same with a word inserted. */
  Sentence with(int index, String word) {
    Sentence copy = copy();
    copy.words.add(index, word);
    return copy;
  }

  /** The same with another word in a place. */
  Sentence replaced(int index, String word) {
    Sentence copy = copy();
    copy.words.set(index, word);
    return copy;
  }

  Sentence swapped(int one, int other) {
    Sentence copy = copy();
    Collections.swap(copy.words, one, other);
    return copy;
  }

  private Sentence copy() {
    Sentence copy = new Sentence(row, new HashSet<>(taken));
    copy.words.addAll(words);
    return copy;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
