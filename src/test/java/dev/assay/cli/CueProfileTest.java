package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CueProfileTest {
  /** "did" ["n't" as two pieces] "go": the cue's rows are 1 and 2. */
  private static final Trace DID_NOT_GO =
      trace(
          new Tokens(
              "didn't go",
              List.of(
                  new Token("did", 1, 0, 3, true),
                  new Token("n'", 2, 3, 5, true),
                  new Token("##t", 3, 5, 6, true),
                  new Token("go", 4, 7, 9, true))),
          0.5f,
          0.25f,
          0.125f,
          0.125f,
          0.25f,
          0.25f,
          0.25f,
          0.25f,
          0.75f,
          0,
          0,
          0.25f,
          0,
          0.5f,
          0.25f,
          0.25f);

  private static final Trace NO =
      trace(new Tokens("no", List.of(new Token("no", 5, 0, 2, true))), 1);

  private final CueProfile raw = new CueProfile(Variant.RAW, 1, 1, 2);

  @Test
  void takes_a_cue_of_two_pieces_for_one_position() {
    raw.add(DID_NOT_GO, "n't");
    assertThat(raw.sentences()).containsExactly(0, 1, 1, 1, 0);
    assertThat(raw.fromCue(0, 0))
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(0.5), // (0.25 + 0.75) / 2
            OptionalDouble.of(0.25), // ((0.25 + 0.25) + (0 + 0)) / 2
            OptionalDouble.of(0.25), // (0.25 + 0.25) / 2
            OptionalDouble.empty());
    assertThat(raw.toCue(0, 0))
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(0.375), // 0.25 + 0.125
            OptionalDouble.of(0.25),
            OptionalDouble.of(0.75), // 0.5 + 0.25
            OptionalDouble.empty());
  }

  @Test
  void averages_over_the_sentences_that_reach_an_offset() {
    raw.add(DID_NOT_GO, "n't");
    raw.add(NO, "no");
    assertThat(raw.sentences()).containsExactly(0, 1, 2, 1, 0);
    assertThat(raw.fromCue(0, 0).get(2)).hasValue(0.625); // (0.25 + 1) / 2
    assertThat(raw.fromCue(0, 0).get(1)).hasValue(0.5);
  }

  @Test
  void counts_a_sentence_without_attention_left_nowhere() {
    CueProfile profile = new CueProfile(Variant.CONTENT_WITHOUT_SELF, 1, 1, 1);
    assertThatThrownBy(() -> profile.add(NO, "no")).isInstanceOf(AssayException.class);
    assertThat(profile.sentences()).containsOnly(0);
    assertThat(profile.fromCue(0, 0)).containsOnly(OptionalDouble.empty());
  }

  private static Trace trace(Tokens tokens, float... pattern) {
    int n = tokens.size();
    return Trace.of(tokens, 1, 1, Map.of(Site.PATTERN, Tensor.of(pattern, 1, 1, n, n)));
  }
}
