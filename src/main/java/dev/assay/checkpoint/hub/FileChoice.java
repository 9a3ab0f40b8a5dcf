package dev.assay.checkpoint.hub;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a repository meet a need. */
final class FileChoice {
  static final String SAFETENSORS = "model.safetensors";
  static final String SHARD_INDEX = "model.safetensors.index.json";
  static final String TORCH = "pytorch_model.bin";
  private static final String TORCH_INDEX = "pytorch_model.bin.index.json";

  /** Three times the largest tokenizer.json of an encoder. */
  private static final long LARGEST_SMALL = 64_000_000;

  private static final Pattern TENSORFLOW =
      Pattern.compile("bert_model\\.ckpt\\.(index|data-\\d{5}-of-\\d{5})");

  private static final List<String> EMBEDDING = List.of("modules.json", "1_Pooling/config.json");

  /** Small files: all that exist are taken. Beside the first one only settings count. */
  private static final Map<Need, List<String>> SMALL =
      Map.of(
          Need.CONFIGURATION, List.of("config.json", "bert_config.json"),
          Need.TOKENIZER,
              List.of(
                  "tokenizer.json",
                  "vocab.txt",
                  "vocab.json",
                  "merges.txt",
                  "tokenizer_config.json",
                  "special_tokens_map.json",
                  "added_tokens.json"),
          Need.EMBEDDING, EMBEDDING);

  /** These count whatever else is there, so that all of them must be known to be there or not. */
  private static final Map<Need, List<String>> SETTINGS =
      Map.of(
          Need.TOKENIZER,
          List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"),
          Need.EMBEDDING,
          EMBEDDING);

  /** One of these must be there; a need that is not named here is met by nothing too. */
  private static final Map<Need, List<String>> REQUIRED =
      Map.of(
          Need.CONFIGURATION, List.of("config.json", "bert_config.json"),
          Need.TOKENIZER, List.of("tokenizer.json", "vocab.txt", "vocab.json"),
          Need.WEIGHTS,
              List.of(SAFETENSORS, SHARD_INDEX, TORCH, TORCH_INDEX, "bert_model.ckpt.index"));

  private FileChoice() {}

  /**
   * One set of weights. Shards are not among them: their names are in the index.
   *
   * @param listed what the repository holds
   * @param cached tells which files are there already: weights that another program downloaded in
   *     one format are not downloaded again in another
   */
  static List<String> weights(NavigableSet<String> listed, Predicate<String> cached) {
    List<List<String>> alternatives =
        Stream.of(
                only(listed, SAFETENSORS::equals),
                only(listed, SHARD_INDEX::equals),
                only(listed, TORCH::equals),
                only(listed, TORCH_INDEX::equals),
                only(listed, name -> TENSORFLOW.matcher(name).matches()))
            .filter(files -> !files.isEmpty())
            .toList();
    return alternatives.stream()
        .filter(files -> files.stream().allMatch(cached))
        .findFirst()
        .or(() -> alternatives.stream().findFirst())
        .orElse(List.of());
  }

  /** Whether a file says which others hold the weights. */
  static boolean isShardIndex(String file) {
    return file.equals(SHARD_INDEX) || file.equals(TORCH_INDEX);
  }

  private static List<String> only(NavigableSet<String> listed, Predicate<String> wanted) {
    return listed.stream().filter(wanted).toList();
  }

  /** How large a file can be: what is not weights is read into memory whole. */
  static long most(String file) {
    return file.endsWith(".json") || file.endsWith(".txt") ? LARGEST_SMALL : Long.MAX_VALUE;
  }

  /** The small files that the needs ask for. */
  static Stream<String> small(Set<Need> needs) {
    return needs.stream().sorted().flatMap(need -> SMALL.getOrDefault(need, List.of()).stream());
  }

  /** A need that none of the files at hand meets. */
  static Optional<Need> unmet(Set<Need> needs, Predicate<String> present) {
    return needs.stream()
        .sorted()
        .filter(need -> REQUIRED.containsKey(need))
        .filter(need -> required(need).stream().noneMatch(present))
        .findFirst();
  }

  /** Alternatives of which one must be there. */
  static List<String> required(Need need) {
    return REQUIRED.getOrDefault(need, List.of());
  }

  /**
   * Whether nothing that the repository could still hold would change what the files at hand mean.
   * A vocabulary alone does not settle the tokenizer, for instance, because a tokenizer_config.json
   * that is not there may just never have been asked for.
   */
  static boolean settled(Set<Need> needs, Predicate<String> present, Predicate<String> absent) {
    return unmet(needs, present).isEmpty()
        && needs.stream().flatMap(need -> counting(need, present)).allMatch(present.or(absent));
  }

  private static Stream<String> counting(Need need, Predicate<String> present) {
    List<String> files = SMALL.getOrDefault(need, List.of());
    boolean firstIsThere = !files.isEmpty() && present.test(files.get(0));
    return (firstIsThere ? SETTINGS.getOrDefault(need, List.of()) : files).stream();
  }
}
