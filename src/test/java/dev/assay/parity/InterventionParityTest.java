package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.PyTorchModel;
import dev.assay.encoder.SharedMiniLm;
import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edited passes of the default model against those of Hugging Face's transformers. */
class InterventionParityTest {
  private static final String TEXT = "The movie was not good.";
  private static final String CONTROL = "The movie was very good.";
  private static final Set<Site> SITES = Set.of(Site.PATTERN, Site.Z, Site.RESID);

  private static final Map<String, List<Edit>> EDITS =
      Map.of(
          "none",
          List.of(),
          "zero-z-layer2-head1",
          List.of(Edit.zero(Where.head(2, 1))),
          "zero-z-layer2",
          List.of(Edit.zero(Where.layer(Site.Z, 2))),
          "uniform-pattern-layer0",
          List.of(Edit.uniform(Where.layer(Site.MLP_OUT, 0))),
          "uniform-pattern-layer3-head5",
          List.of(Edit.uniform(Where.head(3, 5))),
          "zero-value-layer1-not",
          List.of(Edit.zero(Where.layer(Site.V, 1).at("not"))),
          "value-layer1-not-from-very",
          List.of(Edit.from(Where.layer(Site.V, 1).at("not"), CONTROL)),
          "z-layer4-not-from-very",
          List.of(Edit.from(Where.layer(Site.Z, 4).at("not"), Text.of(CONTROL), "very")),
          "pattern-layer2-from-control",
          List.of(Edit.from(Where.layer(Site.PATTERN, 2), CONTROL)),
          "cut-not-good-every-layer",
          IntStream.range(0, 6)
              .boxed()
              .flatMap(l -> Stream.of(Edit.cut(l, "not", "good"), Edit.cut(l, "good", "not")))
              .toList());

  private final PyTorchModel model = SharedMiniLm.get();

  private static Stream<String> names() {
    return Stream.concat(EDITS.keySet().stream(), Stream.of("mean-z-layer2-head1-of-both"))
        .sorted();
  }

  private static Edit[] edits(String name) {
    return EDITS
        .getOrDefault(name, List.of(Edit.mean(Where.head(2, 1), Text.each(TEXT, CONTROL))))
        .toArray(Edit[]::new);
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_edited_pass_is_as_the_reference_has_it(String name) {
    requireParity(name, model.with(edits(name)).trace(TEXT, SITES));
  }

  /** Beside a longer text with another edit, so that this one is padded. */
  @ParameterizedTest
  @MethodSource("names")
  void another_text_of_the_batch_and_its_edit_change_nothing(String name) {
    String longer = "The movie was, if I may say so, not good at all.";
    List<EditedText> texts = new ArrayList<>();
    texts.addAll(
        EditedText.all(
            model, List.of(Text.of(longer)), List.of(Edit.zero(Where.layer(Site.MLP_OUT, 0)))));
    texts.addAll(EditedText.all(model, List.of(Text.of(TEXT)), List.of(edits(name))));

    requireParity(name, model.passes(texts, SITES).get(1).trace());
  }

  /** The reference must be able to tell one head, layer or word from another. */
  @Test
  void another_edit_is_not_as_the_reference_has_it() {
    requireDifference("zero-z-layer2-head1", Edit.zero(Where.head(2, 0)));
    requireDifference("zero-z-layer2-head1", Edit.zero(Where.head(1, 1)));
    requireDifference(
        "uniform-pattern-layer3-head5",
        Edit.zero(new Where(Site.PATTERN, 3, OptionalInt.of(5), Optional.empty())));
    requireDifference("zero-value-layer1-not", Edit.zero(Where.layer(Site.V, 1).at("good")));
    requireDifference("mean-z-layer2-head1-of-both", Edit.zero(Where.head(2, 1)));
    requireDifference("cut-not-good-every-layer", Edit.cut(0, "not", "good"));
  }

  private void requireDifference(String name, Edit edit) {
    assertThat(reference(name).distance("hidden", hidden(edit)))
        .as("%s instead of %s", edit, name)
        .isGreaterThan(100 * Reference.TOLERANCE);
  }

  private Tensor hidden(Edit edit) {
    return model.with(edit).trace(TEXT, SITES).tensor(Site.RESID);
  }

  private static void requireParity(String name, Trace trace) {
    Map.of("attention", Site.PATTERN, "value_output", Site.Z, "hidden", Site.RESID)
        .forEach(
            (tensor, site) ->
                assertThat(reference(name).distance(tensor, trace.tensor(site)))
                    .as("%s of %s", tensor, name)
                    .isLessThanOrEqualTo(tolerance(name)));
  }

  /**
   * With uniform attention in layer 0 rounding grows: in layer 5 the reference itself is 1.35e-5
   * from what double precision gives, in a dimension that reaches 10.
   */
  private static double tolerance(String name) {
    return name.equals("uniform-pattern-layer0") ? 3e-5 : Reference.TOLERANCE;
  }

  private static Reference reference(String name) {
    return Reference.of("interventions", "minilm-" + name);
  }
}
