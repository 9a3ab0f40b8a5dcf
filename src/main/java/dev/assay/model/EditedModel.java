package dev.assay.model;

import dev.assay.checkpoint.EncoderConfig;
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
record EditedModel(Model plain, List<Edit> edits) implements Model {
  EditedModel {
    edits = List.copyOf(edits);
  }

  /**
   * @throws dev.assay.trace.AssayException if the model has no such layer or head
   */
  static EditedModel of(Model plain, List<Edit> edits) {
    edits.forEach(edit -> edit.requireIn(plain.config(), plain.name()));
    return new EditedModel(plain, edits);
  }

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    return editedTraces(texts, List.of(), sites);
  }

  @Override
  public List<Trace> editedTraces(List<Text> texts, List<Edit> more, Set<Site> sites) {
    List<Edit> all = new ArrayList<>(edits);
    all.addAll(more);
    return plain.editedTraces(texts, all, sites);
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
  public Heads heads() {
    return plain.heads();
  }

  @Override
  public Tensor outputProjection(int layer) {
    return plain.outputProjection(layer);
  }
}
