package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Verdict;
import dev.assay.fixture.TextRow;
import dev.assay.study.SampleRun.Found;
import dev.assay.trace.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * A claim that throws on a null model while other rows are still traced on it: a model that is
 * closed too early takes the JVM with it, though not every time.
 */
@Tag("slow")
class FailuresOnNullsTest {
  @TempDir Path folder;

  @RepeatedTest(50)
  void a_claim_that_throws_on_a_null_breaks_alone() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      texts.add("the cat" + " sat".repeat(i % 25));
    }
    List<TextRow> rows = SampleBody.texts(texts.toArray(String[]::new));
    SampleBody throwing =
        SampleBody.effect(
                claim("throwing", new MeanExpectation.AtLeast(0.1)),
                (row, model) -> {
                  if (SampleBody.isUniform(model, row)) {
                    throw new IllegalStateException("a mistake");
                  }
                  return 1;
                })
            .on(rows);
    SampleBody tracing =
        SampleBody.effect(
                claim("tracing", new MeanExpectation.AtLeast(0.1)),
                (row, model) ->
                    model.trace(row.text(), EnumSet.allOf(Site.class)).tokens().size()
                        + model.trace(row.text() + " never").tokens().size())
            .on(rows);

    Found found = SampleRun.in(folder).quick().judge(throwing, tracing);

    assertThat(found.broken("throwing"))
        .isEqualTo(
            "Row r1 of rows.csv cannot be measured on the null model 'uniform attention':"
                + " IllegalStateException: a mistake");
    assertThat(found.judged("tracing").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
  }
}
