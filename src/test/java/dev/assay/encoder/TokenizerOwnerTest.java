package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Tokenizer;
import dev.assay.parity.TinyModels;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tokenizers hold native memory: whoever loads a model gives its tokenizer away. */
class TokenizerOwnerTest {

  /** Counts how often it was closed. */
  private record Counting(Tokenizer inner, AtomicInteger closed) implements Tokenizer {
    @Override
    public Tokens tokenize(String text) {
      return inner.tokenize(text);
    }

    @Override
    public Tokens tokenize(String first, String second) {
      return inner.tokenize(first, second);
    }

    @Override
    public String piece(int id) {
      return inner.piece(id);
    }

    @Override
    public Optional<String> mask() {
      return inner.mask();
    }

    @Override
    public String sha256() {
      return inner.sha256();
    }

    @Override
    public Optional<String> unknown() {
      return inner.unknown();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void a_model_closes_its_tokenizer_and_derived_models_do_not() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    try (PyTorchModel tiny = TinyModels.load("bert-classifier")) {
      Checkpoint checkpoint = tiny.checkpoint();
      PyTorchModel model =
          PyTorchModel.load(
              new Checkpoint(
                  "counted",
                  "test",
                  checkpoint.config(),
                  new Counting(checkpoint.tokenizer(), closed),
                  checkpoint.weights()));
      NullModels.uniformAttention(model).close();
      NullModels.permutedPositions(model, 1).close();
      assertThat(closed).hasValue(0);
      assertThat(model.tokenize(TinyModels.TEXT).size()).isPositive();
      model.close();
      assertThat(closed).hasValue(1);
    }
  }
}
