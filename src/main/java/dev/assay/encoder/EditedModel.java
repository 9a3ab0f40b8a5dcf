package dev.assay.encoder;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A model whose passes are edited.
 *
 * @param plain the same without edits
 * @param edits in the order in which they were asked for
 */
public record EditedModel(PyTorchModel plain, List<Edit> edits) implements Model {
  public EditedModel {
    edits = List.copyOf(edits);
  }

  /**
   * @throws dev.assay.trace.AssayException if the model has no such layer or head
   */
  static EditedModel of(PyTorchModel plain, List<Edit> edits) {
    edits.forEach(edit -> edit.requireIn(plain.config(), plain.name()));
    return new EditedModel(plain, edits);
  }

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    return plain.editedTraces(EditedText.all(plain, texts, edits), sites).stream()
        .map(EditedTrace::trace)
        .toList();
  }

  /** More edits, after these. */
  public EditedModel with(Edit... more) {
    List<Edit> all = new ArrayList<>(edits);
    all.addAll(List.of(more));
    return of(plain, all);
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public EncoderConfig config() {
    return plain.config();
  }

  @Override
  public Tokens tokenize(Text text) {
    return plain.tokenize(text);
  }

  @Override
  public Tensor outputProjection(int layer) {
    return plain.outputProjection(layer);
  }
}
