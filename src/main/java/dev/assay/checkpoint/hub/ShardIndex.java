package dev.assay.checkpoint.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
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

  private ShardIndex() {}

  /**
   * The files that the weights are in.
   *
   * @throws AssayException when the file names none, or one outside its own folder
   */
  static SortedSet<String> read(Path index) {
    TreeSet<String> shards = new TreeSet<>();
    for (JsonNode name : Json.object(index).path("weight_map")) {
      shards.add(shard(index, name.asText()));
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
              .formatted(index, Quoted.plain(name)));
    }
    return name;
  }
}
