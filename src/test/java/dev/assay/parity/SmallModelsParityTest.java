package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in the profile small-models, which brings these models' jars. */
@Tag("small-models")
class SmallModelsParityTest {

  @ParameterizedTest
  @ValueSource(strings = {"e5-small-v2", "bge-small-en-v1.5"})
  void traces_as_the_reference_has_it(String name) throws IOException {
    Reference reference = Reference.of(name, "book-not-good");
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(name))) {
      Trace trace = model.trace(Reference.text("book-not-good"), Reference.SITES);

      assertThat(trace.tokens().ids()).isEqualTo(reference.ids());
      assertThat(reference.distance("attention", trace.tensor(Site.PATTERN)))
          .isLessThanOrEqualTo(Reference.TOLERANCE);
      int last = trace.layerCount();
      assertThat(reference.distance("hidden_last", trace.tensor(Site.RESID).at(last)))
          .isLessThanOrEqualTo(Reference.TOLERANCE);
    }
  }
}
