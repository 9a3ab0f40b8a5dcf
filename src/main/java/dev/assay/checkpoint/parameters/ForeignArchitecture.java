package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.Architecture;
import dev.assay.trace.Quoted;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Recognises, by a parameter's name, weights that are not of the configuration's architecture. */
final class ForeignArchitecture {
  private static final Map<String, String> NOT_SUPPORTED =
      Map.ofEntries(
          Map.entry("albert.", "ALBERT"),
          Map.entry("deberta.", "DeBERTa"),
          Map.entry("longformer.", "Longformer"),
          Map.entry("xlnet.", "XLNet"),
          Map.entry("transformer.h.", "GPT"),
          Map.entry("h.0.", "GPT"),
          Map.entry("wte.", "GPT"),
          Map.entry("gpt_neox.", "GPT-NeoX"),
          Map.entry("model.embed_tokens.", "a decoder such as Llama"),
          Map.entry("embed_tokens.", "a decoder such as Llama"),
          Map.entry("model.layers.0.self_attn.", "a decoder such as Llama"),
          Map.entry("encoder.block.", "T5"),
          Map.entry("shared.", "T5 or BART"));

  private ForeignArchitecture() {}

  /**
   * A clause such as "looks like ALBERT (it holds albert.pooler.bias); supported are ...".
   *
   * @param configured what the configuration says
   * @param names of the parameters in the file
   */
  static Optional<String> recognise(Architecture configured, Collection<String> names) {
    // Sorted, so that the same file always gives the same sentence.
    for (Map.Entry<String, String> family : new TreeMap<>(NOT_SUPPORTED).entrySet()) {
      Optional<String> witness = witness(family.getKey(), names);
      if (witness.isPresent()) {
        return Optional.of(
            "looks like %s (it holds %s); supported are %s checkpoints"
                .formatted(family.getValue(), witness.get(), Architecture.supported()));
      }
    }
    return Arrays.stream(Architecture.values())
        .filter(other -> !other.prefix().equals(configured.prefix()))
        .flatMap(
            other ->
                witness(other.prefix(), names).stream()
                    .map(
                        name ->
                            "looks like %s (it holds %s), but its configuration is of a %s encoder; take weights and config.json from the same checkpoint"
                                .formatted(other.label(), name, configured.label())))
        .findFirst();
  }

  private static Optional<String> witness(String prefix, Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .map(Quoted::plain)
        .findFirst();
  }
}
