package dev.assay.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalDouble;

/** JSON as commands print it, streamed: binding objects to it would take longer than the model. */
final class JsonOutput {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Writes the members of one object. */
  @FunctionalInterface
  interface Members {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private JsonOutput() {}

  /** Prints one object and a line feed. */
  static void print(PrintStream out, Members members) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      members.writeTo(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** An array of texts in one line. */
  static String array(List<String> texts) throws IOException {
    StringWriter array = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(array)) {
      texts(json, texts);
    }
    return array.toString();
  }

  /** Which model produced the numbers that follow. */
  static void model(JsonGenerator json, PyTorchModel model) throws IOException {
    json.writeStringField("model", model.name());
    json.writeStringField("weights_sha256", model.checkpoint().weights().sha256());
  }

  /** A text or pair as it was given and as the model saw it. */
  static void tokens(JsonGenerator json, Tokens tokens) throws IOException {
    json.writeStringField("text", tokens.texts().get(0));
    if (tokens.texts().size() == 2) {
      json.writeStringField("text_pair", tokens.texts().get(1));
    }
    json.writeFieldName("tokens");
    texts(json, tokens.pieces());
  }

  static void texts(JsonGenerator json, List<String> texts) throws IOException {
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void integers(JsonGenerator json, String name, List<Integer> numbers) throws IOException {
    json.writeArrayFieldStart(name);
    for (int number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** An array of numbers, null where there is none. */
  static void numbers(JsonGenerator json, List<OptionalDouble> numbers) throws IOException {
    json.writeStartArray();
    for (OptionalDouble number : numbers) {
      if (number.isPresent()) {
        json.writeNumber(number.getAsDouble());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }
}
