package dev.assay.junit;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.encoder.Model;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model that remembers what was traced through it, so that the report can show it. */
final class ObservedModel implements Model {
  private final Model model;
  private final Map<String, Trace> traced = new LinkedHashMap<>();

  ObservedModel(Model model) {
    this.model = model;
  }

  /** The traces that were asked for, by text, in order. */
  Map<String, Trace> traced() {
    return traced;
  }

  @Override
  public List<Trace> traces(List<String> texts, Set<Site> sites) {
    List<Trace> traces = model.traces(texts, sites);
    for (int i = 0; i < texts.size(); i++) {
      traced.put(texts.get(i), traces.get(i));
    }
    return traces;
  }

  @Override
  public Checkpoint checkpoint() {
    return model.checkpoint();
  }

  @Override
  public Tokens tokenize(String text) {
    return model.tokenize(text);
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.outputProjection(layer);
  }

  @Override
  public void close() {
    // Whoever opened the model closes it.
  }
}
