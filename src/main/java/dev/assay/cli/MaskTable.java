package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.model.MaskScore;
import dev.assay.model.MaskScores;
import dev.assay.model.Prediction;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Words in the place of masks, as JSON or as a table.
 *
 * @param layers of each layer that is shown
 * @param candidates the words to show; if none are given, the likeliest
 * @param top how many of those
 */
record MaskTable(List<MaskScores> layers, List<String> candidates, int top) {

  private List<Prediction> shown(MaskScore mask) {
    return candidates.isEmpty() ? mask.top(top) : mask.among(candidates);
  }

  /** Member {@code layers}. */
  void writeLayers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("layers");
    for (int layer = 0; layer < layers.size(); layer++) {
      json.writeStartObject();
      json.writeNumberField("layer", layer);
      writeMasks(json, layers.get(layer));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Member {@code masks}; of one mask its own members too, as scripts that fill one expect them.
   */
  void writeMasks(JsonGenerator json) throws IOException {
    MaskScores scores = layers.get(0);
    if (scores.masks().size() == 1) {
      write(json, scores.mask(0));
    }
    writeMasks(json, scores);
  }

  private void writeMasks(JsonGenerator json, MaskScores scores) throws IOException {
    json.writeArrayFieldStart("masks");
    for (MaskScore mask : scores.masks()) {
      json.writeStartObject();
      write(json, mask);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, MaskScore mask) throws IOException {
    json.writeNumberField("mask_position", mask.position());
    json.writeArrayFieldStart("predictions");
    for (Prediction prediction : shown(mask)) {
      json.writeStartObject();
      json.writeStringField("token", prediction.token());
      json.writeNumberField("id", prediction.id());
      json.writeNumberField("probability", prediction.probability());
      json.writeNumberField("rank", prediction.rank());
      json.writeNumberField("logit", prediction.logit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * A line for each word.
   *
   * @param everyLayer whether lines say which layer they are of
   */
  void print(PrintStream out, boolean everyLayer) {
    boolean severalMasks = layers.get(0).masks().size() > 1;
    Table table = new Table(1);
    List<String> head = new ArrayList<>(List.of("token", "probability", "rank"));
    if (severalMasks) {
      head.add("mask");
    }
    if (everyLayer) {
      head.add("layer");
    }
    table.line(head);
    for (int layer = 0; layer < layers.size(); layer++) {
      List<MaskScore> masks = layers.get(layer).masks();
      for (int mask = 0; mask < masks.size(); mask++) {
        for (Prediction prediction : shown(masks.get(mask))) {
          List<String> line = new ArrayList<>();
          line.add(prediction.token());
          line.add(Table.number(OptionalDouble.of(prediction.probability())));
          line.add(String.valueOf(prediction.rank()));
          if (severalMasks) {
            line.add(String.valueOf(mask));
          }
          if (everyLayer) {
            line.add(String.valueOf(layer));
          }
          table.line(line);
        }
      }
    }
    table.print(out);
  }
}
