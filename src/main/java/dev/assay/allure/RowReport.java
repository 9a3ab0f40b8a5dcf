package dev.assay.allure;

import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.Outcome;
import dev.assay.figure.TraceFigures;
import dev.assay.fixture.CounterfactualPair;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.study.ClaimBody;
import dev.assay.study.Result;
import dev.assay.study.RowModel;
import dev.assay.study.RowResult;
import dev.assay.study.Run;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the report shows of one row: its tokens, its numbers, and of telling rows the pictures. */
final class RowReport {
  private static final int HEATMAPS_PER_ROW = 2;

  /** Of one picture: 12 heads, raw and value-weighted, of 64 tokens; 10 MB of SVG. */
  private static final long MOST_CELLS = 100_000;

  private final Part part;
  private final Run run;
  private final DrawnRows drawn;

  RowReport(Part part, Run run, DrawnRows drawn) {
    this.part = part;
    this.run = run;
    this.drawn = drawn;
  }

  void describe(ClaimBody body, String model, FixtureRow row, RowResult result, RowModel asked) {
    Map<Text, Trace> traced = asked.traced();
    traced
        .values()
        .forEach(
            trace -> part.say(trace.tokens().text(), String.join(" ", trace.tokens().pieces())));
    asked
        .edited()
        .forEach(
            edited ->
                part.say(
                    edited.text().toString(),
                    edited.edits().stream().map(Edit::toString).collect(Collectors.joining("; "))));
    numbers(body, result);
    int widest =
        result.heatmaps().values().stream().mapToInt(map -> map.tokens().size()).max().orElse(0);
    if (isTooLarge(result.heatmaps().size(), widest)) {
      part.text("heatmaps", tooLarge(widest));
    } else if (!result.heatmaps().isEmpty()) {
      draw(String.join(", ", result.heatmaps().keySet()), () -> heatmaps(row, result.heatmaps()));
    }
    Map<Text, Trace> pictured = pictured(traced);
    Variant variant = variant(body.claim().variant());
    Pictures pictures = pictured.isEmpty() ? Pictures.NONE : pictures(body, model, row);
    Optional<String> elsewhere =
        pictures == Pictures.NONE || run.settings().allPictures()
            ? Optional.empty()
            : drawn.elsewhere(
                new DrawnRows.Row(
                    model,
                    body.claim().fixture(),
                    row.id(),
                    Set.copyOf(pictured.keySet()),
                    variant),
                pictures == Pictures.EVERY_HEAD,
                body.claim().id());
    if (elsewhere.isPresent()) {
      part.text("pictures", "They are in the report of " + elsewhere.get() + ".");
    } else if (pictures != Pictures.NONE) {
      pictured.values().forEach(trace -> ofTrace(trace, pictures, variant));
      if (row instanceof CounterfactualPair pair) {
        fourPanels(pictured, pair, pictures, variant);
      }
    }
  }

  /** Those that hold what pictures are drawn of: a behaviour needs hidden states alone. */
  static Map<Text, Trace> pictured(Map<Text, Trace> traced) {
    Map<Text, Trace> pictured = new LinkedHashMap<>(traced);
    pictured.values().removeIf(trace -> !trace.sites().containsAll(Model.DEFAULT_SITES));
    return pictured;
  }

  private void draw(String name, Supplier<Figure> figure) {
    draw(name, figure, part::svg, part::text);
  }

  /**
   * Attaches a picture, or why there is none: a head that was pruned to zero has no value outputs
   * to compare, or the heap is full, which is no fault of the claim whose row this is.
   */
  static void draw(
      String name,
      Supplier<Figure> figure,
      BiConsumer<String, String> picture,
      BiConsumer<String, String> text) {
    String svg;
    try {
      svg = figure.get().svg();
    } catch (AssayException e) {
      text.accept(name, "Not drawn: " + e.getMessage());
      return;
    } catch (OutOfMemoryError e) {
      text.accept(name, "Not drawn: it does not fit into the heap; see it with assay heatmap.");
      return;
    }
    picture.accept(name, svg);
  }

  /** What a claim's author wants seen, on one colour scale: it is there to be compared. */
  static Figure heatmaps(FixtureRow row, Map<String, AttentionPattern> heatmaps) {
    return Figure.of(
        row.id(),
        HEATMAPS_PER_ROW,
        Panels.fromZero(
            "attention",
            heatmaps.entrySet().stream()
                .map(
                    map ->
                        Heatmap.ofTokens(
                            map.getKey(),
                            map.getValue().tokens().pieces(),
                            map.getValue().toArray()))
                .toArray(Heatmap[]::new)));
  }

