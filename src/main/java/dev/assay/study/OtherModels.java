package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;
import java.util.Map;
import java.util.Optional;
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
    return other(name).stored;
  }

  /** The fingerprint of its weights, for provenance. */
  synchronized String weights(String name) {
    return other(name).model.checkpoint().weights().sha256();
  }

  private Other other(String name) {
    String reference =
        name.isEmpty()
            ? baseline
                .map(one -> names.references().getOrDefault(one, one))
                .orElseThrow(
                    () ->
                        new AssayException(
                            "The claim compares with the run's baseline, and there is none; give one: -D%s=MODEL."
                                .formatted(Settings.BASELINE)))
            : names.references().getOrDefault(name, name);
    return open.computeIfAbsent(reference, key -> Other.of(PyTorchModel.load(Catalog.open(key))));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(other -> other.model.close());
    open.clear();
  }

  /** One of them, which rows in several threads ask in turn. */
  private record Other(PyTorchModel model, StoredModel stored) {
    static Other of(PyTorchModel model) {
      TraceStore store = new TraceStore(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
      return new Other(model, new StoredModel(() -> model, store));
    }
  }
}
