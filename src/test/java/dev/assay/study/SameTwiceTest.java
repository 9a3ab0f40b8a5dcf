package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.trace.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same claims on the same model give the same, to the last bit. */
class SameTwiceTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static List<TextRow> rows() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add("the cat" + " sat".repeat(i % 12) + " on mat".repeat(i / 12));
    }
    return SampleBody.texts(texts.toArray(String[]::new));
  }

  private static SampleBody traced(String id, Site site, long seed) {
    Random random = new Random(seed);
    return SampleBody.effect(
            claim(id, new MeanExpectation.AtLeast(0.0), NullKind.UNIFORM_ATTENTION),
            (row, model) -> sum(row, model, site, random))
        .on(rows());
  }

  /** Takes its time, longer or shorter, so that requests come in another order each time. */
  private static double sum(TextRow row, Model model, Site site, Random random) {
    long until = System.nanoTime() + random.nextInt(300_000);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    double sum = 0;
    for (float number : model.trace(row.text(), Set.of(site)).tensor(site).toArray()) {
      sum += number;
    }
    return sum;
  }

  @Tag("slow")
  @Test
  void two_runs_on_a_model_and_all_its_nulls_agree_bit_for_bit() throws IOException {
    List<String> reports = new ArrayList<>();
    for (long seed : List.of(1L, 2L)) {
      run.judge(
          traced("resid", Site.RESID, seed), traced("v", Site.V, seed), traced("q", Site.Q, seed));
      reports.add(Files.readString(run.claimsJson()));
      Files.delete(run.claimsJson());
    }

    assertThat(reports.get(0)).contains("\"v\"", "permuted positions #5");
    assertThat(reports.get(1)).isEqualTo(reports.get(0));
  }
}
