package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordAlignmentTest {

  @Test
  void as_many_words_are_partners_in_their_order() {
    // 0 [CLS] 1 it 2 was 3 not 4 good 5 [SEP]
    assertThat(align("it was not good", "it was very bad").partners())
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void words_that_both_have_are_partners_and_as_many_between_them() {
    assertThat(align("it was not good", "that film was truly not good").partners())
        .containsExactly(0, -1, 3, 5, 6, 7);
    assertThat(align("it was not good , so what", "it was very good").partners())
        .containsExactly(0, 1, 2, 3, 4, -1, -1, -1, 5);
  }

  @Test
  void words_of_unlike_many_tokens_have_no_partner() {
    // "un|happy" is two tokens, "sad" one.
    WordAlignment alignment = align("he was un|happy then", "he was sad then");

    assertThat(alignment.partners()).containsExactly(0, 1, 2, -1, -1, 4, 5);
    assertThat(alignment.isComplete()).isFalse();
    assertThatThrownBy(() -> alignment.partners("unhappy"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "\"he was unhappy then\" cannot be patched from \"he was sad then\": no word of as many"
                + " tokens takes the place of 'unhappy'; name one, Edit.from(where, donor, word),"
                + " or choose another donor; the tokens are [[CLS], he, was, un, happy, then,"
                + " [SEP]] and [[CLS], he, was, sad, then, [SEP]].");
  }

  @Test
  void where_words_are_not_as_many_a_word_is_found_by_its_name() {
    assertThat(align("it was good", "good it was not").partners("good")).containsExactly(1);
    assertThat(align("good it was", "it was good").partners("good")).containsExactly(1);
    assertThatThrownBy(() -> align("it was good", "what a bad film").partners("good"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("no word of as many tokens takes the place of 'good'");
  }

  @Test
  void a_counterpart_is_of_as_many_tokens() {
    WordAlignment alignment = align("he was un|happy then", "then dis|pleased he was there");

    assertThat(alignment.counterpart("unhappy", "displeased")).containsExactly(2, 3);
    assertThatThrownBy(() -> alignment.counterpart("unhappy", "there"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'unhappy' has 2 tokens and 'there' has 1");
  }

  @Test
  void words_are_partners_wherever_their_tokens_have_gone() {
    Tokens text = tokens("he was un|happy").select(0, 4, 2, 1, 3, 5);
    Tokens donor = tokens("she is dis|pleased").select(0, 3, 4, 1, 2, 5);

    WordAlignment alignment = WordAlignment.of(text, donor);

    assertThat(text.pieces()).containsExactly("[CLS]", "happy", "was", "he", "un", "[SEP]");
    assertThat(donor.pieces()).containsExactly("[CLS]", "dis", "pleased", "she", "is", "[SEP]");
    assertThat(alignment.partners()).containsExactly(0, 2, 4, 3, 1, 5);
    assertThat(alignment.isComplete()).isTrue();
  }

  private static WordAlignment align(String text, String donor) {
    return WordAlignment.of(tokens(text), tokens(donor));
  }

  /** Words are separated by blanks, pieces of one word by bars. */
  private static Tokens tokens(String pieces) {
    List<Token> tokens = new ArrayList<>();
    tokens.add(new Token("[CLS]", 0, 0, 0, false));
    int at = 0;
    for (String word : pieces.split(" ", -1)) {
      for (String piece : word.split("\\|", -1)) {
        tokens.add(new Token(piece, piece.hashCode() & 0xff, at, at + piece.length(), true));
        at += piece.length();
      }
      at++;
    }
    tokens.add(new Token("[SEP]", 1, 0, 0, false));
    return new Tokens(pieces.replace("|", ""), tokens);
  }
}
