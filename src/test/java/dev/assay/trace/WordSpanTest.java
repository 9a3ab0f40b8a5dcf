package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSpanTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "I know him, no",
        "The knot held, not",
        "He can't swim, can",
        "He can't swim, t",
        "He can't swim, can'",
        "She cannot come, not",
        "Neither spoke, either",
        "Nothing is north of here, nor",
        "We were innocent, n't",
        "nt is no clitic, n't",
        "It costs 1000, 100",
        "Never_mind, never",
        "It is a no-fly zone, no"
      })
  void a_word_is_never_found_inside_another(String text, String word) {
    assertThat(WordSpan.all(text, word)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "No bus stops here, no, 0, 2",
        "I said no, no, 7, 9",
        "no, no, 0, 2",
        "Was it good? No., no, 13, 15",
        "She does NOT care, not, 9, 12",
        "She does not care, NOT, 9, 12",
        "He was \u201cnot\u201d there, not, 8, 11",
        "I said no\u2014never, no, 7, 9",
        "She said 'no'., no, 10, 12",
        "He came in 1990., 1990, 11, 15",
        "Élodie était là, était, 7, 12",
        "🙂 no, no, 3, 5"
      })
  void a_whole_word_is_found_wherever_it_stands_and_however_it_is_written(
      String text, String word, int start, int end) {
    assertThat(WordSpan.only(text, word)).isEqualTo(new WordSpan(start, end));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "She doesn't care, n't, 8, 11",
        "She doesn\u2019t care, n't, 8, 11",
        "She doesn't care, n\u2019t, 8, 11",
        "He CAN'T swim, n't, 5, 8",
        "We won't, n't, 5, 8"
      })
  void the_clitic_is_found_at_the_end_of_a_word(String text, String cue, int start, int end) {
    assertThat(WordSpan.only(text, cue)).isEqualTo(new WordSpan(start, end));
  }

  @Test
  void a_contraction_is_a_word_of_its_own() {
    assertThat(WordSpan.only("He can't swim", "can't")).isEqualTo(new WordSpan(3, 8));
  }

  @Test
  void a_phrase_is_found_as_a_whole() {
    String text = "She does very much like fish";
    assertThat(WordSpan.only(text, "does very much")).isEqualTo(new WordSpan(4, 18));
    assertThat(WordSpan.only(text, " very much ")).isEqualTo(new WordSpan(9, 18));
    assertThat(WordSpan.all(text, "very muc")).isEmpty();
    assertThat(WordSpan.all(text, "much very")).isEmpty();
  }

  @Test
  void all_occurrences_are_found_from_left_to_right() {
    assertThat(WordSpan.all("No, no, I know: no!", "no"))
        .containsExactly(new WordSpan(0, 2), new WordSpan(4, 6), new WordSpan(16, 18));
  }

  @Test
  void nothing_is_found_where_nothing_is_looked_for() {
    assertThat(WordSpan.all("No", "")).isEmpty();
    assertThat(WordSpan.all("No", "  ")).isEmpty();
    assertThat(WordSpan.all("", "no")).isEmpty();
  }

  @Test
  void a_word_that_does_not_occur_is_refused() {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> WordSpan.only("I know him", "no"))
        .withMessageStartingWith("The word 'no' does not occur in \"I know him\";");
  }

  @Test
  void a_word_that_occurs_twice_is_refused() {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> WordSpan.only("No means no", "no"))
        .withMessageStartingWith("The word 'no' occurs 2 times in \"No means no\";");
  }
}
