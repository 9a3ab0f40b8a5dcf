package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Heads;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Models that claims compare the one at hand with. Each is opened when it is first asked for, and
 * stays open: rows ask for it in turn with the model at hand.
 */
final class OtherModels implements AutoCloseable {
  private static final int SHARE_OF_HEAP = 8;

  private final ModelNames names;
  private final Optional<String> baseline;
  private final Map<String, Other> open = new TreeMap<>();

  /**
   * @param baseline the run's, which is meant where no name is given
   */
  OtherModels(ModelNames names, Optional<String> baseline) {
    this.names = names;
    this.baseline = baseline;
  }

  /**
   * A model by name, or the run's baseline if the name is empty.
   *
   * @throws AssayException if there is no such model, or no baseline
   */
  synchronized Model get(String name) {
    return other(name);
  }

  /** The fingerprint of its weights, for provenance. */
  synchronized String weights(String name) {
    return other(name).model.checkpoint().weights().sha256();
  }

  private Other other(String name) {
    String reference =
        name.isEmpty()
            ? baseline.orElseThrow(
                () ->
                    new AssayException(
                        "The claim compares with the run's baseline, and there is none; give one: -D%s=MODEL."
                            .formatted(Settings.BASELINE)))
            : names.references().getOrDefault(name, name);
    return open.computeIfAbsent(reference, key -> new Other(PyTorchModel.load(Catalog.open(key))));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(other -> other.model.close());
    open.clear();
  }

  /** One of them, which rows in several threads ask in turn. */
  private static final class Other implements Model {
    private final PyTorchModel model;
    private final TraceStore store =
        new TraceStore(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    Other(PyTorchModel model) {
      this.model = model;
    }

    @Override
    public synchronized List<Trace> traces(List<Text> texts, Set<Site> sites) {
      List<Trace> traces = new ArrayList<>();
      for (Text text : texts) {
        TraceKey key = new TraceKey(text, sites);
        Optional<Trace> known = store.get(key);
        if (known.isPresent()) {
          traces.add(known.get());
          continue;
        }
        Trace trace = model.traces(List.of(text), sites).get(0);
        long weight = TraceStore.weight(sites, trace.tokens().size(), model.config());
        if (store.hasRoomFor(weight)) {
          store.put(key, trace, weight);
        }
        traces.add(trace);
      }
      return traces;
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
}
