package dev.assay.study;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.EditedTrace;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether edits do what they say on a model: a text that is patched with itself must come out as it
 * was, or no effect of an edit means anything.
 *
 * @param failure why they do not
 */
record SelfPatch(Optional<AssayException> failure) {
  private static final double TOLERANCE = 1e-6;

  /** Patches a text with itself, site by site, in all layers. */
  static SelfPatch of(PyTorchModel model, Text text) {
    Tensor before = last(model, model.trace(text, Site.RESID).tensor(Site.RESID));
    for (Site site : Site.values()) {
      List<Edit> edits = new ArrayList<>();
      for (int layer = 0; layer < model.config().layers(); layer++) {
        edits.add(Edit.from(Where.layer(site, layer), text));
      }
      List<EditedText> edited = EditedText.all(model, List.of(text), edits);
      EditedTrace pass = model.passes(edited, Set.of(Site.RESID)).get(0);
      double distance = distance(before, last(model, pass.trace().tensor(Site.RESID)));
      if (!(distance <= TOLERANCE)) {
        return new SelfPatch(
            Optional.of(
                new AssayException(
                    "Patching %s of %s with itself changes what %s makes of it by %.3g of its largest number, where %s is allowed: no effect of an edit means anything on it; please report this."
                        .formatted(
                            site.tensorName(),
                            Quoted.text(text.toString()),
                            model.name(),
                            distance,
                            TOLERANCE))));
      }
    }
    return new SelfPatch(Optional.empty());
  }

  /**
   * @throws AssayException if the last hidden states differed by more than 1e-6, or by that share
   *     of the largest if that is above 1
   */
  void requireIdentity() {
    failure.ifPresent(
        why -> {
          throw why;
        });
  }

  private static Tensor last(PyTorchModel model, Tensor resid) {
    return resid.at(model.config().layers());
  }

  private static double distance(Tensor before, Tensor after) {
    float[] x = before.toArray();
    float[] y = after.toArray();
    double largest = 1;
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
      worst = Math.max(worst, Math.abs((double) x[i] - y[i]));
    }
    return worst / largest;
  }
}
