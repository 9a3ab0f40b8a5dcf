package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.claim.AssayVersion;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Verdict;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsJsonTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static SampleBody body(String id) {
    return SampleBody.effect(
        claim(id, new MeanExpectation.AtLeast(0.1)),
        (row, model) -> 1 + row.text().length() / 100.0);
  }

  private List<String> ids() {
    return ClaimsJson.read(run.claimsJson()).orElseThrow().claims().stream()
        .map(ClaimsJson.Item::id)
        .toList();
  }

  @Test
  void it_holds_the_verdict_and_what_it_was_made_from() throws IOException {
    run.judge(body("supported"));
    JsonNode report = new JsonMapper().readTree(run.claimsJson().toFile());
    JsonNode claim = report.path("claims").path(0);

    assertThat(report.path("schema").asInt()).isPositive();
    assertThat(report.path("models").path(0).path("name").asText()).isEqualTo("tiny");
    assertThat(claim.path("id").asText()).isEqualTo("supported");
    assertThat(claim.path("topic").asText()).isEqualTo("topic");
    assertThat(claim.path("statement").asText()).isEqualTo("Something is so.");
    assertThat(claim.path("model").asText()).isEqualTo("tiny");
    assertThat(claim.path("change").path("kind").asText()).isEqualTo("NOT_ON_RECORD");
    assertThat(claim.has("nulls_run")).isFalse();
    JsonNode measured = claim.path("measured");
    assertThat(measured.path("verdict").asText()).isEqualTo("SUPPORTED");
    assertThat(measured.path("n").asInt()).isEqualTo(7);
    assertThat(measured.path("unit").asText()).isEqualTo("attention");
    assertThat(measured.path("p").asDouble()).isEqualTo(1 / 128.0);
    assertThat(measured.path("interval").path("low").asDouble()).isGreaterThan(1);
    assertThat(measured.path("provenance").path("weights").asText()).matches("[0-9a-f]{64}");
    assertThat(measured.path("provenance").path("configuration").asText()).matches("[0-9a-f]{64}");
    assertThat(measured.path("provenance").path("assay").asText())
        .isEqualTo(AssayVersion.current());
    assertThat(claim.path("rows")).hasSize(7);
    assertThat(claim.path("rows").path(0).path("id").asText()).isEqualTo("r5");
    assertThat(claim.path("nulls")).hasSize(26);
    assertThat(claim.path("reported").path(0).path("mean").asDouble()).isEqualTo(171 / 7.0);
  }

  @Test
  void what_another_jvm_of_the_same_build_wrote_stays_beside_it() {
    run.quick().judge(SampleRun.project(List.of(body("a")), List.of(body("b"))));
    run.quick().judge(SampleRun.project(List.of(body("b")), List.of(body("a"))));

    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void what_is_judged_again_in_the_same_build_is_replaced() {
    run.quick().judge(body("a"));
    SampleBody other =
        SampleBody.effect(
            claim("a", new MeanExpectation.AtLeast(0.1)),
            (row, model) -> -1 - row.text().length() / 100.0);
    run.quick().judge(other);

    assertThat(ClaimsJson.read(run.claimsJson()).orElseThrow().claims())
        .singleElement()
        .satisfies(
            item ->
                assertThat(Objects.requireNonNull(item.measured()).verdict())
                    .isEqualTo(Verdict.REFUTED));
  }

  @Test
  void what_an_earlier_build_left_is_replaced() throws IOException {
    run.quick().judge(body("a"));
    Files.setLastModifiedTime(run.claimsJson(), FileTime.from(Build.began().minusSeconds(1)));
    run.quick().judge(body("b"));

    assertThat(ids()).containsExactly("b");
  }

  @Test
  void what_is_no_result_is_replaced() throws IOException {
    Files.writeString(run.claimsJson(), "{\"schema\": 2, \"mod");
    run.quick().judge(body("a"));

    assertThat(ids()).containsExactly("a");
  }

  @Tag("slow")
  @Test
  void many_that_write_at_once_lose_nothing() {
    List<ClaimsJson> reports =
        IntStream.range(0, 16)
            .mapToObj(i -> ClaimsJson.of(run.quick().judge(body("c" + i)).findings()))
            .toList();
    Path file = folder.resolve("together/claims.json");
    reports.parallelStream().forEach(report -> report.write(file));

    assertThat(ClaimsJson.read(file).orElseThrow().claims()).hasSize(16);
  }

  @Test
  void of_several_models_the_order_is_that_of_the_run() throws IOException {
    Path second = TinyCheckpoint.write(folder.resolve("another"));
    run.quick()
        .with("assay.models", folder.resolve("tiny") + "," + second)
        .judge(body("b"), body("a"));

    assertThat(ClaimsJson.read(run.claimsJson()).orElseThrow().claims())
        .extracting(item -> item.model() + " " + item.id())
        .containsExactly("tiny a", "tiny b", "another a", "another b");
  }

  @Test
  void a_file_of_another_version_is_one_sentence() throws IOException {
    Files.writeString(run.claimsJson(), "{\"schema\": 99}");

    assertThatThrownBy(() -> ClaimsJson.read(run.claimsJson()))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is not what a run of this version leaves")
        .hasMessageEndingWith("run mvn test again.");
  }

  @Test
  void a_place_that_cannot_be_written_is_one_sentence_and_takes_nothing_else_with_it()
      throws IOException {
    Files.createDirectory(run.claimsJson());
    Files.writeString(run.claimsJson().resolve("in-the-way"), "");

    assertThatThrownBy(() -> run.with("assay.record", "why").judge(body("a")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("claims.json cannot be written");
    assertThat(folder.resolve("ledger/tiny.json")).exists();
  }
}
