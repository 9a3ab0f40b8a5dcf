package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    Optional<String> first =
        FileChoice.required(Need.WEIGHTS).stream().filter(this::has).findFirst();
    if (first.filter(FileChoice::isShardIndex).isEmpty()) {
      return Optional.empty();
    }
    Set<String> shards = ShardIndex.read(folder.resolve(first.get()));
    // A whole pytorch_model.bin beside it would not be read: the index comes first.
    return shards.stream().allMatch(this::has) ? Optional.empty() : Optional.of(Need.WEIGHTS);
  }

  /**
   * A file among those that would be read whose content is not what its name in the cache says,
   * which is its hash where the hub gave one.
   */
  Optional<Path> damaged(Set<Need> needs) throws IOException {
    Stream<String> used = FileChoice.small(needs).filter(this::has);
    if (needs.contains(Need.WEIGHTS)) {
      TreeSet<String> files = new TreeSet<>();
      try (Stream<Path> listed = Files.list(folder)) {
        listed.forEach(file -> files.add(String.valueOf(file.getFileName())));
      }
      List<String> weights = FileChoice.weights(files, this::has);
      used = Stream.concat(used, weights.stream());
      Optional<String> index = weights.stream().filter(FileChoice::isShardIndex).findFirst();
      if (index.isPresent()) {
        used = Stream.concat(used, ShardIndex.read(folder.resolve(index.get())).stream());
      }
    }
    for (String file : used.toList()) {
      Path blob = folder.resolve(file).toRealPath();
      if (ContentHash.mismatch(blob, String.valueOf(blob.getFileName())).isPresent()) {
        return Optional.of(blob);
      }
    }
    return Optional.empty();
  }

  /** Whether these files can be used without asking what else the commit holds. */
  boolean settles(Set<Need> needs) {
    return unmet(needs).isEmpty() && FileChoice.settled(needs, this::has, absent);
  }
}
