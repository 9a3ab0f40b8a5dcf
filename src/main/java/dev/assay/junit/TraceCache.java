package dev.assay.junit;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.encoder.Model;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A model that remembers what it traced of one fixture, so that a text is traced once for all
 * claims on that fixture. Traces are given up when the next fixture is begun or the heap needs the
 * room, and made again when they are asked for. Bodies of claims ask for them from several threads.
 */
final class TraceCache implements Model {
  private final Supplier<? extends Model> model;
  private final Map<String, SoftReference<Trace>> traces = new LinkedHashMap<>();
  private String fixture = "";

  /**
   * @param model asked for whenever something has to be traced; it need not stay loaded in between
   */
  TraceCache(Supplier<? extends Model> model) {
    this.model = model;
  }

  /** Traces a fixture's texts in batches, ahead of the claims that will ask for them one by one. */
  synchronized void prefetch(Fixture<FixtureRow> texts) {
    if (!texts.name().equals(fixture)) {
      traces.clear();
      fixture = texts.name();
    }
    traces(
        texts.rows().stream().flatMap(row -> row.texts().stream()).distinct().toList(),
        DEFAULT_SITES);
  }

  @Override
  public synchronized List<Trace> traces(List<String> texts, Set<Site> sites) {
    if (!sites.equals(DEFAULT_SITES)) {
      return model.get().traces(texts, sites);
    }
    Map<String, Trace> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String text : texts) {
      Optional<Trace> trace = remembered(text);
      trace.ifPresent(t -> found.put(text, t));
      if (trace.isEmpty() && !missing.contains(text)) {
        missing.add(text);
      }
    }
    if (!missing.isEmpty()) {
      List<Trace> fresh = model.get().traces(missing, sites);
      for (int i = 0; i < missing.size(); i++) {
        found.put(missing.get(i), fresh.get(i));
        traces.put(missing.get(i), new SoftReference<>(fresh.get(i)));
      }
    }
    return texts.stream().map(text -> java.util.Objects.requireNonNull(found.get(text))).toList();
  }

  private Optional<Trace> remembered(String text) {
    SoftReference<Trace> reference = traces.get(text);
    return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
  }

  @Override
  public Checkpoint checkpoint() {
    return model.get().checkpoint();
  }

  @Override
  public Tokens tokenize(String text) {
    return model.get().tokenize(text);
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.get().outputProjection(layer);
  }

  /** Forgets the traces; the model behind is closed by whoever opened it. */
  @Override
  public void close() {
    traces.clear();
  }
}
