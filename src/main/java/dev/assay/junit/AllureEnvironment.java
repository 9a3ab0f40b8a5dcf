package dev.assay.junit;

import dev.assay.claim.AssayVersion;
import dev.assay.encoder.PyTorchModel;
import dev.assay.study.Findings;
import dev.assay.study.Result;
import dev.assay.study.Study;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.UUID;

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
    Path fresh = results.resolve(".environment-" + UUID.randomUUID());
    AllureTrouble.remember(
        fresh,
        () -> {
          // Java 17 refuses to create a folder that is there as a link.
          if (!Files.isDirectory(results)) {
            Files.createDirectories(results);
          }
          try (Writer file = Files.newBufferedWriter(fresh)) {
            lines.store(file, null);
          }
          Files.move(
              fresh,
              results.resolve("environment.properties"),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        });
  }
}
