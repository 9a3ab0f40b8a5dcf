package dev.assay.checkpoint.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The {@code model.safetensors.index.json} or {@code pytorch_model.bin.index.json} of weights that
 * are split into several files.
 */
final class ShardIndex {
  // Plain names only: they are joined to a folder.
  private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.(safetensors|bin)");

  private static final JsonFactory JSON = new JsonFactory();

  private ShardIndex() {}

  /**
   * The files that the weights are in.
   *
   * @throws AssayException when the file names none, or one outside its own folder
   */
  static SortedSet<String> read(Path index) throws IOException {
    TreeSet<String> shards = new TreeSet<>();
    try (JsonParser json = JSON.createParser(index.toFile())) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("weight_map") && value == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            json.nextToken();
            shards.add(shard(index, json.getValueAsString("")));
            json.skipChildren();
          }
        }
        json.skipChildren();
      }
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s is not JSON: use another revision of the model.".formatted(index), e);
    }
    if (shards.isEmpty()) {
      throw new AssayException(
          "%s names no files of weights: use another revision of the model.".formatted(index));
    }
    return shards;
  }

  private static String shard(Path index, String name) {
    if (!SHARD.matcher(name).matches()) {
      throw new AssayException(
          "%s names \"%s\", which is not a file of weights beside it: use another revision of the model."
              .formatted(index, Text.printable(name)));
    }
    return name;
  }
}
