package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {
  /** As BERT's uncased vocabulary cuts it. */
  private static final Tokens SHE_DOESNT_LIKE_SUSHI =
      new Tokens(
          "She doesn't like sushi",
          List.of(
              special("[CLS]", 101),
              new Token("she", 2016, 0, 3, true),
              new Token("doesn", 2987, 4, 9, true),
              new Token("'", 1005, 9, 10, true),
              new Token("t", 1056, 10, 11, true),
              new Token("like", 2066, 12, 16, true),
              new Token("su", 10514, 17, 19, true),
              new Token("##shi", 6182, 19, 22, true),
              special("[SEP]", 102)));

  private static Token special(String piece, int id) {
    return new Token(piece, id, 0, 0, false);
  }

  @Test
  void a_word_is_all_its_pieces() {
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("like").positions()).containsExactly(5);
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("Sushi").positions()).containsExactly(6, 7);
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("like sushi").positions()).containsExactly(5, 6, 7);
  }

  /** RoBERTa's: a blank before a word is in its first piece, but not in the piece's place. */
  @Test
  void a_word_of_byte_level_pieces_is_found_by_its_place() {
    String text = "Unhappy 🙂 cafés aren't";
    Tokens tokens =
        new Tokens(
            text,
            List.of(
                special("<s>", 0),
                new Token("Un", 9685, 0, 2, true),
                new Token("happy", 17020, 2, 7, true),
                new Token("ĠðŁ", 8103, 8, 10, true),
                new Token("ĻĤ", 10, 8, 10, true), // the other bytes of the same character
                new Token("Ġcaf", 4747, 11, 14, true),
                new Token("Ã©", 1140, 14, 15, true),
                new Token("s", 29, 15, 16, true),
                new Token("Ġaren", 5389, 17, 21, true),
                new Token("'t", 75, 21, 23, true),
                special("</s>", 2)));

    assertThat(tokens.word("unhappy").positions()).containsExactly(1, 2);
    assertThat(tokens.word("🙂").positions()).containsExactly(3, 4);
    assertThat(tokens.word("cafés").positions()).containsExactly(5, 6, 7);
    assertThat(tokens.word("n't").positions()).containsExactly(8, 9);
    assertThat(tokens.word("🙂 cafés").positions()).containsExactly(3, 4, 5, 6, 7);
  }

  /** XLM-RoBERTa's and ModernBERT's: the blank before a word belongs to its first piece's place. */
  @Test
  void a_blank_before_a_word_does_not_make_its_piece_part_of_the_word_before() {
    String text = "It was not good";
    Tokens tokens =
        new Tokens(
            text,
            List.of(
                special("<s>", 0),
                new Token("▁It", 1650, 0, 2, true),
                new Token("▁was", 509, 2, 6, true),
                new Token("▁not", 959, 6, 10, true),
                new Token("▁", 6, 10, 11, true),
                new Token("good", 18621, 11, 15, true),
                special("</s>", 2)));

    assertThat(tokens.word("was").positions()).containsExactly(2);
    assertThat(tokens.word("not").positions()).containsExactly(3);
    assertThat(tokens.word("good").positions()).containsExactly(5);
    assertThat(tokens.word("was not").positions()).containsExactly(2, 3);
    assertThat(tokens.word("not good").positions()).containsExactly(3, 4, 5);
  }

  @Test
  void a_piece_that_is_nowhere_in_the_text_is_no_part_of_a_word_wherever_it_was_put() {
    Tokens pair =
        new Tokens(
            "was\nnot",
            List.of(
                special("[CLS]", 101),
                new Token("was", 2001, 0, 3, true),
                new Token("[SEP]", 102, 3, 3, false),
                new Token("", 6, 5, 5, true),
                new Token("not", 2025, 4, 7, true, 1),
                new Token("[SEP]", 102, 7, 7, false, 1)));

    assertThat(pair.word("not").positions()).containsExactly(4);
    assertThat(pair.word("was").positions()).containsExactly(1);
    assertThat(pair.contentPositions()).containsExactly(1, 3, 4);
  }

  /** RoBERTa's: two tokens between the texts, and one token type for both. */
  private static final Tokens PAIR =
      new Tokens(
          "was not",
          "not was not",
          List.of(
              special("<s>", 0),
              new Token("was", 1, 0, 3, true),
              new Token("Ġnot", 2, 4, 7, true),
              new Token("</s>", 3, 7, 7, false),
              new Token("</s>", 3, 7, 7, false),
              new Token("not", 4, 8, 11, true),
              new Token("Ġwas", 5, 12, 15, true),
              new Token("Ġnot", 2, 16, 19, true),
              new Token("</s>", 3, 19, 19, false)));

  @Test
  void a_token_of_a_pair_knows_its_text_and_its_place_in_it() {
    assertThat(PAIR.text()).isEqualTo("was not\nnot was not");
    assertThat(PAIR.texts()).containsExactly("was not", "not was not");
    assertThat(IntStream.range(0, PAIR.size()).map(PAIR::textOf))
        .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(PAIR.contentPositions(0)).containsExactly(1, 2);
    assertThat(PAIR.contentPositions(1)).containsExactly(5, 6, 7);
    assertThat(PAIR.placeInText(2)).isEqualTo(new WordSpan(4, 7));
    assertThat(PAIR.placeInText(6)).isEqualTo(new WordSpan(4, 7));
    assertThat(PAIR.select(6, 0).textOf(0)).isEqualTo(1);
  }

  @Test
  void a_word_that_both_texts_hold_is_found_in_the_one_asked_for() {
    assertThat(PAIR.word("was", 0).positions()).containsExactly(1);
    assertThat(PAIR.word("was", 1).positions()).containsExactly(6);
    assertThat(PAIR.word("not", 0).positions()).containsExactly(2);
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> PAIR.word("was"))
        .withMessageContaining("'was' occurs in both texts of \"was not | not was not\"")
        .withMessageEndingWith("ask for the word of text 0 or 1.");
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> PAIR.word("good"))
        .withMessageContaining("'good' occurs in neither text of \"was not | not was not\"");
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> PAIR.word("not", 1))
        .withMessageContaining("occurs 2 times in \"not was not\"");
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> SHE_DOESNT_LIKE_SUSHI.word("she", 1))
        .withMessageStartingWith("There is no text 1");
  }

  @Test
  void the_first_word_does_not_take_in_the_special_token_before_it() {
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("she").positions()).containsExactly(1);
  }

  @Test
  void the_clitic_is_every_piece_that_it_overlaps() {
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("n't").positions()).containsExactly(2, 3, 4);
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("doesn't").positions()).containsExactly(2, 3, 4);
  }

  @Test
  void a_word_keeps_the_name_it_was_asked_by() {
    assertThat(SHE_DOESNT_LIKE_SUSHI.word("SHE").text()).isEqualTo("SHE");
  }

  @Test
  void a_word_that_tokenisation_lost_is_an_error() {
    Tokens lost =
        new Tokens(
            "Say ☃ now",
            List.of(
                special("[CLS]", 101),
                new Token("say", 2360, 0, 3, true),
                new Token("now", 2085, 6, 9, true),
                special("[SEP]", 102)));
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> lost.word("☃"))
        .withMessageStartingWith("Tokenisation lost the word '☃' of \"Say ☃ now\": none of");
  }

  @Test
  void a_word_that_is_not_in_the_text_or_twice_in_it_is_an_error() {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> SHE_DOESNT_LIKE_SUSHI.word("he"))
        .withMessageContaining("does not occur");
    Tokens twice = new Tokens("no no", List.of(new Token("no", 2053, 0, 2, true)));
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> twice.word("no"))
        .withMessageContaining("occurs 2 times");
  }

  @Test
  void content_is_all_but_what_the_tokenizer_put_around_the_text() {
    assertThat(SHE_DOESNT_LIKE_SUSHI.contentPositions()).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void a_selection_keeps_the_text_and_the_order_asked_for() {
    Tokens selected = SHE_DOESNT_LIKE_SUSHI.select(7, 5, 1);
    assertThat(selected.pieces()).containsExactly("##shi", "like", "she");
    assertThat(selected.ids()).containsExactly(6182, 2066, 2016);
    assertThat(selected.text()).isEqualTo("She doesn't like sushi");
    assertThat(selected.word("like").positions()).containsExactly(1);
  }

  @Test
  void tokens_and_words_do_not_change_with_the_lists_they_were_made_from() {
    List<Token> list = new ArrayList<>(SHE_DOESNT_LIKE_SUSHI.list());
    Tokens tokens = new Tokens("She doesn't like sushi", list);
    list.clear();
    assertThat(tokens.size()).isEqualTo(9);

    List<Integer> positions = new ArrayList<>(List.of(2, 3));
    Word word = new Word("she", positions);
    positions.clear();
    assertThat(word.positions()).containsExactly(2, 3);
  }

  @Test
  void a_word_has_at_least_one_token() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Word("she", List.of()));
  }
}
