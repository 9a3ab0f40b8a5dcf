package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Heads;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The real model as a row's own test sees it, in whatever thread that runs: what was traced before
 * is remembered as far as there is room, and what was traced for this row is listed, so that the
 * report can show it.
 */
public final class RowModel implements Model {
  private final StoredModel model;
  private final Map<Text, Trace> traced = new LinkedHashMap<>();
  private final Set<Edited> edited = new LinkedHashSet<>();

  /** A text that was traced with edits. */
  public record Edited(Text text, List<Edit> edits) {}

  /**
   * @param model asked for whenever something has to be traced; it need not stay loaded in between
   */
  RowModel(Supplier<PyTorchModel> model, TraceStore store) {
    this.model = new StoredModel(model, store);
  }

  /** The traces that were asked for and are not edited, by text, in order. */
  public synchronized Map<Text, Trace> traced() {
    return new LinkedHashMap<>(traced);
  }

  /** The texts that were traced with edits, in order. */
  public synchronized List<Edited> edited() {
    return List.copyOf(edited);
  }

  /** Lets go of the traces: whoever runs the tests may keep this object. */
  public synchronized void forget() {
    traced.clear();
  }

  /** Traces in batches what rows to come are known to ask for, as far as there is room. */
  void prepare(Collection<TraceKey> keys) {
    model.prepare(keys);
  }

  @Override
  public synchronized List<Trace> traces(List<Text> texts, Set<Site> sites) {
    List<Trace> traces = model.traces(texts, sites);
    for (int i = 0; i < texts.size(); i++) {
      traced.merge(texts.get(i), traces.get(i), RowModel::fuller);
    }
    return traces;
  }

  /** Of two traces of a text the one that pictures can be drawn of; of two such the later. */
  private static Trace fuller(Trace before, Trace after) {
    return before.sites().containsAll(DEFAULT_SITES) && !after.sites().containsAll(DEFAULT_SITES)
        ? before
        : after;
  }

  @Override
  public synchronized List<Trace> editedTraces(
      List<Text> texts, List<Edit> edits, Set<Site> sites) {
    if (edits.isEmpty()) {
      return traces(texts, sites);
    }
    texts.forEach(text -> edited.add(new Edited(text, edits)));
    return model.editedTraces(texts, edits, sites);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public EncoderConfig config() {
    return model.config();
  }

  @Override
  public Tokens tokenize(Text text) {
    return model.tokenize(text);
  }

  @Override
  public Heads heads() {
    return model.heads();
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.outputProjection(layer);
  }
}
