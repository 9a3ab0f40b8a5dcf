package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDManager;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
  private static final Set<Site> EVERY_SITE = EnumSet.allOf(Site.class);

  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void a_trace_leaves_no_array_behind_in_the_models_memory() {
    List<String> many = new ArrayList<>(); // 200 tokens and more take another way
    for (int i = 0; i < 40; i++) {
      many.add("One more" + " and more".repeat(i % 5));
    }
    model.trace("Warm up.", EVERY_SITE);
    int before = model.manager().getManagedArrays().size();
    for (int i = 0; i < 5; i++) {
      model.traces(Text.each("One.", "Two and a half, that is more."), EVERY_SITE);
      model.traces(Text.each(many), EVERY_SITE);
      model.trace("Three.");
    }

    assertThat(model.manager().getManagedArrays()).hasSize(before);
  }

  @Test
  void a_null_model_takes_its_memory_along_when_it_is_closed() {
    int before = model.manager().getManagedArrays().size();
    for (int seed = 0; seed < 3; seed++) {
      try (PyTorchModel random = RandomWeights.like(model).draw(seed);
          PyTorchModel permuted = NullModels.permutedPositions(model, seed);
          PyTorchModel uniform = NullModels.uniformAttention(model)) {
        random.trace("One.");
        permuted.trace("One.");
        uniform.trace("One.");
      }
    }

    assertThat(model.manager().getManagedArrays()).hasSize(before);
  }

  @Test
  void what_cannot_be_made_leaves_no_memory_behind() {
    NDManager own = model.manager().newSubManager();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Engines.filled(
                    own,
                    manager -> {
                      manager.create(new float[1000]);
                      throw new IllegalStateException("on purpose");
                    }))
        .withMessage("on purpose");

    assertThat(own.isOpen()).isFalse();
  }

  /** Many texts are several batches: those beside the one that fails end first. */
  @Test
  void a_failing_batch_waits_for_those_that_run_beside_it() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add("One more" + " and more".repeat(i % 5));
    }
    for (int repetition = 0; repetition < 5; repetition++) {
      AtomicInteger running = new AtomicInteger();
      AtomicBoolean failed = new AtomicBoolean();
      Hook failing =
          (point, value, batch) -> {
            if (point.equals(new HookPoint(Site.RESID, 0))) {
              running.incrementAndGet();
            } else if (point.equals(new HookPoint(Site.V, 0))
                && failed.compareAndSet(false, true)) {
              running.decrementAndGet();
              throw new IllegalStateException("on purpose");
            } else if (point.equals(new HookPoint(Site.RESID, 6))) {
              running.decrementAndGet();
            }
            return value;
          };
      try (PyTorchModel broken = model.withHook(failing)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> broken.traces(Text.each(texts), EVERY_SITE));
        assertThat(running).hasValue(0);
      }
    }
  }

  /** The pass ends at once if a hook fails; what it made until then must go all the same. */
  @Test
  void a_failing_hook_leaves_nothing_behind() {
    Hook failing =
        (point, value, batch) -> {
          if (point.equals(new HookPoint(Site.Z, 3))) {
            throw new IllegalStateException("on purpose");
          }
          return value;
        };
    try (PyTorchModel broken = model.withHook(failing)) {
      for (int i = 0; i < 5; i++) {
        assertThat(catchMessage(broken)).contains("on purpose");
      }
      // Before the model is closed, which would take along what was left.
      assertThat(broken.manager().getManagedArrays()).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX)
  void ten_thousand_traces_keep_resident_memory_flat() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      texts.add("The movie that we saw" + " very".repeat(i) + " late was good.");
    }
    traces(texts, 2_000);
    long before = residentKilobytes();
    traces(texts, 10_000);
    long growth = residentKilobytes() - before;

    assertThat(growth).as("kB more after 10 000 traces").isLessThan(60_000);
  }

  private void traces(List<String> texts, int count) {
    for (int i = 0; i < count; i++) {
      model.trace(texts.get(i % texts.size()));
    }
    System.gc();
  }

  private static String catchMessage(PyTorchModel model) {
    try {
      model.trace("One.");
      return "";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
