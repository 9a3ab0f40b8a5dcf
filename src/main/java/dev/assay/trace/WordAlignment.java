package dev.assay.trace;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which token of a donor text takes the place of which token of a text, word by word. Words are
 * those of Unicode (UAX #29, as the JDK implements it), in the order of the text wherever their
 * tokens have gone. Where both texts have as many, the first is the partner of the first and so on;
 * else the longest common subsequence is kept, without regard to case, and between its words those
 * of gaps that are as many on both sides. The tokens of partners are partners if they are as many.
 * Special tokens are partners of special tokens, in their order.
 *
 * @param text whose values are replaced
 * @param donor whose values are put in
 * @param partners for each position of the text that in the donor, or -1
 */
public record WordAlignment(Tokens text, Tokens donor, List<Integer> partners) {
  private static final int NONE = -1;

  public WordAlignment {
    partners = List.copyOf(partners);
  }

  /** A word with the positions of its tokens, in the order of the text. */
  private record Unit(String word, List<Integer> positions) {}

  /** Aligns two texts. */
  public static WordAlignment of(Tokens text, Tokens donor) {
    int[] partners = new int[text.size()];
    Arrays.fill(partners, NONE);
    List<Unit> words = words(text);
    List<Unit> others = words(donor);
    int[] partnerOf = partnerOf(words, others);
    for (int i = 0; i < partnerOf.length; i++) {
      if (partnerOf[i] != NONE) {
        pair(words.get(i).positions, others.get(partnerOf[i]).positions, partners);
      }
    }
    List<Integer> special = special(text);
    List<Integer> otherSpecial = special(donor);
    for (int i = 0; i < Math.min(special.size(), otherSpecial.size()); i++) {
      partners[special.get(i)] = otherSpecial.get(i);
    }
    return new WordAlignment(text, donor, Arrays.stream(partners).boxed().toList());
  }

  private static void pair(List<Integer> positions, List<Integer> others, int[] partners) {
    for (int k = 0; positions.size() == others.size() && k < positions.size(); k++) {
      partners[positions.get(k)] = others.get(k);
    }
  }

  /** The donor's position that takes the place of one of the text. */
  public OptionalInt partner(int position) {
    int partner = partners.get(position);
    return partner == NONE ? OptionalInt.empty() : OptionalInt.of(partner);
  }

  /** Whether every token of both texts has a partner. */
  public boolean isComplete() {
    return text.size() == donor.size() && !partners.contains(NONE);
  }

  /**
   * The donor's positions that take the places of a word's tokens, in the order of {@link
   * Word#positions}: those of its partner; but where the texts do not have as many words, those of
   * the same word if the donor has it once.
   *
   * @throws AssayException if there is no word that takes its place with as many tokens
   */
  public List<Integer> partners(String word) {
    Word own = text.word(word);
    if (words(text).size() != words(donor).size() && WordSpan.all(donor.text(), word).size() == 1) {
      return counterpart(word, word);
    }
    List<Integer> found = own.positions().stream().map(partners::get).toList();
    if (found.contains(NONE)) {
      throw refusal(
          "no word of as many tokens takes the place of '%s'; name one, Edit.from(where, donor, word), or choose another donor"
              .formatted(word));
    }
    return found;
  }

  /**
   * The donor's positions of a word that is to take the place of a word of the text.
   *
   * @throws AssayException if a word does not occur once, or they are not as many tokens
   */
  public List<Integer> counterpart(String word, String counterpart) {
    List<Integer> own = inOrder(text, text.word(word).positions());
    List<Integer> others = inOrder(donor, donor.word(counterpart).positions());
    if (own.size() != others.size()) {
      throw refusal(
          "'%s' has %d tokens and '%s' has %d; choose words of as many tokens"
              .formatted(word, own.size(), counterpart, others.size()));
    }
    return text.word(word).positions().stream().map(at -> others.get(own.indexOf(at))).toList();
  }

  /** Both token lists, and what is wrong and can be done. */
  public AssayException refusal(String why) {
    return new AssayException(
        "%s cannot be patched from %s: %s; the tokens are %s and %s."
            .formatted(
                Quoted.text(text.text()),
                Quoted.text(donor.text()),
                why,
                text.pieces(),
                donor.pieces()));
  }

  private static List<Integer> inOrder(Tokens tokens, List<Integer> positions) {
    return positions.stream()
        .sorted(Comparator.comparingInt((Integer at) -> tokens.get(at).start()))
        .toList();
  }

  private static List<Integer> special(Tokens tokens) {
    return IntStream.range(0, tokens.size()).filter(i -> !tokens.get(i).content()).boxed().toList();
  }

  private static List<Unit> words(Tokens tokens) {
    BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
    boundaries.setText(tokens.text());
    TreeMap<Integer, List<Integer>> byStart = new TreeMap<>();
    List<Integer> content = Arrays.stream(tokens.contentPositions()).boxed().toList();
    for (int position : inOrder(tokens, content)) {
      int at = tokens.get(position).start();
      boolean inside = at < tokens.text().length() && !boundaries.isBoundary(at);
      byStart
          .computeIfAbsent(inside ? boundaries.preceding(at) : at, start -> new ArrayList<>())
          .add(position);
    }
    List<Unit> words = new ArrayList<>();
    byStart.forEach(
        (start, positions) -> {
          int end =
              start < tokens.text().length() ? boundaries.following(start) : tokens.text().length();
          String word = tokens.text().substring(start, end).toLowerCase(Locale.ROOT);
          words.add(new Unit(word, positions));
        });
    return words;
  }

  /** For each word the index of its partner, or {@link #NONE}. */
  private static int[] partnerOf(List<Unit> words, List<Unit> others) {
    if (words.size() == others.size()) {
      return IntStream.range(0, words.size()).toArray();
    }
    int[] partner = new int[words.size()];
    Arrays.fill(partner, NONE);
    int gap = 0;
    int otherGap = 0;
    for (int[] common : common(words, others)) {
      gap(partner, gap, common[0], otherGap, common[1]);
      partner[common[0]] = common[1];
      gap = common[0] + 1;
      otherGap = common[1] + 1;
    }
    gap(partner, gap, words.size(), otherGap, others.size());
    return partner;
  }

  private static void gap(int[] partner, int from, int to, int otherFrom, int otherTo) {
    for (int i = from; to - from == otherTo - otherFrom && i < to; i++) {
      partner[i] = otherFrom + i - from;
    }
  }

  /** The longest common subsequence, as pairs of indices. */
  private static List<int[]> common(List<Unit> a, List<Unit> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1]; // of the suffixes that start at i and j
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            same(a, b, i, j)
                ? 1 + length[i + 1][j + 1]
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    List<int[]> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (same(a, b, i, j)) {
        pairs.add(new int[] {i++, j++});
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return pairs;
  }

  private static boolean same(List<Unit> a, List<Unit> b, int i, int j) {
    return a.get(i).word.equals(b.get(j).word);
  }
}
