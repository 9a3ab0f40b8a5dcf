package dev.assay.junit;

import dev.assay.claim.Claim;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The test case that Allure is writing now, told as a claim. Its history id is made of claim, model
 * and row alone: an invocation's index or a measured value in it would break the history of every
 * row whenever one is added.
 *
 * @param method the claim
 * @param model the model's name
 */
record AllureTest(ClaimMethod method, String model) {
  /** Labels of JUnit's that say the same as ours, in terms of Java. */
  private static final Set<String> REPLACED =
      Set.of("epic", "feature", "story", "parentSuite", "suite", "subSuite");

  static AllureTest of(ClaimMethod method, String model) {
    return new AllureTest(method, model);
  }

  /**
   * Names the test case.
   *
   * @param title as the report shows it
   * @param row the row's id, or what stands in its place
   */
  AllureTest named(String title, String row) {
    Claim claim = method.claim();
    String id = DigestUtils.sha256Hex(String.join("\n", claim.id(), model, row));
    lifecycle()
        .ifPresent(
            allure ->
                allure.updateTestCase(
                    test -> {
                      test.setName(title);
                      test.setFullName("%s[%s][%s]".formatted(claim.id(), model, row));
                      test.setHistoryId(id);
                      test.setTestCaseId(id);
                      test.setDescription(description(claim));
                      test.setParameters(List.of(parameter("model", model), parameter("row", row)));
                      test.getLabels().removeIf(label -> REPLACED.contains(label.getName()));
                      test.getLabels()
                          .addAll(
                              List.of(
                                  label("epic", claim.topic()),
                                  label("feature", claim.finding()),
                                  label("story", "%s on %s".formatted(claim.id(), model)),
                                  label("parentSuite", claim.topic()),
                                  label("suite", claim.id()),
                                  label("subSuite", model)));
                    }));
    return this;
  }

  void attachText(String name, String text) {
    attach(name, "text/plain", ".txt", text);
  }

  void attachJson(String name, String json) {
    attach(name, "application/json", ".json", json);
  }

  void attachCsv(String name, String csv) {
    attach(name, "text/csv", ".csv", csv);
  }

  void attachSvg(String name, String svg) {
    attach(name, "image/svg+xml", ".svg", svg);
  }

  private static void attach(String name, String type, String suffix, String content) {
    lifecycle()
        .ifPresent(
            allure ->
                allure.addAttachment(name, type, suffix, content.getBytes(StandardCharsets.UTF_8)));
  }

  /** Absent where no listener of Allure's started a test case, as in a launcher without it. */
  private static java.util.Optional<AllureLifecycle> lifecycle() {
    AllureLifecycle lifecycle = Allure.getLifecycle();
    return lifecycle.getCurrentTestCase().map(test -> lifecycle);
  }

  private static String description(Claim claim) {
    return """
        **%s**

        Source: %s

        Minimum effect: %s
        """
        .formatted(claim.statement(), claim.source(), claim.because());
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  /** Shown, but no part of what identifies the test. */
  private static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value).setExcluded(true);
  }
}
