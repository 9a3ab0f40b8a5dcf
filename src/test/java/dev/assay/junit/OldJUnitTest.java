package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.assay.trace.AssayException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The sentence itself was seen with JUnit 5.12.2 under Maven. */
class OldJUnitTest {
  @TempDir Path folder;

  @Test
  void the_junit_of_this_build_is_recent_enough() {
    assertThat(OldJUnit.in(OldJUnitTest.class.getClassLoader())).isEmpty();
  }

  @Test
  void one_without_class_templates_is_too_old_and_the_sentence_says_what_to_raise() {
    assertThat(OldJUnit.in(ClassLoader.getPlatformClassLoader()))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .isInstanceOf(AssayException.class)
                    .hasMessageStartingWith("Assay needs JUnit Jupiter 5.13 or later, but ")
                    .hasMessageEndingWith(
                        "raise the version of junit-bom or junit-jupiter in your build file."));
  }

  @Test
  void each_claim_fails_and_others_are_left_alone() throws Exception {
    Path compiled = SampleClaims.compile("language", folder.resolve("classes"));
    AssayException why = new AssayException("It is too old.");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {compiled.toUri().toURL()}, OldJUnitTest.class.getClassLoader())) {
      var tests =
          EngineTestKit.engine(new ClaimEngine(Optional.of(why)))
              .selectors(
                  selectClass(loader.loadClass("language.Multiplied")),
                  selectClass(OldJUnitTest.class))
              .execute()
              .testEvents();

      assertThat(tests.succeeded().list()).isEmpty();
      assertThat(tests.failed().list())
          .hasSize(2)
          .allSatisfy(
              event ->
                  assertThat(event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                      .hasValue(why))
          .extracting(event -> event.getTestDescriptor().getDisplayName())
          .contains("measure");
    }
  }
}
