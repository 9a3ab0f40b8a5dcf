package dev.assay.junit;

import dev.assay.claim.AssayVersion;
import dev.assay.encoder.PyTorchModel;
import dev.assay.study.Findings;
import dev.assay.study.Result;
import dev.assay.study.Study;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Says in the report's first page what was run: models by the fingerprint of their weights. */
final class AllureEnvironment {
  private AllureEnvironment() {}

  static void write(Findings findings) {
    Path results = AllureResults.folder();
    Properties lines = new Properties();
    lines.setProperty("engine", PyTorchModel.engine());
    lines.setProperty("Assay", AssayVersion.current());
    for (Study study : findings.studies()) {
      study.results().stream()
          .filter(Result.Judged.class::isInstance)
          .map(Result.Judged.class::cast)
          .findFirst()
          .ifPresent(
              judged ->
                  lines.setProperty(
                      study.model(), "weights " + judged.entry().provenance().weights()));
    }
    try {
      Files.createDirectories(results);
      try (Writer file = Files.newBufferedWriter(results.resolve("environment.properties"))) {
        lines.store(file, null);
      }
    } catch (IOException e) {
      throw new AssayException(
          "The Allure results folder %s cannot be written (%s); check its permissions."
              .formatted(results, e),
          e);
    }
  }
}
