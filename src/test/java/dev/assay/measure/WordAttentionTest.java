package dev.assay.measure;

import static dev.assay.measure.WordAttention.fromTo;
import static dev.assay.measure.WordAttention.fromWord;
import static dev.assay.measure.WordAttention.mutual;
import static dev.assay.measure.WordAttention.toWord;
import static dev.assay.trace.Variant.CONTENT;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Traces;
import dev.assay.trace.Word;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WordAttentionTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** "they undo it", where undo is two word pieces. */
  private final AttentionPattern undo =
      AttentionPattern.of(
          Traces.tokens("they", "un", "##do", "it"),
          new double[][] {
            {0.1, 0.2, 0.3, 0.4}, {0.4, 0.3, 0.2, 0.1}, {0.2, 0, 0.5, 0.3}, {0.25, 0.25, 0.4, 0.1}
          });

  @Test
  void attention_from_a_word_is_the_mean_over_its_pieces() {
    assertThat(fromWord(undo, "undo")).containsExactly(new double[] {0.3, 0.15, 0.35, 0.2}, EXACT);
    assertThat(fromWord(undo, "it")).containsExactly(new double[] {0.25, 0.25, 0.4, 0.1}, EXACT);
  }

  @Test
  void attention_to_a_word_is_the_sum_over_its_pieces() {
    assertThat(toWord(undo, "undo")).containsExactly(new double[] {0.5, 0.5, 0.5, 0.65}, EXACT);
    assertThat(toWord(undo, "they")).containsExactly(new double[] {0.1, 0.4, 0.2, 0.25}, EXACT);
  }

  @Test
  void attention_between_words_has_a_direction() {
    assertThat(fromTo(undo, "undo", "it")).isEqualTo(0.2, EXACT);
    assertThat(fromTo(undo, "it", "undo")).isEqualTo(0.65, EXACT);
    assertThat(fromTo(undo, "undo", "undo")).isEqualTo(0.5, EXACT);
  }

  @Test
  void mutual_attention_is_the_smaller_of_both_directions() {
    assertThat(mutual(undo, "undo", "it")).isEqualTo(0.2, EXACT);
    assertThat(mutual(undo, "it", "undo")).isEqualTo(0.2, EXACT);
    assertThat(mutual(undo, "they", "it")).isEqualTo(0.25, EXACT);
  }

  @Test
  void words_are_looked_up_in_the_variant_at_hand() {
    AttentionPattern content = Patterns.four().as(CONTENT);
    assertThat(fromTo(content, "a", "b")).isEqualTo(0.25, EXACT);
    assertThat(fromTo(content, content.tokens().word("c"), content.tokens().word("a")))
        .isEqualTo(0.6, EXACT);
    assertThat(mutual(Patterns.four().as(CONTENT_WITHOUT_SELF), "b", "c")).isEqualTo(0.25, EXACT);
  }

  @Test
  void refuses_a_word_of_other_tokens() {
    AttentionPattern content = Patterns.four().as(CONTENT);
    Word raw = Patterns.four().tokens().word("c");
    Word a = content.tokens().word("a");
    String message =
        "The word 'c' has a token at position 3, but this attention is over 3 tokens, numbered from 0; look the word up in the pattern's own tokens, pattern.tokens().word(\"c\").";
    assertThatThrownBy(() -> fromWord(content, raw))
        .isInstanceOf(AssayException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> toWord(content, raw)).hasMessage(message);
    assertThatThrownBy(() -> fromTo(content, a, raw)).hasMessage(message);
    assertThatThrownBy(() -> fromTo(content, raw, a)).hasMessage(message);
    assertThatThrownBy(() -> fromWord(content, new Word("x", List.of(-1))))
        .isInstanceOf(AssayException.class);
  }

  @Test
  void refuses_a_word_that_is_not_in_the_text() {
    assertThatThrownBy(() -> mutual(undo, "do", "it"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("The word 'do' does not occur");
  }
}
