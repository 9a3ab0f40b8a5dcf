package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.encoder.Hook;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfPatchTest {
  private static final Text TEXT = Text.of("the cat sat on the mat.");

  @TempDir Path folder;

  @Test
  void a_sound_model_passes_and_one_whose_passes_differ_does_not() throws IOException {
    String name = TinyCheckpoint.write(folder.resolve("tiny")).toString();
    AtomicInteger passes = new AtomicInteger();
    // Each pass has values a little larger than the one before.
    Hook drifting =
        Hook.on(
            Set.of(Site.V),
            (point, value, batch) -> value.mul(1 + 1e-3f * passes.getAndIncrement()));
    try (PyTorchModel sound = PyTorchModel.load(Catalog.open(name));
        PyTorchModel unsound = sound.withHook(drifting)) {
      assertThatCode(SelfPatch.of(sound, TEXT)::requireIdentity).doesNotThrowAnyException();
      assertThatThrownBy(SelfPatch.of(unsound, TEXT)::requireIdentity)
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("Patching q of \"the cat sat on the mat.\" with itself changes")
          .hasMessageContaining("where 1.0E-6 is allowed");
    }
  }
}
