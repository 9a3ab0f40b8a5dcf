package dev.assay.junit;

import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import io.qameta.allure.util.PropertiesUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says in the report's first page what was run: models by the fingerprint of their weights. */
final class AllureEnvironment {
  private AllureEnvironment() {}

  static void write(RunReport report) {
    Path results =
        Path.of(
            PropertiesUtils.loadAllureProperties()
                .getProperty("allure.results.directory", "allure-results"));
    List<String> lines = new ArrayList<>();
    lines.add("engine=" + PyTorchModel.engine());
    report
        .studies()
        .forEach(
            (model, study) ->
                study.results().values().stream()
                    .filter(Result.Judged.class::isInstance)
                    .map(Result.Judged.class::cast)
                    .findFirst()
                    .ifPresent(
                        judged ->
                            lines.add(
                                "%s=weights %s"
                                    .formatted(model, judged.entry().provenance().weights()))));
    try {
      Files.createDirectories(results);
      Files.write(results.resolve("environment.properties"), lines);
    } catch (IOException e) {
      throw new AssayException(
          "The Allure results folder %s cannot be written (%s); check its permissions."
              .formatted(results, e),
          e);
    }
  }
}
