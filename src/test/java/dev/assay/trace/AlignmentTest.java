package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.trace.Alignment.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  @Test
  void texts_of_equal_length_are_compared_position_by_position() {
    Alignment alignment =
        Alignment.of(tokens("john gave mary books"), tokens("mary gave john books"), List.of());
    assertThat(alignment)
        .isEqualTo(
            new Alignment(
                List.of(
                    new Pair(0, 0),
                    new Pair(1, 1),
                    new Pair(2, 2),
                    new Pair(3, 3),
                    new Pair(4, 4),
                    new Pair(5, 5)),
                0,
                0));
  }

  @Test
  void an_inserted_word_has_no_partner() {
    // 0 [CLS] 1 it 2 was 3 good 4 [SEP]  against  0 [CLS] 1 it 2 was 3 not 4 good 5 [SEP]
    Alignment alignment = Alignment.of(tokens("it was good"), tokens("it was not good"), List.of());
    assertThat(alignment)
        .isEqualTo(
            new Alignment(
                List.of(
                    new Pair(0, 0), new Pair(1, 1), new Pair(2, 2), new Pair(3, 4), new Pair(4, 5)),
                0,
                1));
  }

  @Test
  void the_counts_change_places_when_the_texts_do() {
    Alignment alignment = Alignment.of(tokens("it was not good"), tokens("it was good"), List.of());
    assertThat(alignment.originalDropped()).isEqualTo(1);
    assertThat(alignment.counterfactualDropped()).isZero();
  }

  @Test
  void the_longest_common_subsequence_is_kept_not_the_first_match() {
    // Pairing the first "the" of both would leave "dog saw the" without partners.
    Alignment alignment =
        Alignment.of(tokens("dog saw the cat"), tokens("the old dog saw the small cat"), List.of());
    assertThat(alignment.pairs())
        .containsExactly(
            new Pair(0, 0),
            new Pair(1, 3),
            new Pair(2, 4),
            new Pair(3, 5),
            new Pair(4, 7),
            new Pair(5, 8));
    assertThat(alignment.counterfactualDropped()).isEqualTo(3);
  }

  @Test
  void a_declared_substitution_is_kept() {
    Tokens original = tokens("he likes playing");
    Tokens counterfactual = tokens("he likes to not play");
    Alignment without = Alignment.of(original, counterfactual, List.of());
    assertThat(without)
        .isEqualTo(
            new Alignment(
                List.of(new Pair(0, 0), new Pair(1, 1), new Pair(2, 2), new Pair(4, 6)), 1, 3));

    Alignment with =
        Alignment.of(original, counterfactual, List.of(new Substitution("playing", "play")));
    assertThat(with)
        .isEqualTo(
            new Alignment(
                List.of(
                    new Pair(0, 0), new Pair(1, 1), new Pair(2, 2), new Pair(3, 5), new Pair(4, 6)),
                0,
                2));
  }

  @Test
  void a_substitution_of_as_many_pieces_is_kept_piece_by_piece() {
    Alignment alignment =
        Alignment.of(
            tokens("eat su+shi"),
            tokens("eat ra+men now"),
            List.of(new Substitution("sushi", "ramen")));
    assertThat(alignment.pairs())
        .containsExactly(
            new Pair(0, 0), new Pair(1, 1), new Pair(2, 2), new Pair(3, 3), new Pair(4, 5));
  }

  @Test
  void a_substitution_of_unequal_piece_counts_is_dropped() {
    Alignment alignment =
        Alignment.of(
            tokens("picasso painted"),
            tokens("kan+din+sky painted"),
            List.of(new Substitution("picasso", "kandinsky")));
    assertThat(alignment)
        .isEqualTo(new Alignment(List.of(new Pair(0, 0), new Pair(2, 4), new Pair(3, 5)), 1, 3));
  }

  @Test
  void substitutions_that_cross_are_not_both_kept() {
    Alignment alignment =
        Alignment.of(
            tokens("red blue"),
            tokens("one two three"),
            List.of(new Substitution("red", "two"), new Substitution("blue", "one")));
    assertThat(alignment.pairs()).hasSize(3).contains(new Pair(0, 0), new Pair(3, 4));
    assertThat(alignment.originalDropped()).isEqualTo(1);
  }

  @Test
  void a_substitution_that_names_no_word_of_its_text_is_refused() {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(
            () ->
                Alignment.of(
                    tokens("he sits"),
                    tokens("he sat down"),
                    List.of(new Substitution("sat", "sat"))))
        .withMessageContaining("'sat' does not occur in \"he sits\"");
  }

  @Test
  void pairs_ascend_in_both_texts_and_are_as_many_as_can_be() {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      Tokens a = randomTokens(random, 1 + random.nextInt(6));
      Tokens b = randomTokens(random, a.list().size() + 1 + random.nextInt(3));
      Alignment alignment = Alignment.of(a, b, List.of());
      for (int k = 0; k < alignment.pairs().size(); k++) {
        Pair pair = alignment.pairs().get(k);
        assertThat(a.get(pair.original()).id()).isEqualTo(b.get(pair.counterfactual()).id());
        if (k > 0) {
          Pair before = alignment.pairs().get(k - 1);
          assertThat(pair.original()).isGreaterThan(before.original());
          assertThat(pair.counterfactual()).isGreaterThan(before.counterfactual());
        }
      }
      assertThat(alignment.pairs()).hasSize(longestCommonSubsequenceByTrying(a.ids(), b.ids()));
      assertThat(alignment.pairs().size() + alignment.originalDropped()).isEqualTo(a.size());
      assertThat(alignment.pairs().size() + alignment.counterfactualDropped()).isEqualTo(b.size());
    }
  }

  /** Tries every subset of the shorter text: slow, and too simple to be wrong. */
  private static int longestCommonSubsequenceByTrying(int[] a, int[] b) {
    int longest = 0;
    for (int subset = 0; subset < 1 << a.length; subset++) {
      int at = 0;
      boolean found = true;
      for (int i = 0; i < a.length && found; i++) {
        if ((subset >> i & 1) == 1) {
          while (at < b.length && b[at] != a[i]) {
            at++;
          }
          found = at++ < b.length;
        }
      }
      if (found) {
        longest = Math.max(longest, Integer.bitCount(subset));
      }
    }
    return longest;
  }

  private static Tokens randomTokens(Random random, int words) {
    return tokens(
        IntStream.range(0, words)
            .mapToObj(i -> "wxyz".charAt(random.nextInt(4)) + "")
            .collect(Collectors.joining(" ")));
  }

  /** Words between [CLS] and [SEP]; a plus sign cuts a word into pieces. */
  private static Tokens tokens(String words) {
    List<Token> tokens = new ArrayList<>();
    tokens.add(new Token("[CLS]", 101, 0, 0, false));
    int at = 0;
    for (String word : words.split(" ", -1)) {
      for (String piece : word.split("\\+", -1)) {
        tokens.add(new Token(piece, piece.hashCode(), at, at + piece.length(), true));
        at += piece.length();
      }
      at++;
    }
    tokens.add(new Token("[SEP]", 102, 0, 0, false));
    return new Tokens(words.replace("+", ""), tokens);
  }
}
