package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.EditedText;
import dev.assay.encoder.EditedTrace;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Heads;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A model that remembers what it traced, as far as there is room; several threads ask in turn. */
final class StoredModel implements Model {
  private final Supplier<PyTorchModel> model;
  private final TraceStore store;

  /**
   * @param model asked for whenever something has to be traced; it need not stay loaded in between
   */
  StoredModel(Supplier<PyTorchModel> model, TraceStore store) {
    this.model = model;
    this.store = store;
  }

  /**
   * Traces in batches what is known to be asked for, as far as there is room: first what is not
   * edited, since edits may take from it.
   */
  synchronized void prepare(Collection<TraceKey> keys) {
    prepareAlike(keys.stream().filter(key -> !key.isEdited()).toList());
    prepareAlike(keys.stream().filter(TraceKey::isEdited).toList());
  }

  private void prepareAlike(List<TraceKey> keys) {
    Map<Set<Site>, Set<TraceKey>> missing = new LinkedHashMap<>();
    long weight = 0;
    for (TraceKey key : new LinkedHashSet<>(keys)) {
      if (store.get(key).isEmpty()) {
        Tokens tokens = tokenize(key.text());
        weight += TraceStore.weight(key.sites(), tokens.size(), config());
        if (!store.hasRoomFor(weight)) {
          break;
        }
        missing.computeIfAbsent(key.sites(), sites -> new LinkedHashSet<>()).add(key);
      }
    }
    missing.values().forEach(this::trace);
  }

  /** Of keys with the same sites. */
  private Map<TraceKey, Trace> trace(Set<TraceKey> keys) {
    List<TraceKey> order = List.copyOf(keys);
    List<EditedText> texts = new ArrayList<>();
    order.forEach(key -> texts.addAll(EditedText.all(this, List.of(key.text()), key.edits())));
    List<EditedTrace> passes = model.get().passes(texts, order.get(0).sites());
    Map<TraceKey, Trace> found = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      TraceKey key = order.get(i);
      Trace trace = passes.get(i).trace();
      long weight = TraceStore.weight(key.sites(), trace.tokens().size(), config());
      store.hasRoomFor(weight);
      store.put(key, trace, weight);
      store.remarkIdle(key, passes.get(i).idle());
      found.put(key, trace);
    }
    return found;
  }

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    return editedTraces(texts, List.of(), sites);
  }

  @Override
  public synchronized List<Trace> editedTraces(
      List<Text> texts, List<Edit> edits, Set<Site> sites) {
    Map<TraceKey, Trace> found = new LinkedHashMap<>();
    Set<TraceKey> missing = new LinkedHashSet<>();
    List<TraceKey> keys = texts.stream().map(text -> new TraceKey(text, edits, sites)).toList();
    for (TraceKey key : keys) {
      store.get(key).ifPresentOrElse(trace -> found.put(key, trace), () -> missing.add(key));
    }
    if (!missing.isEmpty()) {
      found.putAll(trace(missing));
    }
    return keys.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  @Override
  public String name() {
    return model.get().name();
  }

  @Override
  public EncoderConfig config() {
    return model.get().config();
  }

  @Override
  public Tokens tokenize(Text text) {
    return model.get().tokenize(text);
  }

  @Override
  public Heads heads() {
    return model.get().heads();
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.get().outputProjection(layer);
  }
}
