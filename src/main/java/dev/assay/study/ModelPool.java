package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.encoder.PyTorchModel;
import java.util.Optional;

/** Opens models by name and keeps one of them: memory is bounded by the largest, not their sum. */
final class ModelPool implements AutoCloseable {
  private final ModelNames models;
  private Optional<PyTorchModel> loaded = Optional.empty();

  ModelPool(ModelNames models) {
    this.models = models;
  }

  /**
   * The model, loaded if it is not the one that is.
   *
   * @throws dev.assay.trace.AssayException if there is no such model or it cannot be read
   */
  PyTorchModel get(String name) {
    if (loaded.isPresent() && loaded.get().name().equals(name)) {
      return loaded.get();
    }
    close();
    Checkpoint found = Catalog.open(models.reference(name));
    PyTorchModel model =
        PyTorchModel.load(
            new Checkpoint(
                name, found.source(), found.config(), found.tokenizer(), found.weights()));
    loaded = Optional.of(model);
    return model;
  }

  @Override
  public void close() {
    if (loaded.isPresent()) {
      loaded.get().close();
      loaded = Optional.empty();
      // Weights are mapped files, and Java unmaps a file no sooner than its buffer is collected,
      // which a heap that is far from full may put off until several models are mapped.
      System.gc();
    }
  }
}
