package replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyTest {
  private static final Dependency ROW =
      new Dependency("r", "r", "The robin's nest fell.", "The", "nest");

  /** [CLS] the rob in ' s nest fell . [SEP] */
  private static final Tokens TOKENS =
      new Tokens(
          ROW.text(),
          List.of(
              special("[CLS]"),
              token("the", 0, 3),
              token("rob", 4, 7),
              token("##in", 7, 9),
              token("'", 9, 10),
              token("s", 10, 11),
              token("nest", 12, 16),
              token("fell", 17, 21),
              token(".", 21, 22),
              special("[SEP]")));

  @Test
  void words_are_those_of_treebanks() {
    assertThat(Words.of(TOKENS)).containsExactly(-1, 0, 1, 1, 2, 2, 3, 4, 5, -1);
    assertThat(Words.count("A well-known fox, Tom's.")).isEqualTo(7);
    assertThat(ROW.distance()).isEqualTo(3);
    assertThat(new Dependency("r", "r", ROW.text(), "nest", "the").distance()).isEqualTo(-3);
  }

  @Test
  void a_head_finds_the_word_that_gets_most_of_the_dependents_attention() {
    assertThat(found(attention(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.05, 0.05, 0))).isTrue();
    assertThat(found(attention(0, 0, 0, 0, 0, 0, 0.4, 0.6, 0, 0))).isFalse();
  }

  @Test
  void attention_to_special_tokens_and_to_itself_does_not_count() {
    assertThat(found(attention(0.3, 0.3, 0, 0, 0, 0, 0.1, 0, 0, 0.3))).isTrue();
  }

  @Test
  void the_pieces_of_a_word_get_their_attention_together() {
    assertThat(found(attention(0, 0, 0.3, 0.3, 0, 0, 0.4, 0, 0, 0))).isFalse();
    assertThat(found(attention(0, 0, 0, 0, 0.3, 0.3, 0.4, 0, 0, 0))).isFalse();
  }

  @Test
  void nothing_is_found_where_all_words_get_the_same() {
    assertThat(found(attention(0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.1))).isFalse();
  }

  /** Both pieces look at one word each, the second one harder. */
  @Test
  void a_word_of_two_pieces_attends_with_both() {
    Dependency robin = new Dependency("r", "r", ROW.text(), "robin", "nest");
    float[] pattern = new float[100];
    pattern[20 + 7] = 0.4f;
    pattern[20] = 0.6f;
    pattern[30 + 6] = 0.6f;
    pattern[30] = 0.4f;
    fillOthers(pattern, 2, 3);
    assertThat(robin.found(trace(pattern))[0][0]).isTrue();
  }

  @Test
  void words_that_do_not_occur_once_are_refused() {
    assertThatThrownBy(() -> new Dependency("r", "r", "The dog saw the cat.", "the", "cat"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("occurs more than once");
    assertThatThrownBy(() -> new Dependency("r", "r", "A dog barked.", "a", "dogs"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("does not occur");
  }

  private static boolean found(float[] pattern) {
    return ROW.found(trace(pattern))[0][0];
  }

  /** What "the", token 1, attends to; all other tokens attend to [CLS]. */
  private static float[] attention(double... fromThe) {
    float[] pattern = new float[100];
    for (int key = 0; key < 10; key++) {
      pattern[10 + key] = (float) fromThe[key];
    }
    fillOthers(pattern, 1);
    return pattern;
  }

  private static void fillOthers(float[] pattern, int... given) {
    List<Integer> queries = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Arrays.stream(given).forEach(query -> queries.remove((Integer) query));
    queries.forEach(query -> pattern[query * 10] = 1);
  }

  private static Trace trace(float[] pattern) {
    return Trace.of(TOKENS, 1, 1, Map.of(Site.PATTERN, Tensor.of(pattern, 1, 1, 10, 10)));
  }

  private static Token token(String piece, int start, int end) {
    return new Token(piece, 7, start, end, true);
  }

  private static Token special(String piece) {
    return new Token(piece, 1, 0, 0, false);
  }
}
