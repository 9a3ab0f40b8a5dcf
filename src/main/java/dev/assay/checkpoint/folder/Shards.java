package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Weights spread over several files of one format, by the index beside them, such as {@code
 * model.safetensors.index.json}.
 */
final class Shards implements TensorSource {
  /** No folder, no hidden file, and no character that a file system or a terminal stumbles over. */
  private static final Pattern PLAIN_NAME = Pattern.compile("\\w[\\w .+-]*");

  private final Path index;
  private final Map<String, TensorSource> shardOf;
  private final Map<String, TensorInfo> tensors;

  private Shards(Path index, Map<String, TensorSource> shardOf, Map<String, TensorInfo> tensors) {
    this.index = index;
    this.shardOf = shardOf;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads the index and what all shards that it names say of their tensors.
   *
   * @param opener reads one shard
   * @throws AssayException if a shard is missing or damaged, lies outside the index's folder, or
   *     does not hold what the index says
   */
  static Shards open(Path index, Function<Path, TensorSource> opener) {
    JsonNode weightMap = Json.object(index).path("weight_map");
    if (!weightMap.isObject()) {
      throw new AssayException(
          "%s has no weight_map that says which shard holds which tensor; download it again."
              .formatted(index));
    }
    Map<String, TensorSource> opened = new LinkedHashMap<>();
    Map<String, TensorSource> shardOf = new LinkedHashMap<>();
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : weightMap.properties()) {
      String name = field.getKey();
      String shardName = field.getValue().asText();
      TensorSource shard = opened.computeIfAbsent(shardName, s -> opener.apply(shard(index, s)));
      TensorInfo info = shard.tensors().get(name);
      if (info == null) {
        throw new AssayException(
            "%s says that %s holds the tensor %s, but it does not; download both again."
                .formatted(index, Quoted.plain(shardName), Quoted.plain(name)));
      }
      shardOf.put(name, shard);
      tensors.put(name, info);
    }
    return new Shards(index, shardOf, tensors);
  }

  /** A shard is a file beside its index: a name that leads elsewhere is not followed. */
  private static Path shard(Path index, String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw new AssayException(
          "%s names the shard %s, which is not a plain file name; shards must lie beside their index."
              .formatted(index, Quoted.of(name)));
    }
    Path shard = index.resolveSibling(name);
    if (!Files.isRegularFile(shard)) {
      throw new AssayException(
          "%s names the shard %s, which is missing; download it into %s."
              .formatted(index, name, index.toAbsolutePath().getParent()));
    }
    return shard;
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public ByteBuffer float32(String name) {
    TensorSource shard = shardOf.get(name);
    if (shard == null) {
      throw TensorRefusal.missing(name, index);
    }
    return shard.float32(name);
  }

  @Override
  public String toString() {
    return index.toString();
  }
}
