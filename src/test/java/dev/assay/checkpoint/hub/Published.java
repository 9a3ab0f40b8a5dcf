package dev.assay.checkpoint.hub;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The repositories of a {@link FakeHub}: commits, what branches point to, and who may see them. */
final class Published {
  /** Who may see a repository. */
  record Access(String token, boolean gated) {}

  private final Map<String, Map<String, byte[]>> commits = new ConcurrentHashMap<>();
  private final Map<String, String> branches = new ConcurrentHashMap<>();
  private final Map<String, Access> restricted = new ConcurrentHashMap<>();
  private final Map<String, byte[]> storage = new ConcurrentHashMap<>();

  String publish(String repository, String branch, Map<String, byte[]> files) {
    StringBuilder content = new StringBuilder(repository);
    new TreeMap<>(files).forEach((name, bytes) -> content.append(name).append(Hashes.git(bytes)));
    String commit = Hashes.git(content.toString().getBytes(StandardCharsets.UTF_8));
    commits.put(repository + "@" + commit, files);
    branches.put(repository + "@" + branch, commit);
    files.values().forEach(bytes -> storage.put(Hashes.sha256(bytes), bytes));
    return commit;
  }

  void restrict(String repository, Access access) {
    restricted.put(repository, access);
  }

  Optional<Access> access(String repository) {
    return Optional.ofNullable(restricted.get(repository));
  }

  boolean has(String repository) {
    return branches.keySet().stream().anyMatch(branch -> branch.startsWith(repository + "@"));
  }

  Optional<String> commit(String repository, String revision) {
    return Optional.ofNullable(branches.get(repository + "@" + revision))
        .or(() -> Optional.of(revision).filter(it -> commits.containsKey(repository + "@" + it)));
  }

  Map<String, byte[]> files(String repository, String commit) {
    return commits.getOrDefault(repository + "@" + commit, Map.of());
  }

  Optional<byte[]> stored(String hash) {
    return Optional.ofNullable(storage.get(hash));
  }
}
