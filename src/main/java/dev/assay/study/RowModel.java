package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.PyTorchModel;
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

/**
 * The real model as a row's own test sees it, in whatever thread that runs: what was traced before
 * is remembered as far as there is room, and what was traced for this row is listed, so that the
 * report can show it.
 */
public final class RowModel implements Model {
  private final Supplier<PyTorchModel> model;
  private final TraceStore store;
  private final Map<Text, Trace> traced = new LinkedHashMap<>();

  /**
   * @param model asked for whenever something has to be traced; it need not stay loaded in between
   */
  RowModel(Supplier<PyTorchModel> model, TraceStore store) {
    this.model = model;
    this.store = store;
  }

  /** The traces that were asked for, by text, in order. */
  public synchronized Map<Text, Trace> traced() {
    return new LinkedHashMap<>(traced);
  }

  /** Lets go of the traces: whoever runs the tests may keep this object. */
  public synchronized void forget() {
    traced.clear();
  }

  /** Traces in batches what rows to come are known to ask for, as far as there is room. */
  void prepare(Collection<TraceKey> keys) {
    Map<Set<Site>, Set<TraceKey>> missing = new LinkedHashMap<>();
    long weight = 0;
    for (TraceKey key : new LinkedHashSet<>(keys)) {
      if (store.get(key).isEmpty()) {
        Tokens tokens = model.get().tokenize(key.text());
        weight += TraceStore.weight(key.sites(), tokens.size(), model.get().config());
        if (!store.hasRoomFor(weight)) {
          break;
        }
        missing.computeIfAbsent(key.sites(), sites -> new LinkedHashSet<>()).add(key);
      }
    }
    missing.values().forEach(this::trace);
  }

  private Map<TraceKey, Trace> trace(Set<TraceKey> keys) {
    List<TraceKey> order = List.copyOf(keys);
    List<Tokens> tokens = new ArrayList<>();
    order.forEach(key -> tokens.add(model.get().tokenize(key.text())));
    List<Trace> traces = model.get().tokenTraces(tokens, order.get(0).sites());
    Map<TraceKey, Trace> found = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      TraceKey key = order.get(i);
      long weight = TraceStore.weight(key.sites(), tokens.get(i).size(), model.get().config());
      store.hasRoomFor(weight);
      store.put(key, traces.get(i), weight);
      found.put(key, traces.get(i));
    }
    return found;
  }

  @Override
  public synchronized List<Trace> traces(List<Text> texts, Set<Site> sites) {
    Map<TraceKey, Trace> found = new LinkedHashMap<>();
    Set<TraceKey> missing = new LinkedHashSet<>();
    List<TraceKey> keys = texts.stream().map(text -> new TraceKey(text, sites)).toList();
    for (TraceKey key : keys) {
      store.get(key).ifPresentOrElse(trace -> found.put(key, trace), () -> missing.add(key));
    }
    if (!missing.isEmpty()) {
      found.putAll(trace(missing));
    }
    keys.forEach(key -> traced.put(key.text(), Objects.requireNonNull(found.get(key))));
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
