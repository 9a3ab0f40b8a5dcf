package dev.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskScoresTest {
  private static final List<String> VOCABULARY = List.of("bird", "fish", "cat", "dog");

  /** Probabilities 1/8, 4/8, 2/8, 1/8. */
  private static final MaskScore EIGHTHS = mask(0, log(4), log(2), 0);

  private static float log(double x) {
    return (float) Math.log(x);
  }

  private static MaskScore mask(float... logits) {
    MaskScore.Words words =
        new MaskScore.Words() {
          @Override
          public String piece(int id) {
            return VOCABULARY.get(id);
          }

          @Override
          public int id(String word) {
            return VOCABULARY.indexOf(word);
          }
        };
    return new MaskScore(words, 3, logits);
  }

  private static MaskScores only(MaskScore mask) {
    return new MaskScores(List.of(mask));
  }

  @Test
  void a_words_probability_is_its_share_of_all() {
    assertThat(EIGHTHS.logProbability("fish")).isCloseTo(Math.log(0.5), within(1e-7));
    assertThat(only(EIGHTHS).logProbability("cat")).isCloseTo(Math.log(0.25), within(1e-7));
  }

  @Test
  void probabilities_add_up_to_one_whatever_the_size_of_the_scores() {
    for (float shift : new float[] {0, 1e4f, -1e4f, 3e38f}) {
      MaskScore shifted = mask(shift, shift + 1, shift, shift - 2);
      double sum = shifted.top(4).stream().mapToDouble(Prediction::probability).sum();
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void the_likeliest_word_has_the_rank_one_and_equal_words_share_theirs() {
    assertThat(EIGHTHS.rank("fish")).isEqualTo(1);
    assertThat(EIGHTHS.rank("cat")).isEqualTo(2);
    assertThat(EIGHTHS.rank("bird")).isEqualTo(3);
    assertThat(only(EIGHTHS).rank("dog")).isEqualTo(3);
  }

  @Test
  void the_top_comes_in_order_and_ends_with_the_vocabulary() {
    assertThat(EIGHTHS.top(3)).extracting(Prediction::token).containsExactly("fish", "cat", "bird");
    assertThat(EIGHTHS.top(3)).extracting(Prediction::rank).containsExactly(1, 2, 3);
    assertThat(EIGHTHS.top(100)).hasSize(4);
    assertThatThrownBy(() -> EIGHTHS.top(0))
        .isInstanceOf(AssayException.class)
        .hasMessage("The top 0 tokens are none; ask for 1 at least.");
  }

  @Test
  void given_candidates_keep_their_probability_among_all() {
    List<Prediction> two = only(EIGHTHS).among("dog", "cat");

    assertThat(two).extracting(Prediction::token).containsExactly("cat", "dog");
    assertThat(two.get(0).probability()).isCloseTo(0.25, within(1e-7));
    assertThat(two.get(1).rank()).isEqualTo(3);
  }

  @Test
  void correlation_is_of_the_logarithms_over_the_whole_vocabulary() {
    // Logarithms to the base of 2, less their mean: (-3/4, 5/4, 1/4, -3/4), and (1/2, -1/2, ...).
    MaskScore other = mask(log(2), 0, log(2), 0);
    double expected = (-0.75 * 0.5 - 1.25 * 0.5 + 0.25 * 0.5 + 0.75 * 0.5) / Math.sqrt(2.75 * 1);

    assertThat(EIGHTHS.correlation(other)).isCloseTo(expected, within(1e-7));
    assertThat(only(EIGHTHS).correlation(only(EIGHTHS))).isCloseTo(1, within(1e-12));
    assertThat(EIGHTHS.correlation(mask(5, 5 + log(4), 5 + log(2), 5)))
        .as("a shift changes no probability")
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void rank_correlation_is_of_the_places_among_the_whole_vocabulary() {
    // Ranks from below: (3/2, 4, 3, 3/2) and (7/2, 3/2, 7/2, 3/2).
    MaskScore other = mask(log(2), 0, log(2), 0);

    assertThat(EIGHTHS.rankCorrelation(other)).isCloseTo(-1 / Math.sqrt(18), within(1e-12));
    assertThat(only(EIGHTHS).rankCorrelation(only(EIGHTHS))).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> EIGHTHS.rankCorrelation(mask(1, 2, 3)))
        .isInstanceOf(AssayException.class);
  }

  @Test
  void another_vocabulary_cannot_be_correlated_with() {
    assertThatThrownBy(() -> EIGHTHS.correlation(mask(1, 2, 3)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "Scores of 4 tokens cannot be correlated with those of 3; compare models with one"
                + " vocabulary.");
  }

  @Test
  void of_several_masks_one_must_be_named() {
    MaskScores two = new MaskScores(List.of(EIGHTHS, mask(1, 0, 0, 0)));

    assertThat(two.mask(1).rank("bird")).isEqualTo(1);
    assertThatThrownBy(() -> two.rank("bird"))
        .isInstanceOf(AssayException.class)
        .hasMessage("The text has 2 masks; say which one is meant: mask(0) to mask(1).");
    assertThatThrownBy(() -> only(EIGHTHS).correlation(two)).isInstanceOf(AssayException.class);
    for (int index : IntStream.of(-1, 2).toArray()) {
      assertThatThrownBy(() -> two.mask(index))
          .isInstanceOf(AssayException.class)
          .hasMessage("There is no mask " + index + ": the text has masks 0 to 1.");
    }
  }
}
