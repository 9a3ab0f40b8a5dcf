package dev.assay.cli;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.EditedTrace;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.MaskScore;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs edited passes of one text, many at once, and sees what becomes of its embedding or of the
 * words in the place of its first mask.
 *
 * @param text the text
 * @param plain its trace without edits
 * @param candidates the words; if there are none, the embedding is looked at
 */
record Effects(PyTorchModel model, Text text, Trace plain, List<String> candidates) {
  private static final Set<Site> RESID = Set.of(Site.RESID);

  static Effects of(PyTorchModel model, Text text, List<String> candidates) {
    return new Effects(model, text, model.trace(text, RESID), candidates);
  }

  /** What the effects are on, in the order of their numbers. */
  List<String> names() {
    return candidates.isEmpty() ? List.of("embedding") : candidates;
  }

  String unit() {
    return candidates.isEmpty() ? "cosine distance" : "change of log probability";
  }

  /**
   * The effects of passes.
   *
   * @param edited of the text, each with the edits of one pass
   * @return for each pass a number for each of {@link #names}
   */
  List<List<Double>> of(List<EditedText> edited) {
    List<Double> before = numbers(plain);
    List<List<Double>> effects = new ArrayList<>();
    for (List<EditedText> some : Rows.portions(edited, one -> one.tokens().size())) {
      List<EditedText> rest = some.stream().map(one -> one.goingOnFrom(plain)).toList();
      for (EditedTrace pass : model.passes(rest, RESID)) {
        List<Double> after = numbers(pass.trace());
        effects.add(
            candidates.isEmpty()
                ? List.of(distance(before, after))
                : EffectGrid.upTo(after.size()).stream()
                    .map(i -> after.get(i) - before.get(i))
                    .toList());
      }
    }
    return effects;
  }

  /** The log probabilities of the candidates, or the embedding. */
  List<Double> numbers(Trace trace) {
    List<Double> numbers = new ArrayList<>();
    if (candidates.isEmpty()) {
      for (double number : model.heads().embedding(trace)) {
        numbers.add(number);
      }
    } else {
      MaskScore mask = model.heads().maskedLm().of(trace, model.config().layers()).mask(0);
      candidates.forEach(word -> numbers.add(mask.logProbability(word)));
    }
    return numbers;
  }

  /** 1 less the cosine; 0 for the same direction, 1 for none in common. */
  static double distance(List<Double> a, List<Double> b) {
    double dot = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.size(); i++) {
      dot += a.get(i) * b.get(i);
      ofA += a.get(i) * a.get(i);
      ofB += b.get(i) * b.get(i);
    }
    double cosine = dot / Math.sqrt(ofA * ofB);
    if (Double.isNaN(cosine)) {
      throw new AssayException(
          "The embedding of the text is 0, so that it has no direction; use another checkpoint.");
    }
    return Math.max(0, 1 - cosine); // below 0 by rounding only
  }
}
