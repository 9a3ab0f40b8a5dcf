package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.cli.HeadGrid.Reading;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measures over layers and heads, as JSON or as tables. */
record Readings(HeadGrid grid, List<Reading> list) {

  /** Members {@code layers}, {@code heads}, {@code measures} and {@code not_computed}. */
  void writeTo(JsonGenerator json) throws IOException {
    JsonOutput.integers(json, "layers", grid.layers());
    JsonOutput.integers(json, "heads", grid.heads());
    json.writeObjectFieldStart("measures");
    Map<String, List<Reading>> byMeasure = new LinkedHashMap<>();
    list.forEach(r -> byMeasure.computeIfAbsent(r.measure(), m -> new ArrayList<>()).add(r));
    for (Map.Entry<String, List<Reading>> measure : byMeasure.entrySet()) {
      json.writeObjectFieldStart(measure.getKey());
      json.writeStringField("unit", measure.getValue().get(0).unit());
      for (Reading reading : measure.getValue()) {
        json.writeArrayFieldStart(HeadGrid.name(reading.variant()));
        for (List<OptionalDouble> layer : reading.values()) {
          JsonOutput.numbers(json, layer);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    writeMissing(json);
  }

  private void writeMissing(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("not_computed");
    for (Reading reading : list) {
      for (String reason : reading.reasons()) {
        json.writeStartObject();
        json.writeStringField("measure", reading.measure());
        json.writeStringField("variant", HeadGrid.name(reading.variant()));
        json.writeStringField("reason", reason);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** One table per variant: a line per head, a column per measure. */
  void print(PrintStream out) {
    for (Variant variant : Variant.values()) {
      List<Reading> readings = list.stream().filter(r -> r.variant() == variant).toList();
      out.println();
      out.println(HeadGrid.description(variant));
      table(readings).print(out);
      readings.forEach(
          r -> r.reasons().forEach(why -> out.println("no %s: %s".formatted(r.measure(), why))));
    }
  }

  private Table table(List<Reading> readings) {
    Table table = new Table(1);
    table.line(line("head", readings.stream().map(Reading::measure).toList()));
    table.line(line("", readings.stream().map(r -> "(" + r.unit() + ")").toList()));
    for (int l = 0; l < grid.layers().size(); l++) {
      for (int h = 0; h < grid.heads().size(); h++) {
        List<String> cells = new ArrayList<>();
        for (Reading reading : readings) {
          cells.add(Table.number(reading.values().get(l).get(h)));
        }
        table.line(line(grid.layers().get(l) + "." + grid.heads().get(h), cells));
      }
    }
    return table;
  }

  private static List<String> line(String first, List<String> rest) {
    List<String> line = new ArrayList<>(List.of(first));
    line.addAll(rest);
    return line;
  }
}
