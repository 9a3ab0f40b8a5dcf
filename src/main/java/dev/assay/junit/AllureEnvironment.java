package dev.assay.junit;

import dev.assay.claim.AssayVersion;
import dev.assay.encoder.PyTorchModel;
import dev.assay.file.WholeFiles;
import dev.assay.study.Findings;
import dev.assay.study.Result;
import dev.assay.study.Study;
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
    AllureTrouble.remember(
        () ->
            WholeFiles.write(
                results.resolve("environment.properties"), out -> lines.store(out, null)));
  }
}
