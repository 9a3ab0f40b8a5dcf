package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is put into a pass of the default model from other texts, and what is left as it was. */
class DonorsTest {
  private static final String TEXT = "The movie was not good.";
  private static final Where V = Where.layer(Site.V, 1);

  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void a_word_gets_what_its_partner_has_and_the_others_keep_theirs() {
    String donor = "The long and boring film was not good.";
    Tensor patched = model.with(Edit.from(V.at("not"), donor)).trace(TEXT, Site.V).tensor(Site.V);
    Tensor from = model.trace(donor, Site.V).tensor(Site.V);
    Tensor plain = model.trace(TEXT, Site.V).tensor(Site.V);

    for (int head = 0; head < 12; head++) {
      assertThat(patched.at(1).at(head).at(4).toArray())
          .isEqualTo(from.at(1).at(head).at(7).toArray());
      for (int token : new int[] {0, 1, 2, 3, 5, 6, 7}) {
        assertThat(patched.at(1).at(head).at(token).toArray())
            .isEqualTo(plain.at(1).at(head).at(token).toArray());
      }
    }
  }

  @Test
  void the_mean_is_over_all_tokens_of_all_texts() {
    List<Text> reference = Text.each("Good.", "The lady will not come to the house soon.");
    Tensor edited =
        model.with(Edit.mean(Where.head(2, 1), reference)).trace(TEXT, Site.Z).tensor(Site.Z);
    double sum = 0;
    int tokens = 0;
    for (Trace trace : model.traces(reference, Set.of(Site.Z))) {
      for (int token = 0; token < trace.tokens().size(); token++) {
        sum += trace.tensor(Site.Z).get(2, 1, token, 5);
        tokens++;
      }
    }
    for (int token = 0; token < 8; token++) {
      assertThat((double) edited.get(2, 1, token, 5)).isCloseTo(sum / tokens, within(1e-6));
    }
  }

  @Test
  void a_donor_is_drawn_by_seed_and_text_among_those_that_can_be_aligned() {
    List<Text> donors =
        Text.each(TEXT, "No.", "The play was not bad.", "The film was so long.", "A dog is in it.");
    Set<Integer> drawn = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Edit edit = Edit.resample(Where.layer(Site.Z, 3), donors, seed);
      Trace trace = model.with(edit).trace(TEXT, Site.Z);
      for (int i = 0; i < donors.size(); i++) {
        Trace donor = model.trace(donors.get(i), Site.Z);
        if (layer(donor).length == layer(trace).length
            && BatchTest.distance(donor.tensor(Site.Z).at(3), trace.tensor(Site.Z).at(3)) < 1e-5) {
          drawn.add(i);
        }
      }
      assertThat(layer(model.with(edit).trace(TEXT, Site.Z))).isEqualTo(layer(trace));
    }
    assertThat(drawn).containsExactlyInAnyOrder(2, 3, 4);
  }

  private static float[] layer(Trace trace) {
    return trace.tensor(Site.Z).at(3).toArray();
  }

  @Test
  void donors_that_cannot_be_aligned_are_refused_with_both_token_lists() {
    String tokens =
        "the tokens are [[CLS], the, movie, was, not, good, ., [SEP]] and [[CLS], no, ., [SEP]].";
    requireRefusal(Edit.from(V, "No."), "no token takes the place of 'the', number 1", tokens);
    requireRefusal(
        Edit.from(V.at("good"), "No."),
        "no word of as many tokens takes the place of 'good'",
        tokens);
    requireRefusal(
        Edit.from(Where.layer(Site.PATTERN, 1), "No."), "attention goes to all tokens", tokens);
    requireRefusal(Edit.resample(V, Text.each("No."), 1), "no token takes the place of", tokens);
    requireRefusal(
        Edit.resample(V, Text.each(TEXT), 1),
        "has no donor for \"" + TEXT + "\" but the text itself");
  }

  @Test
  void a_word_that_the_text_does_not_have_is_refused() {
    requireRefusal(Edit.zero(V.at("never")), "The word 'never' does not occur in \"" + TEXT + "\"");
    requireRefusal(Edit.cut(1, "never", "good"), "The word 'never' does not occur");
    requireRefusal(Edit.cut(1, "good", "never"), "The word 'never' does not occur");
  }

  private void requireRefusal(Edit edit, String... why) {
    assertThatThrownBy(() -> model.with(edit).trace(TEXT))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll(why);
  }

  @Test
  void an_edit_that_changes_nothing_is_said_to_be_idle() {
    List<Edit> edits =
        List.of(
            Edit.zero(Where.head(2, 1)),
            Edit.scale(Where.head(2, 1), 3),
            Edit.zero(Where.head(3, 1)));
    EditedText text = EditedText.all(model, Text.each(TEXT), edits).get(0);

    assertThat(model.passes(List.of(text), Set.of(Site.PATTERN)).get(0).idle())
        .containsExactly(edits.get(1));
  }

  /** With no attention left to anything, there is nothing to divide by. */
  @Test
  void a_row_of_attention_of_which_nothing_is_left_stays_zero() {
    Where all = Where.layer(Site.PATTERN, 1);
    Trace trace =
        model
            .with(Edit.zero(all), Edit.cut(1, "not", "good"), Edit.window(1, 2))
            .trace(TEXT, EnumSet.allOf(Site.class));

    assertThat(trace.tensor(Site.PATTERN).at(1).toArray()).containsOnly(0);
    assertThat(trace.tensor(Site.Z).at(1).toArray()).containsOnly(0);
  }

  @Test
  void the_model_itself_stays_as_it_is() {
    float[] before = layer(model.trace(TEXT, Site.Z));
    model
        .with(Edit.zero(Where.layer(Site.Z, 3)), Edit.zero(Where.layer(Site.RESID, 0)))
        .trace(TEXT);

    assertThat(layer(model.trace(TEXT, Site.Z))).isEqualTo(before);
  }
}