  private void ofTrace(Trace trace, Pictures pictures, Variant variant) {
    String text = trace.tokens().text();
    int tokens = trace.tokens().size();
    if (isTooLarge(2 * Math.max(trace.layerCount(), trace.headCount()), tokens)) {
      part.text("pictures", tooLarge(tokens));
      return;
    }
    draw("mean over heads: " + text, () -> TraceFigures.means(trace, variant));
    if (pictures == Pictures.EVERY_HEAD) {
      for (Layer layer : trace.layers()) {
        draw("layer " + layer.index() + ": " + text, () -> TraceFigures.layer(layer, variant));
      }
    }
  }

  /** Whether a picture of so many maps would be more than a report, or this process, can bear. */
  private static boolean isTooLarge(int maps, int tokens) {
    return (long) maps * tokens * tokens > MOST_CELLS;
  }

  private static String tooLarge(int tokens) {
    return "Not drawn: %d tokens are too many for a report; see one head at a time with assay heatmap."
        .formatted(tokens);
  }

  private enum Pictures {
    NONE,
    MEANS,
    EVERY_HEAD
  }

  /**
   * Of a finding's first variant, the first row shows every head; of every claim, the least
   * favourable row shows means over heads. More would make the report too heavy to open; {@code
   * -Dassay.pictures=all} draws everything.
   */
  private Pictures pictures(ClaimBody body, String model, FixtureRow row) {
    if (run.settings().allPictures()) {
      return Pictures.EVERY_HEAD;
    }
    if (run.rows(body, model).get(0).id().equals(row.id()) && isFirstVariant(body.claim(), model)) {
      return Pictures.EVERY_HEAD;
    }
    if (run.result(body, model) instanceof Result.Judged judged) {
      List<Assessment.Row> rows = judged.judgement().assessment().rows();
      if (rows.get(0).id().equals(row.id())) {
        return Pictures.MEANS;
      }
    }
    return Pictures.NONE;
  }

  /** The variant of attention that a claim measures, by what the claim's own is called. */
  static Variant variant(String name) {
    String words = name.replace('-', ' ');
    if (words.startsWith(Variant.CONTENT_WITHOUT_SELF.label())) {
      return Variant.CONTENT_WITHOUT_SELF;
    }
    return words.startsWith(Variant.CONTENT.label()) ? Variant.CONTENT : Variant.RAW;
  }

  /** Whether a claim is the first of its finding that is judged on a model. */
  private boolean isFirstVariant(Claim claim, String model) {
    return run.claims(model).stream()
        .map(ClaimBody::claim)
        .filter(other -> other.finding().equals(claim.finding()))
        .findFirst()
        .filter(claim::equals)
        .isPresent();
  }

  private void fourPanels(
      Map<Text, Trace> traced, CounterfactualPair pair, Pictures pictures, Variant variant) {
    Trace original = traced.get(Text.of(pair.original()));
    Trace counterfactual = traced.get(Text.of(pair.counterfactual()));
    if (original == null || counterfactual == null) {
      return;
    }
    int tokens = Math.max(original.tokens().size(), counterfactual.tokens().size());
    if (isTooLarge(4 * original.headCount(), tokens)) {
      part.text("original and counterfactual", tooLarge(tokens));
      return;
    }
    int last = original.layerCount() - 1;
    for (Layer layer : original.layers()) {
      if (pictures == Pictures.EVERY_HEAD || layer.index() == 0 || layer.index() == last) {
        draw(
            "original and counterfactual, layer " + layer.index(),
            () -> TraceFigures.counterfactual(layer, counterfactual.layer(layer.index()), variant));
      }
    }
  }

  /** What the row gives, in full: its step has three digits of it. */
  private void numbers(ClaimBody body, RowResult result) {
    String unit = body.claim().unit();
    if (result.outcome() instanceof Outcome.Value value) {
      part.say("value", "%s %s".formatted(value.value(), unit));
    } else if (result.outcome() instanceof Outcome.PerHead heads) {
      CsvText csv = new CsvText("head", "value", "unit");
      heads.heads().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> csv.row(e.getKey(), e.getValue(), unit));
      part.csv("every head", csv.toString());
    }
    result.notes().forEach(m -> part.say(m.name(), "%s %s".formatted(m.value(), m.unit())));
  }
}
