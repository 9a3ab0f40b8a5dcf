package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.cli.HeadGrid.Measured;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measures over layers and heads, as JSON or as tables. */
record MeasuredGrid(HeadGrid grid, List<Measured> list) {

  /** Members {@code layers}, {@code heads}, {@code measures} and {@code not_computed}. */
  void writeTo(JsonGenerator json) throws IOException {
    JsonOutput.integers(json, "layers", grid.layers());
    JsonOutput.integers(json, "heads", grid.heads());
    json.writeObjectFieldStart("measures");
    Map<String, List<Measured>> byMeasure = new LinkedHashMap<>();
    list.forEach(r -> byMeasure.computeIfAbsent(r.measure(), m -> new ArrayList<>()).add(r));
    for (Map.Entry<String, List<Measured>> measure : byMeasure.entrySet()) {
      json.writeObjectFieldStart(measure.getKey());
      json.writeStringField("unit", measure.getValue().get(0).unit());
      for (Measured measured : measure.getValue()) {
        json.writeArrayFieldStart(HeadGrid.name(measured.variant()));
        for (List<OptionalDouble> layer : measured.values()) {
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
    for (Measured measured : list) {
      for (String reason : measured.reasons()) {
        json.writeStartObject();
        json.writeStringField("measure", measured.measure());
        json.writeStringField("variant", HeadGrid.name(measured.variant()));
        json.writeStringField("reason", reason);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** One table per variant: a line per head, a column per measure. */
  void print(PrintStream out) {
    for (Variant variant : Variant.values()) {
      List<Measured> measures = list.stream().filter(r -> r.variant() == variant).toList();
      out.println();
      out.println(HeadGrid.description(variant));
      table(measures).print(out);
      measures.forEach(
          r -> r.reasons().forEach(why -> out.println("no %s: %s".formatted(r.measure(), why))));
    }
  }

  private Table table(List<Measured> measures) {
    Table table = new Table(1);
    table.line(line("head", measures.stream().map(Measured::measure).toList()));
    table.line(line("", measures.stream().map(r -> "(" + r.unit() + ")").toList()));
    for (int l = 0; l < grid.layers().size(); l++) {
      for (int h = 0; h < grid.heads().size(); h++) {
        List<String> cells = new ArrayList<>();
        for (Measured measured : measures) {
          cells.add(Table.number(measured.values().get(l).get(h)));
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
