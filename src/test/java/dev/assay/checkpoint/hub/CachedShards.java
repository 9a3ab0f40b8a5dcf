package dev.assay.checkpoint.hub;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a folder's index of shards as the hub client does before it downloads them. */
public final class CachedShards {
  private CachedShards() {}

  public static void read(Path folder) {
    Path index = folder.resolve(FileChoice.SHARD_INDEX);
    if (Files.exists(index)) {
      ShardIndex.read(index);
    }
  }
}
