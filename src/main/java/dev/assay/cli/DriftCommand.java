package dev.assay.cli;

import dev.assay.study.ClaimsJson;
import dev.assay.study.DriftReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "drift",
    description = "Compares what is on record for a model with what was found on others.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The other models' results are taken from their ledgers; if nothing is on record for one, or"
          + " if",
      "it is the baseline itself, from the last test run (target/assay/claims.json).",
      "",
      "Claims are compared row by row over the rows in common, what changed first, the largest"
          + " change",
      "first:",
      "  CHANGED           another verdict; in brackets, which conditions flipped",
      "  NOT REPRODUCED    nothing has changed that it is made from, but a number has",
      "  BROKEN            it could not be measured",
      "  at the boundary   another verdict, but the change cannot be told from 0",
      "  moved             the same verdict, but a real change of at least a tenth of the minimum"
          + " effect",
      "  not on record, not measured",
      "  kept              the rest: one line, unless --all is given",
      "",
      "JSON: baseline; models, an array of model, source (file of its results), nulls (null, or"
          + " few or",
      "none where not all were run: then which of them are beaten is not compared), fails (true if"
          + " any",
      "claim is CHANGED or NOT REPRODUCED) and claims, an array of claim, drift, recorded and"
          + " measured",
      "(each null or verdict, estimate, interval, unit, n), change (null or mean, low, high,"
          + " relative",
      "(in minimum effects), adjusted_p, n, flipped, remarks; no numbers where no rows are on"
          + " record),",
      "changed (which of weights, configuration, tokenizer, fixture, claim, engine and Assay),",
      "fixture_rows and broken (empty if there is nothing to say).",
      "",
      "Exit code 3 if a verdict changed or a number was not reproduced, else 1 if a claim is"
          + " broken,",
      "else 0.",
      "",
      "Examples:",
      "  assay drift --baseline all-MiniLM-L6-v2 --model finetuned",
      "  assay drift --baseline all-MiniLM-L6-v2 --model step-100 --model step-200 --all",
      "  assay drift --baseline all-MiniLM-L6-v2 --model all-MiniLM-L6-v2 --json"
    })
final class DriftCommand implements Callable<Integer> {
  /** Neither done nor failed to run: the comparison was made, and its answer is bad news. */
  static final int CHANGED = 3;

  private final Session session;

  @Option(
      names = "--baseline",
      paramLabel = "A",
      required = true,
      description = "The model on record.")
  private String baseline = "";

  @Option(
      names = "--model",
      paramLabel = "B",
      required = true,
      description =
          "A model to compare with it, by the name it was measured under; may be given several"
              + " times.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--ledger",
      paramLabel = "FOLDER",
      defaultValue = "claims/ledger",
      description = "Where ledgers are (default: ${DEFAULT-VALUE}).")
  private Path ledger = Path.of("");

  @Option(names = "--all", description = "Show the claims that were kept, too.")
  private boolean all;

  @Mixin private JsonOption json = new JsonOption();

  DriftCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    List<DriftReport> reports =
        models.stream()
            .distinct()
            .map(model -> DriftReport.of(ledger, ClaimsJson.FILE, baseline, model))
            .toList();
    if (json.asked()) {
      JsonOutput.print(session.out(), out -> DriftJson.write(out, baseline, reports));
    } else {
      DriftTable.print(session.out(), baseline, reports, all);
    }
    return exitCode(reports);
  }

  static int exitCode(List<DriftReport> reports) {
    if (reports.stream().anyMatch(DriftReport::fails)) {
      return CHANGED;
    }
    boolean broken =
        reports.stream().anyMatch(report -> report.counts().containsKey(DriftReport.Kind.BROKEN));
    return broken ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
