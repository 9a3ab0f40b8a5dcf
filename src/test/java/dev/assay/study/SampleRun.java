package dev.assay.study;

import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.trace.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Judges sample claims on the small random model, in a folder with a ledger of its own.
 *
 * @param properties what {@code -Dassay.*} would say
 */
record SampleRun(Path folder, Map<String, String> properties) {

  /** Puts the model, which is called tiny, into a new folder. */
  static SampleRun in(Path folder) throws IOException {
    Path model = TinyCheckpoint.write(folder.resolve("tiny"));
    return new SampleRun(folder, Map.of())
        .with("assay.models", model.toString())
        .with("assay.ledger", folder.resolve("ledger").toString());
  }

  /** The same with few null models, for what does not depend on them. */
  SampleRun quick() {
    return with("assay.nulls", "few");
  }

  SampleRun with(String property, String value) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(property, value);
    return new SampleRun(folder, all);
  }

  Settings settings() {
    return Settings.of(name -> Optional.ofNullable(properties.get(name)), "");
  }

  Path claimsJson() {
    return folder.resolve("claims.json");
  }

  /** Judges claims that are the whole project. */
  Found judge(ClaimBody... claims) {
    return judge(project(List.of(claims), List.of()));
  }

  /** Judges what is selected, and writes what was found. */
  Found judge(Claims claims) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Findings findings = findings(claims, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return new Found(findings, printed.toString(StandardCharsets.UTF_8));
  }

  private Findings findings(Claims claims, PrintStream out) {
    try (Run run = new Run(settings(), claims, out, claimsJson())) {
      for (String model : settings().models().names()) {
        for (ClaimBody claim : claims.selected()) {
          try {
            run.result(claim, model);
          } catch (AssayException e) {
            // The run keeps why a model cannot be judged.
          }
        }
      }
      return run.findings();
    }
  }

  static Claims project(List<? extends ClaimBody> selected, List<? extends ClaimBody> others) {
    return new Claims(List.copyOf(selected), List.copyOf(others), Map.of(), Map.of(), Set.of());
  }

  /**
   * What a run found, for asking.
   *
   * @param printed on the console
   */
  record Found(Findings findings, String printed) {

    Result result(String id) {
      return findings.results().stream()
          .filter(result -> result.body().claim().id().equals(id))
          .findFirst()
          .orElseThrow();
    }

    Result.Judged judged(String id) {
      if (result(id) instanceof Result.Broken broken) {
        throw broken.why();
      }
      return (Result.Judged) result(id);
    }

    /** Why a claim is broken. */
    String broken(String id) {
      return Objects.requireNonNull(((Result.Broken) result(id)).why().getMessage());
    }

    String message(String id) {
      return VerdictMessage.of(judged(id), findings.settings());
    }

    String table() {
      return ResultTable.of(findings);
    }

    Study study() {
      return findings.studies().get(0);
    }
  }
}
