package dev.assay.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How Assay writes JSON: names in snake case, one value a line, line feeds on every platform, and
 * what JSON has no number for as the strings {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // What is missing or of another kind would otherwise be read as 0 or as the first of a
          // list of names.
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          // Written as strings, but Python and others write them bare.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonFile() {}

  /** Reads what {@link #write} wrote. */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return MAPPER.readValue(file.toFile(), type);
  }

  /** Reads what {@link #text} gave, in UTF-8. */
  public static <T> T read(byte[] utf8, Class<T> type) throws IOException {
    return MAPPER.readValue(utf8, type);
  }

  /**
   * The same without a type.
   *
   * @throws JsonProcessingException if it is not one JSON value
   */
  public static JsonNode tree(byte[] utf8) throws IOException {
    return MAPPER.readTree(utf8);
  }

  /** The same of a text. */
  public static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Writes the file whole or not at all, and its folder if there is none. */
  public static void write(Path file, Object content) throws IOException {
    WholeFiles.write(
        file,
        out -> {
          MAPPER
              .writer(printer())
              .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
              .writeValue(out, content);
          out.write('\n');
        });
  }

  /** What {@link #write} would write. */
  public static String text(Object content) throws IOException {
    return MAPPER.writer(printer()).writeValueAsString(content) + "\n";
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}
