package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.parity.TinyModels;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits on one small random checkpoint of every architecture. */
class EditsTest {
  private static final Set<Site> EVERY_SITE = EnumSet.allOf(Site.class);
  private static final Text TEXT = Text.of(TinyModels.TEXT);
  private static final int LAYER = 1;
  private static final int TOKENS = 11;

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void what_changes_nothing_is_the_identity(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace plain = model.trace(TEXT, EVERY_SITE);
      for (Site site : EVERY_SITE) {
        requireSame(model, plain, Edit.scale(Where.layer(site, LAYER), 1));
        requireSame(model, plain, Edit.from(Where.layer(site, LAYER), TEXT));
      }
      requireSame(model, plain, Edit.window(LAYER, TOKENS - 1));
      requireSame(model, plain);
    }
  }

  private static void requireSame(PyTorchModel model, Trace plain, Edit... edits) {
    EditedText text = EditedText.all(model, List.of(TEXT), List.of(edits)).get(0);
    EditedTrace edited = model.passes(List.of(text), EVERY_SITE).get(0);
    for (Site site : EVERY_SITE) {
      assertThat(BatchTest.distance(edited.trace().tensor(site), plain.tensor(site)))
          .as("%s after %s", site, List.of(edits))
          .isLessThanOrEqualTo(1e-6);
    }
    assertThat(edited.idle()).as("it is right that nothing changes").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void every_site_can_be_zeroed_and_what_follows_moves(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace plain = model.trace(TEXT, EVERY_SITE);
      for (Site site : EVERY_SITE) {
        Trace edited = model.with(Edit.zero(Where.layer(site, LAYER))).trace(TEXT, EVERY_SITE);
        assertThat(edited.tensor(site).at(LAYER).toArray()).as(site.name()).containsOnly(0);
        assertThat(BatchTest.distance(last(edited), last(plain)))
            .as(site.name())
            .isGreaterThan(1e-4);
        assertThat(edited.tensor(Site.RESID).at(0).toArray())
            .as("what comes before %s", site)
            .isEqualTo(plain.tensor(Site.RESID).at(0).toArray());
      }
    }
  }

  private static Tensor last(Trace trace) {
    return trace.tensor(Site.RESID).at(trace.layerCount());
  }

  /** All heads zeroed leave the projection's bias, alike for every token. */
  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void without_heads_attention_adds_the_output_bias_only(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      List<Edit> every = new ArrayList<>();
      for (int head = 0; head < model.config().heads(); head++) {
        every.add(Edit.zero(Where.head(LAYER, head)));
      }
      Tensor added =
          model.with(every.toArray(Edit[]::new)).trace(TEXT, EVERY_SITE).tensor(Site.ATTN_OUT);
      float[] bias =
          model.encoder().weights().layers().get(LAYER).attentionOutput().bias().toFloatArray();
      for (int token = 0; token < TOKENS; token++) {
        float[] row = added.at(LAYER).at(token).toArray();
        for (int i = 0; i < bias.length; i++) {
          assertThat(row[i]).isCloseTo(bias[i], within(1e-6f));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void a_window_keeps_what_is_near_and_makes_it_sum_to_one(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Tensor plain = model.trace(TEXT, EVERY_SITE).tensor(Site.PATTERN).at(LAYER);
      Tensor edited =
          model.with(Edit.window(LAYER, 2)).trace(TEXT, EVERY_SITE).tensor(Site.PATTERN).at(LAYER);
      for (int i = 0; i < TOKENS; i++) {
        double kept = 0;
        for (int j = 0; j < TOKENS; j++) {
          kept += Math.abs(i - j) <= 2 ? plain.get(0, i, j) : 0;
        }
        for (int j = 0; j < TOKENS; j++) {
          double expected = Math.abs(i - j) <= 2 ? plain.get(0, i, j) / kept : 0;
          assertThat((double) edited.get(0, i, j)).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void texts_of_one_batch_that_are_edited_differently_are_as_alone(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      List<EditedText> texts = new ArrayList<>();
      for (String text : List.of(TinyModels.TEXT, TinyModels.LONGER, TinyModels.SHORTER)) {
        for (List<Edit> edits :
            List.of(
                List.<Edit>of(),
                List.of(Edit.zero(Where.head(0, 1))),
                List.of(Edit.uniform(Where.head(1, 0)), Edit.scale(Where.head(2, 1), -2)),
                List.of(Edit.mean(Where.layer(Site.RESID, 1), List.of(TEXT))),
                List.of(Edit.window(0, 1)))) {
          texts.addAll(EditedText.all(model, Text.each(text), edits));
        }
      }
      List<EditedTrace> batch = model.passes(texts, EVERY_SITE);
      for (int i = 0; i < texts.size(); i++) {
        Trace alone = model.passes(texts.subList(i, i + 1), EVERY_SITE).get(0).trace();
        for (Site site : EVERY_SITE) {
          assertThat(BatchTest.distance(batch.get(i).trace().tensor(site), alone.tensor(site)))
              .as("%s of text %d", site, i)
              .isLessThanOrEqualTo(2e-5);
        }
      }
    }
  }

  /** Also where the first half of a batch's edits is at another layer than the second. */
  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void a_pass_that_goes_on_where_edits_begin_is_the_whole_pass(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      List<Text> texts = Text.each(TinyModels.TEXT, TinyModels.LONGER);
      List<EditedText> whole = new ArrayList<>();
      List<EditedText> rest = new ArrayList<>();
      for (Site site : EVERY_SITE) {
        for (int layer = 0; layer < 3; layer++) {
          List<Edit> edits = List.of(Edit.scale(Where.layer(site, layer), 0.5), Edit.window(2, 1));
          List<EditedText> edited = EditedText.all(model, texts, edits);
          whole.addAll(edited);
          for (int i = 0; i < texts.size(); i++) {
            rest.add(edited.get(i).goingOnFrom(model.trace(texts.get(i), EVERY_SITE)));
          }
        }
      }
      assertThat(rest.stream().map(EditedText::firstLayer).distinct()).containsOnly(0, 1, 2);
      for (Set<Site> sites :
          List.of(EVERY_SITE, Set.of(Site.PATTERN, Site.RESID), Set.of(Site.Z))) {
        List<EditedTrace> expected = model.passes(whole, sites);
        List<EditedTrace> actual = model.passes(rest, sites);
        for (int i = 0; i < whole.size(); i++) {
          for (Site site : sites) {
            assertThat(
                    BatchTest.distance(
                        actual.get(i).trace().tensor(site), expected.get(i).trace().tensor(site)))
                .as("%s after %s", site, whole.get(i).edits())
                .isLessThanOrEqualTo(2e-5);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void a_layer_or_head_that_is_not_there_is_refused(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      assertThatThrownBy(() -> model.with(Edit.window(3, 2)))
          .isInstanceOf(AssayException.class)
          .hasMessage(
              "An edit is on pattern of layer 3, but %s has layers 0 to 2; correct it.", name);
      assertThatThrownBy(() -> model.with(Edit.zero(Where.layer(Site.RESID, 4))))
          .isInstanceOf(AssayException.class)
          .hasMessageEndingWith("layers 0 to 2, and resid up to 3; correct it.");
      assertThatThrownBy(() -> model.with(Edit.zero(Where.head(1, 2))))
          .isInstanceOf(AssayException.class)
          .hasMessage(
              "An edit is on head 1.2, but the layers of %s have heads 0 to 1; correct it.", name);
    }
  }
}
