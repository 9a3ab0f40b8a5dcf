package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.claim.Change;
import dev.assay.claim.ChangeEntry;
import dev.assay.claim.LedgerEntry;
import dev.assay.study.DriftReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes as JSON: {@code assay drift --help} says what is what. */
final class DriftJson {
  private DriftJson() {}

  static void write(JsonGenerator json, String baseline, List<DriftReport> reports)
      throws IOException {
    json.writeStringField("baseline", baseline);
    json.writeArrayFieldStart("models");
    for (DriftReport report : reports) {
      json.writeStartObject();
      json.writeStringField("model", report.model());
      json.writeStringField("source", report.source().toString());
      if (report.provisional().isPresent()) {
        json.writeStringField("nulls", report.provisional().get());
      } else {
        json.writeNullField("nulls");
      }
      json.writeBooleanField("fails", report.fails());
      json.writeArrayFieldStart("claims");
      for (DriftReport.Row row : report.rows()) {
        write(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, DriftReport.Row row) throws IOException {
    json.writeStartObject();
    json.writeStringField("claim", row.claim());
    json.writeStringField("drift", row.kind().toString().toLowerCase(Locale.ROOT));
    write(json, "recorded", row.recorded());
    write(json, "measured", row.change().map(Change::measured));
    if (row.change().isPresent()) {
      json.writeObjectFieldStart("change");
      write(json, row.change().get().entry());
      json.writeEndObject();
    } else {
      json.writeNullField("change");
    }
    json.writeFieldName("changed");
    JsonOutput.texts(json, row.change().map(Change::provenance).orElse(List.of()));
    json.writeStringField("fixture_rows", row.change().map(Change::rows).orElse(""));
    json.writeStringField("broken", row.broken());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ChangeEntry change) throws IOException {
    number(json, "mean", change.mean());
    number(json, "low", change.low());
    number(json, "high", change.high());
    number(json, "relative", change.relative());
    number(json, "adjusted_p", change.adjustedP());
    if (change.n() != null) {
      json.writeNumberField("n", change.n());
    }
    json.writeFieldName("flipped");
    JsonOutput.texts(json, change.flipped());
    json.writeFieldName("remarks");
    JsonOutput.texts(json, change.remarks());
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
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
