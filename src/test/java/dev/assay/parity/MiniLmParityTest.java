package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MiniLmParityTest {
  @Test
  void p() {
    long t0 = System.nanoTime();
    PyTorchModel model = PyTorchModel.load(Catalog.open("all-MiniLM-L6-v2"));
    System.out.println("load " + (System.nanoTime() - t0) / 1e6);
    for (int k = 0; k < 3; k++) {
      t0 = System.nanoTime();
      Trace trace =
          model.trace("The book was not good", Set.of(Site.PATTERN, Site.V, Site.Z, Site.RESID));
      System.out.println("trace " + (System.nanoTime() - t0) / 1e6);
      Reference r = Reference.of("all-MiniLM-L6-v2", "book-not-good");
      System.out.println(r.distance("attention", trace.tensor(Site.PATTERN)));
      System.out.println(r.distance("value", trace.tensor(Site.V)));
      System.out.println(r.distance("value_output", trace.tensor(Site.Z)));
      System.out.println(r.distance("hidden", trace.tensor(Site.RESID)));
      System.out.println(trace.tokens());
    }
    assertThat(model).isNotNull();
  }
}
