package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.encoder.EditedText;
import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.plot.Scale;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What edits do, by layer and by what is edited there, as JSON, table or heatmap.
 *
 * @param layers numbered from 0
 * @param parts what is edited in each layer: heads or tokens
 * @param effects at least one
 */
record EffectGrid(List<Integer> layers, List<String> parts, List<Effect> effects) {

  /**
   * One number of every edit.
   *
   * @param of what it is an effect on, such as {@code embedding} or a word
   * @param unit such as {@code cosine distance}
   * @param values by layer and part
   */
  record Effect(String of, String unit, List<List<Double>> values) {}

  /**
   * The effects of passes.
   *
   * @param passes layer by layer, and in each part by part
   */
  static EffectGrid of(
      List<Integer> layers, List<String> parts, Effects effects, List<EditedText> passes) {
    List<List<Double>> numbers = effects.of(passes);
    List<Effect> all = new ArrayList<>();
    for (int i = 0; i < effects.names().size(); i++) {
      int own = i;
      List<Double> flat = numbers.stream().map(pass -> pass.get(own)).toList();
      List<List<Double>> values = new ArrayList<>();
      for (int layer = 0; layer < layers.size(); layer++) {
        values.add(flat.subList(layer * parts.size(), (layer + 1) * parts.size()));
      }
      all.add(new Effect(effects.names().get(i), effects.unit(), values));
    }
    return new EffectGrid(layers, parts, all);
  }

  /** Member {@code effects}: objects with {@code of}, {@code unit} and {@code values}. */
  void writeTo(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("effects");
    for (Effect effect : effects) {
      json.writeStartObject();
      json.writeStringField("of", effect.of);
      json.writeStringField("unit", effect.unit);
      json.writeArrayFieldStart("values");
      for (List<Double> layer : effect.values) {
        JsonOutput.numbers(json, layer.stream().map(OptionalDouble::of).toList());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * A table for each effect: a line for every part, a column for every layer.
   *
   * @param part what the parts are, such as {@code head}
   */
  void print(PrintStream out, String part) {
    for (Effect effect : effects) {
      out.println();
      out.println("%s (%s)".formatted(effect.of, effect.unit));
      Table table = new Table(1);
      List<String> head = new ArrayList<>(List.of(part));
      layers.forEach(layer -> head.add("layer " + layer));
      table.line(head);
      for (int p = 0; p < parts.size(); p++) {
        List<String> line = new ArrayList<>(List.of(parts.get(p)));
        for (List<Double> layer : effect.values) {
          line.add(Table.number(OptionalDouble.of(layer.get(p))));
        }
        table.line(line);
      }
      table.print(out);
    }
  }

  /** Layers from top to bottom, parts from left to right; effects of both signs about 0. */
  Figure draw(String title) {
    Panels[] panels = effects.stream().map(this::panel).toArray(Panels[]::new);
    return Figure.of(title, 1, panels);
  }

  private Panels panel(Effect effect) {
    double[][] values =
        effect.values.stream()
            .map(layer -> layer.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    Heatmap map =
        new Heatmap(
            effect.of, layers.stream().map(layer -> "layer " + layer).toList(), parts, values);
    double most =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    boolean negative =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).anyMatch(value -> value < 0);
    return negative
        ? Panels.on(new Scale(effect.unit, -most, most), map)
        : Panels.fromZero(effect.unit, map);
  }

  static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
