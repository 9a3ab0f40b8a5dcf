package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.CueRow;
import dev.assay.fixture.Fixture;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The profiles of all variants over one fixture, as JSON or as tables. */
record CueProfiles(
    HeadGrid grid,
    int window,
    List<Sentence> sentences,
    List<CueProfile> variants,
    List<Missing> missing) {

  /** One sentence as the model saw it. */
  record Sentence(CueRow row, Tokens tokens) {}

  /** A sentence that has no attention left in a variant. */
  record Missing(String id, Variant variant, String reason) {}

  /**
   * @param farthest the largest offset asked for; none is larger than the model's positions allow
   * @throws AssayException if a sentence cannot be traced, or tokenisation lost its cue
   */
  static CueProfiles of(PyTorchModel model, Path file, Fixture<CueRow> fixture, int farthest) {
    int window = Math.min(farthest, model.config().positions() - 1);
    List<Sentence> sentences = new ArrayList<>();
    for (CueRow row : fixture.rows()) {
      Tokens tokens = Rows.tokenize(model, file, row.id(), row.text());
      Rows.about(file, row.id(), () -> tokens.word(row.cue()));
      sentences.add(new Sentence(row, tokens));
    }
    int layers = model.config().layers();
    int heads = model.config().heads();
    List<CueProfile> variants =
        Arrays.stream(Variant.values())
            .map(variant -> new CueProfile(variant, layers, heads, window))
            .toList();
    List<Missing> missing = new ArrayList<>();
    for (List<Sentence> portion : Rows.portions(sentences, s -> s.tokens().size())) {
      List<CueRow> rows = portion.stream().map(Sentence::row).toList();
      List<Trace> traces =
          model.traces(rows.stream().map(row -> Text.of(row.text())).toList(), Rows.PATTERN);
      for (int i = 0; i < rows.size(); i++) {
        for (CueProfile profile : variants) {
          try {
            profile.add(traces.get(i), rows.get(i).cue());
          } catch (AssayException e) {
            missing.add(
                new Missing(rows.get(i).id(), profile.variant(), String.valueOf(e.getMessage())));
          }
        }
      }
    }
    return new CueProfiles(HeadGrid.all(layers, heads), window, sentences, variants, missing);
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sentences");
    for (Sentence sentence : sentences) {
      json.writeStartObject();
      json.writeStringField("id", sentence.row().id());
      JsonOutput.tokens(json, sentence.tokens());
      json.writeStringField("cue", sentence.row().cue());
      JsonOutput.integers(
          json, "cue_positions", sentence.tokens().word(sentence.row().cue()).positions());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonOutput.integers(json, "layers", grid.layers());
    JsonOutput.integers(json, "heads", grid.heads());
    JsonOutput.integers(json, "offsets", offsets());
    json.writeObjectFieldStart("profiles");
    for (CueProfile profile : variants) {
      json.writeObjectFieldStart(HeadGrid.name(profile.variant()));
      json.writeFieldName("sentences_per_offset");
      json.writeArray(profile.sentences(), 0, profile.sentences().length);
      write(json, "from_cue", profile::fromCue);
      write(json, "to_cue", profile::toCue);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("not_computed");
    for (Missing one : missing) {
      json.writeStartObject();
      json.writeStringField("id", one.id());
      json.writeStringField("variant", HeadGrid.name(one.variant()));
      json.writeStringField("reason", one.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(
      JsonGenerator json, String name, BiFunction<Integer, Integer, List<OptionalDouble>> means)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int layer : grid.layers()) {
      json.writeStartArray();
      for (int head : grid.heads()) {
        JsonOutput.numbers(json, means.apply(layer, head));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private List<Integer> offsets() {
    return IntStream.rangeClosed(-window, window).boxed().toList();
  }

  /** Per variant one table: for each layer the mean over its heads. */
  void print(PrintStream out) {
    out.printf(
        "%d sentences, aligned at the cue; means over the heads of a layer (--json has every"
            + " head)%n",
        sentences.size());
    for (CueProfile profile : variants) {
      Table table = new Table(1);
      table.line(
          cells(
              "offset from the cue",
              offsets(),
              offset -> String.format(Locale.ROOT, "%+d", offset)));
      table.line(
          cells(
              "sentences",
              Arrays.stream(profile.sentences()).boxed().toList(),
              count -> Integer.toString(count)));
      for (int layer : grid.layers()) {
        table.line(cells("from cue, layer " + layer, mean(profile::fromCue, layer), Table::number));
      }
      for (int layer : grid.layers()) {
        table.line(cells("to cue, layer " + layer, mean(profile::toCue, layer), Table::number));
      }
      out.println();
      out.println(HeadGrid.description(profile.variant()));
      table.print(out);
    }
    missing.forEach(
        one -> out.printf("%s (%s): %s%n", one.id(), one.variant().label(), one.reason()));
  }

  private List<OptionalDouble> mean(
      BiFunction<Integer, Integer, List<OptionalDouble>> means, int layer) {
    List<List<OptionalDouble>> heads =
        grid.heads().stream().map(head -> means.apply(layer, head)).toList();
    return IntStream.range(0, 2 * window + 1)
        .mapToObj(i -> heads.stream().flatMapToDouble(head -> head.get(i).stream()).average())
        .toList();
  }

  private static <T> List<String> cells(
      String first, List<T> rest, java.util.function.Function<T, String> format) {
    List<String> cells = new ArrayList<>(List.of(first));
    rest.forEach(value -> cells.add(format.apply(value)));
    return cells;
  }
}
