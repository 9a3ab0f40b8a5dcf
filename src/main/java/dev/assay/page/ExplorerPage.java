package dev.assay.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.samskivert.mustache.Mustache;
import dev.assay.measure.ValueNorms;
import dev.assay.trace.Alignment;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A page on which a reader sees any head of any text: as a map or as lines; as it is, over content
 * tokens, without self-attention, value-weighted or norm-weighted; two texts side by side with
 * their difference. {@code #row=not-01&layer=2&head=1} opens it there.
 *
 * <p>Rows are asked for one after another and forgotten when they are written, so traces may be
 * made as they are needed.
 */
public final class ExplorerPage {
  private final String title;
  private final String model;
  private final List<Tensor> outputProjections;

  private ExplorerPage(String title, String model, List<Tensor> outputProjections) {
    this.title = title;
    this.model = model;
    this.outputProjections = List.copyOf(outputProjections);
  }

  /**
   * A page of texts on one model.
   *
   * @param title what the texts are, such as a fixture's name
   * @param model the model's name
   * @param outputProjections W_O of each layer, [D, H·d] as [out,in], for norm-weighted attention
   *     of traces that hold v; or an empty list, then there is none
   */
  public static ExplorerPage of(String title, String model, List<Tensor> outputProjections) {
    return new ExplorerPage(title, model, outputProjections);
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param rows at least one; all traces are of one model and hold the same sites
   * @throws AssayException if the file cannot be written
   * @throws IllegalArgumentException if there is no row, or traces differ in layers, heads or sites
   */
  public void write(Path html, Stream<ExplorerRow> rows) {
    PageFile.write(html, out -> write(out, rows));
  }

  /**
   * Writes the page.
   *
   * @param rows as for {@link #write(Path, Stream)}
   * @throws IOException if the writer fails
   * @throws IllegalArgumentException as {@link #write(Path, Stream)}
   */
  public void write(Writer out, Stream<ExplorerRow> rows) throws IOException {
    Mustache.Lambda data = (fragment, writer) -> data(writer, rows.iterator());
    PageTemplate.of(
            "explorer",
            List.of("base.css", "explorer.css"),
            List.of("dom.js", "cells.js", "colours.js", "picture.js", "explorer.js"))
        .write(Map.of("title", Printable.of(title), "data", data), out);
  }

  private void data(Writer out, Iterator<ExplorerRow> rows) throws IOException {
    if (!rows.hasNext()) {
      throw new IllegalArgumentException("An explorer of '%s' has no rows.".formatted(title));
    }
    ExplorerRow first = rows.next();
    Trace pattern = first.texts().get(0).trace();
    List<ValueNorms> norms =
        outputProjections.stream().map(w -> ValueNorms.of(w, pattern.headCount())).toList();
    try (JsonGenerator json = EmbeddedJson.generator(out)) {
      json.writeStartObject();
      json.writeStringField("title", title);
      json.writeStringField("model", model);
      json.writeNumberField("layers", pattern.layerCount());
      json.writeNumberField("heads", pattern.headCount());
      json.writeBooleanField("values", pattern.sites().contains(Site.Z));
      json.writeBooleanField("norms", HeadCells.hasNorms(pattern, norms));
      json.writeArrayFieldStart("rows");
      row(json, first, pattern, norms);
      while (rows.hasNext()) {
        row(json, rows.next(), pattern, norms);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void row(
      JsonGenerator json, ExplorerRow row, Trace pattern, List<ValueNorms> norms)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", row.id());
    json.writeArrayFieldStart("texts");
    for (ExplorerText text : row.texts()) {
      requireAlike(pattern, text.trace());
      text(json, text, norms);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("partners");
    Tokens tokens = row.texts().get(0).trace().tokens();
    for (int k = 0; k < row.texts().size(); k++) {
      partners(
          json,
          Alignment.of(
              tokens,
              row.texts().get(k).trace().tokens(),
              k == 1 ? row.substitutions() : List.of()));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, ExplorerText text, List<ValueNorms> norms)
      throws IOException {
    Tokens tokens = text.trace().tokens();
    HeadCells cells = HeadCells.of(text.trace(), norms);
    json.writeStartObject();
    json.writeStringField("label", text.label());
    json.writeStringField("text", tokens.text());
    json.writeArrayFieldStart("tokens");
    for (String piece : tokens.pieces()) {
      json.writeString(piece);
    }
    json.writeEndArray();
    json.writeFieldName("content");
    json.writeArray(tokens.contentPositions(), 0, tokens.contentPositions().length);
    json.writeArrayFieldStart("marks");
    for (Mark mark : text.marks()) {
      json.writeStartObject();
      json.writeStringField("label", mark.label());
      json.writeFieldName("at");
      int[] positions = mark.positions().stream().mapToInt(Integer::intValue).toArray();
      json.writeArray(positions, 0, positions.length);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("largest", cells.largest());
    json.writeStringField("cells", cells.base64());
    json.writeEndObject();
  }

  /** Which token of the first text is compared with which of this one. */
  private static void partners(JsonGenerator json, Alignment alignment) throws IOException {
    json.writeStartArray();
    for (Alignment.Pair pair : alignment.pairs()) {
      json.writeArray(new int[] {pair.original(), pair.counterfactual()}, 0, 2);
    }
    json.writeEndArray();
  }

  private static void requireAlike(Trace pattern, Trace trace) {
    if (trace.layerCount() != pattern.layerCount()
        || trace.headCount() != pattern.headCount()
        || !trace.sites().containsAll(pattern.sites())
        || !pattern.sites().containsAll(trace.sites())) {
      throw new IllegalArgumentException(
          "The trace of \"%s\" has other layers, heads or sites than the first one."
              .formatted(trace.tokens().text()));
    }
  }
}
