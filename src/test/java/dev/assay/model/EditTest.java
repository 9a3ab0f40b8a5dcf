package dev.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EditTest {
  private static final Where HEAD = Where.head(2, 1);

  @Test
  void edits_say_what_they_do_in_the_fields_words() {
    Where v = Where.layer(Site.V, 1).at("not");

    assertThat(
            List.of(
                Edit.zero(HEAD),
                Edit.uniform(HEAD),
                Edit.mean(HEAD, Text.each("A", "B")),
                Edit.resample(v, Text.each("A"), 7),
                Edit.from(v, "It was very good."),
                Edit.from(v, Text.of("It was very good."), "very"),
                Edit.cut(3, "not", "good"),
                Edit.window(0, 2),
                Edit.scale(HEAD, 0.5)))
        .extracting(Edit::toString)
        .containsExactly(
            "zero z of head 2.1",
            "uniform pattern of head 2.1",
            "mean z of head 2.1 over 2 texts",
            "resample v of layer 1 at 'not' from \"A\" (seed 7)",
            "v of layer 1 at 'not' from \"It was very good.\"",
            "v of layer 1 at 'not' from \"It was very good.\" at 'very'",
            "no attention from 'not' to 'good' in layer 3",
            "attention within 2 tokens in layer 0",
            "z of head 2.1 times 0.5");
  }

  @Test
  void uniform_attention_is_attention_whatever_the_site() {
    assertThat(Edit.uniform(Where.layer(Site.MLP_OUT, 3)))
        .isEqualTo(Edit.uniform(Where.layer(Site.PATTERN, 3)));
    assertThat(Edit.uniform(HEAD))
        .isEqualTo(Edit.uniform(new Where(Site.PATTERN, 2, OptionalInt.of(1), Optional.empty())));
  }

  @Test
  void what_is_taken_away_was_necessary_and_what_is_put_in_is_sufficient() {
    List<Edit> away =
        List.of(
            Edit.zero(HEAD),
            Edit.uniform(HEAD),
            Edit.mean(HEAD, Text.each("A")),
            Edit.cut(0, "a", "b"),
            Edit.window(0, 1),
            Edit.scale(HEAD, 0.5));
    List<Edit> in = List.of(Edit.from(HEAD, "A"), Edit.resample(HEAD, Text.each("A"), 1));

    assertThat(away).allMatch(edit -> edit.takesAway() && !edit.putsIn());
    assertThat(in).allMatch(edit -> edit.putsIn() && !edit.takesAway());
    assertThat(Edit.scale(HEAD, 2)).matches(edit -> !edit.takesAway() && !edit.putsIn());
  }

  @Test
  void an_edit_of_a_head_can_be_of_another() {
    Edit resample = Edit.resample(HEAD, Text.each("A", "B"), 1);
    List<Edit> edits =
        List.of(
            Edit.zero(HEAD),
            Edit.uniform(HEAD),
            Edit.scale(HEAD, 0.5),
            Edit.mean(HEAD, Text.each("A")),
            Edit.from(HEAD.at("not"), Text.of("A"), "b"),
            resample);

    assertThat(edits)
        .allSatisfy(
            edit -> {
              assertThat(edit.inHead(4).where().head()).hasValue(4);
              assertThat(edit.inHead(4).inHead(1)).isEqualTo(edit);
            });
    assertThat(Edit.window(0, 1).inHead(4)).isEqualTo(Edit.window(0, 1));
  }

  @Test
  void what_has_no_sense_is_refused_in_one_sentence() {
    requireRefusal(() -> Where.head(-1, 0), "layers are numbered from 0");
    requireRefusal(() -> Where.head(0, -1), "heads are numbered from 0");
    requireRefusal(
        () -> new Where(Site.RESID, 1, OptionalInt.of(0), Optional.empty()),
        "An edit is on head 0 of resid, which has no heads; edit z or pattern of the head, or resid"
            + " of the whole layer.");
    requireRefusal(() -> HEAD.at(" "), "blank word");
    requireRefusal(() -> Edit.scale(HEAD, Double.NaN), "scaled by NaN, which is no finite number");
    requireRefusal(() -> Edit.mean(HEAD, List.of()), "There is no text");
    requireRefusal(() -> Edit.resample(HEAD, List.of(), 1), "There is no text");
    requireRefusal(
        () -> Edit.mean(Where.layer(Site.PATTERN, 1), Text.each("A")),
        "pattern of layer 1 has no mean over texts of different lengths");
    requireRefusal(() -> Edit.window(0, -1), "a window of -1 tokens");
    requireRefusal(() -> Edit.window(-1, 1), "layers are numbered from 0");
    requireRefusal(() -> Edit.cut(0, "not", ""), "blank word");
    requireRefusal(() -> Edit.cut(0, "", "good"), "blank word");
    requireRefusal(() -> Edit.from(HEAD, Text.of("A"), "b"), "at no word of its own");
    requireRefusal(() -> Edit.from(HEAD.at("a"), Text.of("A"), " "), "from a blank word");
  }

  private static void requireRefusal(ThrowingCallable edit, String why) {
    assertThatThrownBy(edit).isInstanceOf(AssayException.class).hasMessageContaining(why);
  }
}
