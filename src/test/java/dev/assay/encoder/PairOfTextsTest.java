package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairOfTextsTest {
  private static final Text PAIR = Text.of("The movie was long.", "It wasn't good.");
  private static final Set<Site> RESID = Set.of(Site.RESID);

  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void the_second_text_is_of_the_second_segment_to_its_end() {
    Tokens tokens = model.tokenize(PAIR);

    assertThat(tokens.pieces())
        .containsExactly(
            "[CLS]", "the", "movie", "was", "long", ".", "[SEP]", "it", "wasn", "'", "t", "good",
            ".", "[SEP]");
    assertThat(tokens.list().stream().map(Token::segment))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1);
    assertThat(tokens.contentPositions(1)).containsExactly(7, 8, 9, 10, 11, 12);
    assertThat(tokens.word("n't").positions()).containsExactly(8, 9, 10);
  }

  @Test
  void segments_are_in_what_the_encoder_sees() {
    Tokens pair = model.tokenize(PAIR);
    List<Token> ofOneSegment =
        pair.list().stream()
            .map(t -> new Token(t.piece(), t.id(), t.start(), t.end(), t.content(), 0))
            .toList();
    Tokens one = new Tokens(PAIR.first(), PAIR.second().orElseThrow(), ofOneSegment);
    List<Trace> traces = model.tokenTraces(List.of(pair, one), RESID);

    int lastOfFirst = 6;
    assertThat(embedded(traces.get(0), lastOfFirst))
        .containsExactly(embedded(traces.get(1), lastOfFirst));
    assertThat(embedded(traces.get(0), lastOfFirst + 1))
        .isNotEqualTo(embedded(traces.get(1), lastOfFirst + 1));
  }

  private static float[] embedded(Trace trace, int position) {
    return trace.tensor(Site.RESID).at(0).at(position).toArray();
  }

  @Test
  void a_pair_beside_single_texts_is_traced_as_alone() {
    float[] alone = model.trace(PAIR, RESID).tensor(Site.RESID).toArray();
    List<Trace> batch =
        model.traces(List.of(Text.of("Good."), PAIR, Text.of("It was long. ".repeat(9))), RESID);

    assertThat(batch.get(1).tensor(Site.RESID).toArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(alone);
  }

  @Test
  void shuffling_leaves_every_token_in_its_text() {
    Tokens before = model.tokenize(PAIR);
    try (PyTorchModel shuffled = NullModels.shuffledTokens(model, 1)) {
      Tokens after = shuffled.tokenize(PAIR);

      assertThat(after).isNotEqualTo(before);
      for (int position = 0; position < before.size(); position++) {
        assertThat(after.textOf(position)).isEqualTo(before.textOf(position));
        assertThat(after.get(position).segment()).isEqualTo(before.get(position).segment());
      }
      assertThat(after.list()).containsExactlyInAnyOrderElementsOf(before.list());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"It was [SEP] good", "[CLS] It was good", "It was good [SEP]"})
  void a_token_that_belongs_around_texts_is_refused_inside_one(String text) {
    assertThatThrownBy(() -> model.trace(text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("The text \"" + text + "\" spells out [")
        .hasMessageEndingWith(
            "give two texts as a pair: Text.of(first, second), or --text and --text-pair.");
    assertThatThrownBy(() -> model.tokenize(Text.of("Good.", text)))
        .isInstanceOf(AssayException.class);
  }

  @Test
  void a_mask_is_read_as_one() {
    assertThat(model.tokenize("It was [MASK].").pieces()).contains("[MASK]");
  }

  @Test
  void both_texts_together_must_fit_into_the_positions() {
    assertThatThrownBy(() -> model.tokenize(Text.of("good ".repeat(255), "bad ".repeat(255))))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is 513 tokens long, but all-MiniLM-L6-v2 has positions for 512");
  }

  @Test
  void an_empty_second_text_is_refused() {
    assertThatThrownBy(() -> model.tokenize(Text.of("Good.", " ")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("The text \" \" is blank");
  }
}
