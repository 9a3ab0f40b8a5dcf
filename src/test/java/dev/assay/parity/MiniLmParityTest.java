package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.encoder.PyTorchModel;
import dev.assay.encoder.SharedMiniLm;
import dev.assay.model.Text;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default model against tensors that Hugging Face's transformers computed from its weights. */
class MiniLmParityTest {
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final List<String> TEXTS = List.of("book-not-good", "cat-chair", "nt-contraction");

  private final PyTorchModel model = SharedMiniLm.get();

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void a_text_alone_is_traced_as_the_reference_has_it(String name) throws IOException {
    Trace trace = model.trace(Reference.text(name), Reference.SITES);

    assertThat(trace.tokens().ids()).isEqualTo(Reference.of(MODEL, name).ids());
    Reference.of(MODEL, name).requireParity(trace);
  }

  /** Many tokens are multiplied with the weights in another way than a few. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void texts_in_padded_batches_are_traced_as_the_reference_has_them(int copies) throws IOException {
    List<String> names = Collections.nCopies(copies, TEXTS).stream().flatMap(List::stream).toList();
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(Reference.text(name));
    }

    List<Trace> traces = model.traces(Text.each(texts), Reference.SITES);

    assertThat(traces).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i++) {
      Reference.of(MODEL, names.get(i)).requireParity(traces.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"negated, The movie was not good.", "control, The movie was very good."})
  void embeds_as_the_reference_does(String name, String text) {
    double[] embedding = model.embedding(text);
    float[] numbers = new float[embedding.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) embedding[i];
    }
    Reference reference = Reference.of("interventions", "minilm-embedding-" + name);
    assertThat(reference.distance("embedding", Tensor.of(numbers, numbers.length)))
        .isLessThanOrEqualTo(Reference.TOLERANCE);
  }
}
