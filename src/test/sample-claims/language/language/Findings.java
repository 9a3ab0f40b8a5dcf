package language;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;

import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has an id and hints, and implements nothing. */
record Row(String id, String text, Optional<String> template, Kind kind) {
  enum Kind {
    ROLE_SWAP,
    TENSE
  }

  Kind group() {
    return kind;
  }

  List<String> texts() {
    return List.of(text);
  }
}

record Plain(String id, String text) {}

@Retention(RetentionPolicy.RUNTIME)
@MeanAtLeast(value = 0.1, unit = "tokens", because = "b", mustBeat = RANDOM_WEIGHTS)
@Rows("kinds.tsv")
@interface Usual {}

@Finding(id = "f", statement = "{attention} of {group} ({variant}).", source = "s")
@Usual
class Multiplied {
  @ClaimTest
  double measure(Row row, Model model, @Each String group, @Each Variant variant) {
    return 1;
  }

  @ClaimTest(variant = "named", statement = "A window of {window}.")
  @MeanWithin(low = -1, high = 1, unit = "r", because = "b", published = 0.5)
  @Rows("kinds.jsonl")
  double windows(Row row, Model model, @Each(ints = {1, 5}) int window, Evidence evidence) {
    return window;
  }
}

@Finding(id = "layers", statement = "Layer {layer}, {attention}.", source = "s")
@Usual
class PerLayer {
  @ClaimTest
  double measure(Model model, Row row, @Each Variant variant, @Each int layer) {
    Trace trace = model.trace(row.text());
    return layer + trace.layer(layer).index();
  }
}

@Finding(id = "made", statement = "s", source = "s")
@RowsFrom("rows")
class Made {
  static Stream<Plain> rows() {
    return Stream.of("A cat.", "A dog.", "The book.", "The movie.", "She will.", "They will.")
        .map(text -> new Plain(text.replaceAll("[^A-Za-z]+", "-") + "x", text));
  }

  @ClaimTest
  @ShareOfRowsAtLeast(value = 0.5, because = "b")
  double nearTheOther(Plain row, Model model, @Against("tiny") Model base) {
    double mine = model.trace(row.text()).layer(0).head(0).pattern().at(0, 0);
    double its = base.trace(row.text()).layer(0).head(0).pattern().at(0, 0);
    return Math.abs(mine - its) < 1e-6 ? 1 : 0;
  }

  @ClaimTest(variant = "heads")
  @HeadCountAtLeast(heads = 1, value = 0, unit = "attention", because = "b")
  HeadEffects heads(Plain row, Model model) {
    Trace trace = model.trace(row.text());
    return HeadEffects.of(trace, head -> head.in(trace).pattern().at(0, 0));
  }

  @ClaimTest(variant = "baseline")
  @MeanAtMost(value = 1, unit = "u", because = "b")
  double besideTheBaseline(Plain row, Model model, @Against Model base) {
    return base.config().layers() - model.config().layers();
  }
}
