package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.file.Sha256;
import dev.assay.study.VerdictMessage;
import dev.assay.trace.AssayException;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureConstants;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/**
 * One claim on one row, or its verdict, as a test case in Allure's results. Assay writes them
 * itself so that the report holds the claims and nothing else, and so that a history id is made of
 * claim, model and row alone: an invocation's index or a measured value in it would break the
 * history of every row whenever one is added. Where Allure's own JUnit listener is at work, its
 * test case is renamed instead.
 */
final class AllureTest {
  /** Labels of the listener's that say the same as ours, in terms of Java. */
  private static final Set<String> REPLACED =
      Set.of(
          "epic", "feature", "story", "parentSuite", "suite", "subSuite", "framework", "testClass");

  private static final AllureLifecycle ALLURE = Allure.getLifecycle();

  private final String uuid;
  private final List<Path> attachments = new ArrayList<>();

  private AllureTest(String uuid) {
    this.uuid = uuid;
  }

  /** What happens while the test case is open. */
  @FunctionalInterface
  interface Body {
    void run(AllureTest report) throws Throwable;
  }

  /**
   * Runs a body as a test case. An AssertionError makes it failed, anything else thrown broken, as
   * Allure has it.
   *
   * @param title as the report shows it
   * @param row the row's id, or what stands in its place
   */
  static void run(ClaimCase method, String model, String title, String row, Body body)
      throws Throwable {
    boolean listening = ALLURE.getCurrentTestCase().isPresent();
    String uuid = ALLURE.getCurrentTestCase().orElseGet(() -> UUID.randomUUID().toString());
    if (!listening) {
      ALLURE.scheduleTestCase(new TestResult().setUuid(uuid));
      ALLURE.startTestCase(uuid);
    }
    ALLURE.updateTestCase(uuid, test -> describe(test, method, model, title, row));
    AllureTest report = new AllureTest(uuid);
    try {
      withinHeap(body, row).run(report);
      ALLURE.updateTestCase(uuid, test -> test.setStatus(Status.PASSED));
    } catch (Throwable e) { // whatever it is, JUnit gets it back, and the report its status
      ALLURE.updateTestCase(uuid, test -> test.setStatus(status(e)).setStatusDetails(details(e)));
      throw e;
    } finally {
      if (!listening) {
        report.write();
      }
    }
  }

  /** Whole or not at all: attachments that no result names would stay for ever. */
  private void write() {
    ALLURE.stopTestCase(uuid);
    Path file = AllureResults.folder().resolve(uuid + AllureConstants.TEST_RESULT_FILE_SUFFIX);
    if (!AllureTrouble.remember(file, () -> ALLURE.writeTestCase(uuid))) {
      attachments.forEach(AllureTrouble::delete);
    }
  }

  /** A full heap is this test's matter: JUnit would end the whole run, and lose what was found. */
  private static Body withinHeap(Body body, String row) {
    return report -> {
      try {
        body.run(report);
      } catch (OutOfMemoryError e) {
        throw new AssayException(
            "%s does not fit into the heap of %d MB as a test of its own (%s); shorten its texts, or give the tests more, such as -Xmx2g in Surefire's argLine."
                .formatted(row, Runtime.getRuntime().maxMemory() >> 20, e.getMessage()),
            e);
      }
    };
  }

  private static Status status(Throwable thrown) {
    if (thrown instanceof TestAbortedException) {
      return Status.SKIPPED;
    }
    return thrown instanceof AssertionError ? Status.FAILED : Status.BROKEN;
  }

  /** Allure's categories are made of messages, and hold what has the same: the first line. */
  private static StatusDetails details(Throwable thrown) {
    String text = Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    return new StatusDetails()
        .setMessage(text.lines().findFirst().orElse(thrown.toString()))
        .setTrace(text);
  }

  private static void describe(
      TestResult test, ClaimCase method, String model, String title, String row) {
    Claim claim = method.claim();
    String id = Sha256.of(String.join("\n", claim.id(), model, row));
    test.setName(title);
    test.setFullName("%s[%s][%s]".formatted(claim.id(), model, row));
    test.setHistoryId(id);
    test.setTestCaseId(id);
    test.setDescription(description(claim));
    test.setParameters(List.of(parameter("model", model), parameter("row", row)));
    List<Label> labels = new ArrayList<>(test.getLabels());
    labels.removeIf(label -> REPLACED.contains(label.getName()));
    labels.addAll(
        List.of(
            label("epic", claim.topic()),
            label("feature", claim.finding()),
            label("story", "%s on %s".formatted(claim.id(), model)),
            label("parentSuite", claim.topic()),
            label("suite", claim.id()),
            label("subSuite", model),
            label("framework", AllureResults.FRAMEWORK),
            label("testClass", method.method().type().getName())));
    test.setLabels(labels);
  }

  void attachText(String name, String text) {
    attach(name, "text/plain", ".txt", text);
  }

  void attachCsv(String name, String csv) {
    attach(name, "text/csv", ".csv", csv);
  }

  void attachSvg(String name, String svg) {
    attach(name, "image/svg+xml", ".svg", svg);
  }

  private void attach(String name, String type, String suffix, String content) {
    String file = ALLURE.prepareAttachment(name, type, suffix);
    boolean written =
        AllureTrouble.remember(
            AllureResults.folder().resolve(file),
            () ->
                ALLURE.writeAttachment(
                    file, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
    if (written) {
      attachments.add(AllureResults.folder().resolve(file));
    } else {
      ALLURE.updateTestCase(
          uuid,
          test -> test.getAttachments().removeIf(attached -> attached.getSource().equals(file)));
    }
  }

  private static String description(Claim claim) {
    return """
    **%s**

    Source: %s

    Expected: %s, because: %s
    """
        .formatted(
            claim.statement(), claim.source(), VerdictMessage.expected(claim), claim.because());
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  /** Shown, but no part of what identifies the test. */
  private static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value).setExcluded(true);
  }
}
