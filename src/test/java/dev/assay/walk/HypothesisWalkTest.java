package dev.assay.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.walk.Section.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The walk of docs/claims.md from a failing claim to a recorded verdict, taken step by step. */
class HypothesisWalkTest {
  private final Section section;

  HypothesisWalkTest() throws IOException {
    section = Section.walk();
  }

  @Test
  void the_walk_shows_the_files_of_the_sample_project() throws IOException {
    assertThat(section.blocks("java"))
        .containsExactly(Files.readString(SampleProject.source(SampleProject.CLAIM)));
    assertThat(section.blocks("csv")).hasSize(1);
    assertThat(Files.readString(SampleProject.SOURCE.resolve(SampleProject.FIXTURE)))
        .startsWith(section.blocks("csv").get(0));
  }

  @Test
  void the_pom_shown_is_that_of_the_sample_project() throws IOException {
    List<String> parts = Section.read("own-project.md", "own-project").blocks("xml");
    assertThat(parts).hasSize(2);
    assertThat(Files.readString(SampleProject.SOURCE.resolve("pom.xml"))).contains(parts);
  }

  @Test
  void the_claim_compiles_without_a_warning(@TempDir Path folder) throws IOException {
    assertThat(SampleProject.in(folder, SampleProject.CLAIM).compile()).isEmpty();
  }

  @Test
  @Tag("slow")
  void the_claim_fails_is_recorded_and_passes_with_the_output_shown(@TempDir Path folder)
      throws IOException, InterruptedException {
    SampleProject project = SampleProject.in(folder, SampleProject.CLAIM);
    assertThat(project.compile()).isEmpty();
    List<Console> steps = section.consoles();
    assertThat(steps).hasSize(3);
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(step.command()).startsWith("mvn test -Dtest=CommasDrawAttention"));

    SampleProject.Ended failing = project.run(steps.get(0).record(), false);
    assertThat(failing.output()).contains(steps.get(0).output());
    assertThat(failing.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("claims/ledger")).doesNotExist();

    assertThat(steps.get(1).record()).isPresent();
    SampleProject.Ended recording = project.run(steps.get(1).record(), false);
    assertThat(recording.output()).contains(steps.get(1).output());
    assertThat(recording.exitCode()).isZero();

    SampleProject.Ended passing = project.run(steps.get(2).record(), false);
    assertThat(steps.get(2).record()).isEmpty();
    assertThat(passing.output()).contains(steps.get(2).output());
    assertThat(passing.exitCode()).isZero();
  }

  /** The other claims that are shown, and the page and section that each is in. */
  static Stream<Arguments> others() {
    return Stream.of(
        arguments("claims.md", "layers", SampleProject.LAYERS),
        arguments("claims.md", "place", SampleProject.PLACE),
        arguments("edits.md", "edits", SampleProject.EDITS));
  }

  @ParameterizedTest
  @MethodSource("others")
  void other_claims_are_those_of_the_sample_project(
      String page, String mark, Path claim, @TempDir Path folder) throws IOException {
    assertThat(Section.read(page, mark).blocks("java"))
        .containsExactly(Files.readString(SampleProject.source(claim)));
    assertThat(SampleProject.in(folder, claim).compile()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("others")
  @Tag("slow")
  void other_claims_print_what_is_shown(String page, String mark, Path claim, @TempDir Path folder)
      throws IOException, InterruptedException {
    SampleProject project = SampleProject.in(folder, claim);
    assertThat(project.compile()).isEmpty();

    SampleProject.Ended ended = project.run(Optional.empty(), false);

    assertThat(ended.output()).contains(Section.read(page, mark).consoles().get(0).output());
    assertThat(ended.exitCode()).isEqualTo(1);
  }
}
