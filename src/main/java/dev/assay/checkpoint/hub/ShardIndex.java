package dev.assay.checkpoint.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The {@code model.safetensors.index.json} of weights that are split into several files. */
final class ShardIndex {
  // Plain names only: they are joined to a folder.
  private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.safetensors");

  private ShardIndex() {}

  /**
   * The files that the weights are in.
   *
   * @throws AssayException when the file names none, or one outside its own folder
   */
  static SortedSet<String> read(Path index) throws IOException {
    TreeSet<String> shards = new TreeSet<>();
    for (JsonNode shard : parse(index).path("weight_map")) {
      if (!SHARD.matcher(shard.asText()).matches()) {
        throw new AssayException(
            "%s names \"%s\", which is not a safetensors file beside it: use another revision of the model."
                .formatted(index, Text.printable(shard.asText())));
      }
      shards.add(shard.asText());
    }
    if (shards.isEmpty()) {
      throw new AssayException(
          "%s names no files of weights: use another revision of the model.".formatted(index));
    }
    return shards;
  }

  private static JsonNode parse(Path index) throws IOException {
    try {
      return new ObjectMapper().readTree(index.toFile());
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s is not JSON: use another revision of the model.".formatted(index), e);
    }
  }
}
