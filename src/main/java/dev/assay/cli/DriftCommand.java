package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.claim.DriftReport;
import dev.assay.claim.LastRun;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "drift",
    description = "Compares what is on record for a model with what was found on another.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The other model's results are taken from its ledger; if nothing is on record for it, or if"
          + " it",
      "is the baseline itself, from the last test run (target/assay/claims.json).",
      "",
      "A claim is kept, moved (same verdict, but the estimate has left the interval on record, or",
      "other heads were chosen), FLIPPED (another verdict), not measured, not on record, or"
          + " broken.",
      "'changed' says what differs of weights, configuration, tokenizer, fixture, claim, engine"
          + " and",
      "Assay.",
      "",
      "JSON: baseline, model, source (file of the model's results), flipped (true if any verdict",
      "did); claims, an array of claim, drift, recorded and measured (each null or verdict,"
          + " estimate,",
      "interval, unit, n), changed, fixture_rows and broken (empty if there is nothing to say).",
      "",
      "Exit code 3 if a verdict flipped, else 1 if a claim is broken, else 0.",
      "",
      "Examples:",
      "  assay drift --baseline all-MiniLM-L6-v2 --model path/to/finetuned",
      "  assay drift --baseline all-MiniLM-L6-v2 --model all-MiniLM-L6-v2 --json"
    })
final class DriftCommand implements Callable<Integer> {
  /** Neither done nor failed to run: the comparison was made, and its answer is bad news. */
  static final int FLIPPED = 3;

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
      description = "The model to compare with it, by the name it was measured under.")
  private String model = "";

  @Option(
      names = "--ledger",
      paramLabel = "FOLDER",
      defaultValue = "claims/ledger",
      description = "Where ledgers are (default: ${DEFAULT-VALUE}).")
  private Path ledger = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  DriftCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    DriftReport report = DriftReport.of(ledger, LastRun.FILE, baseline, model);
    if (json.asked()) {
      JsonOutput.print(session.out(), out -> write(out, report));
    } else {
      print(report);
    }
    return exitCode(report);
  }

  static int exitCode(DriftReport report) {
    if (report.flipped()) {
      return FLIPPED;
    }
    return report.counts().containsKey(DriftReport.Kind.BROKEN) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void print(DriftReport report) {
    Table table = new Table(5);
    table.line(List.of("claim", report.baseline(), report.model(), "drift", "changed"));
    for (DriftReport.Row row : report.rows()) {
      table.line(
          List.of(
              row.claim(),
              result(row.recorded()),
              result(row.measured()),
              word(row.kind()),
              row.changed().isEmpty() ? "-" : Wording.list(row.changed())));
    }
    table.print(session.out());
    Set<String> remarks = new LinkedHashSet<>();
    for (DriftReport.Row row : report.rows()) {
      if (!row.fixtureRows().isEmpty()) {
        remarks.add(row.claim() + ": fixture " + row.fixtureRows());
      }
      if (!row.broken().isEmpty()) {
        remarks.add(row.claim() + ": " + row.broken());
      }
    }
    remarks.forEach(session.out()::println);
    session
        .out()
        .println(
            report.counts().entrySet().stream()
                    .map(kind -> kind.getValue() + " " + word(kind.getKey()))
                    .collect(Collectors.joining(", "))
                + "; %s as in %s".formatted(report.model(), report.source()));
  }

  private static String result(Optional<LedgerEntry> entry) {
    return entry.map(e -> e.verdict() + " " + Wording.estimate(e)).orElse("-");
  }

  /** Only bad news is in capitals, so that it stands out among many claims. */
  private static String word(DriftReport.Kind kind) {
    return switch (kind) {
      case FLIPPED, BROKEN -> kind.toString();
      case KEPT, MOVED, NOT_MEASURED, NOT_ON_RECORD ->
          kind.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static void write(JsonGenerator json, DriftReport report) throws IOException {
    json.writeStringField("baseline", report.baseline());
    json.writeStringField("model", report.model());
    json.writeStringField("source", report.source().toString());
    json.writeBooleanField("flipped", report.flipped());
    json.writeArrayFieldStart("claims");
    for (DriftReport.Row row : report.rows()) {
      json.writeStartObject();
      json.writeStringField("claim", row.claim());
      json.writeStringField("drift", row.kind().toString().toLowerCase(Locale.ROOT));
      write(json, "recorded", row.recorded());
      write(json, "measured", row.measured());
      json.writeFieldName("changed");
      JsonOutput.texts(json, row.changed());
      json.writeStringField("fixture_rows", row.fixtureRows());
      json.writeStringField("broken", row.broken());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Optional<LedgerEntry> entry)
      throws IOException {
    if (entry.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("verdict", entry.get().verdict().toString());
    json.writeNumberField("estimate", entry.get().estimate());
    json.writeObjectFieldStart("interval");
    json.writeNumberField("low", entry.get().interval().low());
    json.writeNumberField("high", entry.get().interval().high());
    json.writeEndObject();
    json.writeStringField("unit", entry.get().unit());
    json.writeNumberField("n", entry.get().n());
    json.writeEndObject();
  }
}
