package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.claim.HeadExpectation;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.claim.Outcome;
import dev.assay.claim.RowExpectation;
import dev.assay.claim.Verdict;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.study.SampleRun.Found;
import dev.assay.trace.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingClaimsTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static double length(TextRow row, Model model) {
    return 1 + row.text().length() / 100.0;
  }

  @Test
  void what_is_as_claimed_on_every_row_and_on_no_null_is_supported() {
    Found found =
        run.judge(
            SampleBody.effect(
                claim("supported", new MeanExpectation.AtLeast(0.1), NullKind.UNIFORM_ATTENTION),
                (row, model) -> SampleBody.isUniform(model, row) ? 0 : length(row, model)));
    Result.Judged judged = found.judged("supported");

    assertThat(judged.judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(judged.entry().estimate()).isCloseTo(1 + 171 / 700.0, within(1e-5));
    assertThat(judged.entry().pValue()).hasValue(1 / 128.0);
    assertThat(judged.judgement().assessment().nulls()).hasSize(26);
    assertThat(judged.reported())
        .containsExactly(new Reported("length", 171 / 7.0, "characters", 7));
    assertThat(judged.model()).isEqualTo("tiny");
  }

  @Test
  void what_is_as_strong_on_a_null_that_must_be_beaten_is_not_supported() {
    Found found =
        run.judge(
            SampleBody.effect(
                claim("beaten", new MeanExpectation.AtLeast(0.1), NullKind.UNIFORM_ATTENTION),
                JudgingClaimsTest::length));

    assertThat(found.judged("beaten").judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(found.message("beaten"))
        .contains("must beat uniform attention, and does not beat uniform attention (+1.24)");
  }

  @Test
  void a_selection_that_no_layers_claim_is_in_is_no_success() {
    ClaimsPerModel perLayer =
        new ClaimsPerModel() {
          @Override
          public boolean concerns(String model) {
            return true;
          }

          @Override
          public boolean dependsOnModel() {
            return true;
          }

          @Override
          public List<ClaimBody> on(int layers) {
            return List.of(SampleBody.of(claim("f.layer-0", new MeanExpectation.AtLeast(0.1))));
          }
        };
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    for (String id : List.of("f.layer-7", "f.layer-0")) {
      Claims claims =
          new Claims(
              List.of(),
              List.of(),
              Map.of(),
              Map.of(),
              Set.of(),
              List.of(perLayer),
              List.of(),
              new ClaimFilter(List.of(id)));
      try (Run begun = run.quick().begin(claims, nowhere)) {
        begun.judge();
        assertThat(begun.unconcerned().map(Throwable::getMessage))
            .isEqualTo(
                id.equals("f.layer-0")
                    ? Optional.empty()
                    : Optional.of(
                        "No claim of this run is about tiny; select claims that are, or name"
                            + " another model."));
      }
    }
  }

  @Test
  void a_refuted_claim_says_all_there_is_to_say() {
    Found found =
        run.judge(
            SampleBody.effect(
                claim("refuted", new MeanExpectation.AtLeast(0.1)),
                (row, model) -> -length(row, model)));

    assertThat(found.message("refuted").lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("REFUTED on tiny, with nothing on record"),
            line -> assertThat(line).isEqualTo("  statement   Something is so."),
            line -> assertThat(line).isEqualTo("  claim       refuted, from Somebody 2020"),
            line ->
                assertThat(line)
                    .isEqualTo("  expected    a mean effect of at least +0.1 attention"),
            line ->
                assertThat(line)
                    .matches(
                        "  measured    -1\\.24 \\[-1\\..*, -1\\..*\\] attention, n = 7 in 7"
                            + " clusters, p 1\\.000 after Holm's correction"),
            line -> assertThat(line).isEqualTo("  reported    length 24.4 characters (n = 7)"),
            line ->
                assertThat(line)
                    .matches("  nulls       the strongest is .* with -1\\.24; none must be beaten"),
            line -> assertThat(line).startsWith("  worst rows  r7 (-1.45), r2 (-1.24), "),
            line -> assertThat(line).isEqualTo("  because     Less would not matter."),
            line -> assertThat(line).isEqualTo("  on record   nothing for tiny"),
            line -> assertThat(line).startsWith("  rerun       mvn test -Dtest=Sample#measure "),
            line -> assertThat(line).endsWith(" -Dassay.record=\"why\""));
  }

  @Test
  void one_counterexample_refutes_a_universal_claim() {
    SampleBody body =
        SampleBody.outcome(
            claim("universal", new RowExpectation.EveryWithin(0, 40)),
            (row, model) -> new Outcome.Value(row.text().length()));
    Found found = run.quick().judge(body);

    assertThat(found.judged("universal").judgement().verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(found.judged("universal").entry().estimate()).isCloseTo(6 / 7.0, within(1e-5));
    assertThat(found.message("universal"))
        .contains("expected    every row between 0 and 40 attention")
        .contains("worst rows  r7 (+45)");
  }

  @Test
  void a_head_that_stands_out_on_all_rows_is_found_and_named() {
    SampleBody body =
        SampleBody.outcome(
            claim("some-head", new HeadExpectation.SomeAtLeast(0.1)),
            (row, model) -> {
              Map<String, Double> heads = new HashMap<>();
              model
                  .trace(row.text())
                  .layers()
                  .forEach(
                      layer ->
                          layer
                              .heads()
                              .forEach(
                                  head ->
                                      heads.put(
                                          head.label(), head.label().equals("1.0") ? 1.0 : 0.2)));
              return new Outcome.PerHead(heads);
            });
    Found found = run.quick().judge(body);

    assertThat(found.judged("some-head").entry().heads()).containsExactly("1.0", "1.0");
    assertThat(found.judged("some-head").entry().estimate()).isEqualTo(1);
    assertThat(found.table()).contains("heads 1.0, 1.0");
  }

  @Test
  void a_null_is_compared_on_the_rows_that_it_lets_be_measured() {
    SampleBody body =
        SampleBody.effect(
            claim("on-its-row", new MeanExpectation.AtLeast(0.1), NullKind.UNIFORM_ATTENTION),
            (row, model) -> {
              boolean uniform = SampleBody.isUniform(model, row);
              if (uniform && !row.id().equals("r5")) {
                throw new AssayException("There is nothing to compare; use another sentence.");
              }
              return uniform ? 1.175 : length(row, model);
            });
    Found found = run.judge(body);

    // Over all rows the claim has 1.24, on the one row that the null model knows 1.16.
    assertThat(found.judged("on-its-row").judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(found.message("on-its-row"))
        .contains(
            "does not beat uniform attention (+1.18 on the 1 of 7 rows that it lets measure, where"
                + " the estimate is +1.16)");
  }

  @Test
  void a_null_that_lets_no_row_be_measured_is_left_out_where_it_need_not_be_beaten() {
    SampleBody body =
        SampleBody.effect(
            claim("incomparable", new MeanExpectation.AtLeast(0.1)),
            (row, model) -> {
              if (SampleBody.isUniform(model, row)) {
                throw new AssayException("There is nothing to compare; use another sentence.");
              }
              return length(row, model);
            });
    Found found = run.judge(body);

    assertThat(found.judged("incomparable").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(found.judged("incomparable").judgement().assessment().nulls())
        .hasSize(25)
        .noneMatch(effect -> effect.model().kind() == NullKind.UNIFORM_ATTENTION);
  }

  @Test
  void what_is_measured_of_shuffled_tokens_is_of_the_order_that_the_model_saw() {
    SampleBody body =
        SampleBody.effect(
            claim("second-token", new MeanExpectation.AtLeast(0.1)),
            (row, model) -> model.trace(row.text()).tokens().list().get(1).piece().length());
    Found found = run.judge(body);

    assertThat(found.judged("second-token").judgement().assessment().nulls())
        .filteredOn(effect -> effect.model().kind() == NullKind.SHUFFLED_TOKENS)
        .singleElement()
        .satisfies(effect -> assertThat(effect.value()).isNotEqualTo(effect.real()));
  }
}
