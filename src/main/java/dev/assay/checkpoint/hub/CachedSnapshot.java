package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files of one commit in the cache, whoever put them there.
 *
 * @param folder {@code snapshots/<commit>}
 * @param absent tells which files are known not to exist in that commit
 */
record CachedSnapshot(Path folder, Predicate<String> absent) {

  /** Whether a file is there; a link whose target is gone is not a file. */
  boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file));
  }

  /** A need that the files here do not meet. */
  Optional<Need> unmet(Set<Need> needs) {
    return FileChoice.unmet(needs, this::has)
        .or(() -> needs.contains(Need.WEIGHTS) ? incompleteWeights() : Optional.empty());
  }

  private Optional<Need> incompleteWeights() {
    if (has(FileChoice.SAFETENSORS) || !has(FileChoice.SHARD_INDEX)) {
      return Optional.empty();
    }
    try {
      Set<String> shards = ShardIndex.read(folder.resolve(FileChoice.SHARD_INDEX));
      // A whole pytorch_model.bin beside it would not be read: the index comes first.
      return shards.stream().allMatch(this::has) ? Optional.empty() : Optional.of(Need.WEIGHTS);
    } catch (IOException e) {
      return Optional.of(Need.WEIGHTS);
    }
  }

  /** Whether these files can be used without asking what else the commit holds. */
  boolean settles(Set<Need> needs) {
    return unmet(needs).isEmpty() && FileChoice.settled(needs, this::has, absent);
  }
}
