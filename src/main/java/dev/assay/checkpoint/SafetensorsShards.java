package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.trace.AssayException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint spread over several safetensors files, by the index beside them, {@code
 * model.safetensors.index.json}.
 */
public final class SafetensorsShards implements TensorSource {
  private final Path index;
  private final Map<String, SafetensorsFile> shardOf;
  private final Map<String, TensorInfo> tensors;

  private SafetensorsShards(
      Path index, Map<String, SafetensorsFile> shardOf, Map<String, TensorInfo> tensors) {
    this.index = index;
    this.shardOf = shardOf;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads the index and the headers of all shards that it names.
   *
   * @throws AssayException if a shard is missing or damaged, lies outside the index's folder, or
   *     does not hold what the index says
   */
  public static SafetensorsShards open(Path index) {
    JsonNode weightMap = Json.object(index).path("weight_map");
    if (!weightMap.isObject()) {
      throw new AssayException(
          "%s has no weight_map that says which shard holds which tensor; download it again."
              .formatted(index));
    }
    Map<String, SafetensorsFile> opened = new LinkedHashMap<>();
    Map<String, SafetensorsFile> shardOf = new LinkedHashMap<>();
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : weightMap.properties()) {
      String name = field.getKey();
      String shardName = field.getValue().asText();
      SafetensorsFile shard =
          opened.computeIfAbsent(shardName, s -> SafetensorsFile.open(shard(index, s)));
      TensorInfo info = shard.tensors().get(name);
      if (info == null) {
        throw new AssayException(
            "%s says that %s holds the tensor %s, but it does not; download both again."
                .formatted(index, shardName, name));
      }
      shardOf.put(name, shard);
      tensors.put(name, info);
    }
    return new SafetensorsShards(index, shardOf, tensors);
  }

  /** A shard is a file beside its index: a name that leads elsewhere is not followed. */
  private static Path shard(Path index, String name) {
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      throw new AssayException(
          "%s names the shard '%s', which is not a plain file name; shards must lie beside their index."
              .formatted(index, name));
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
    SafetensorsFile shard = shardOf.get(name);
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
