package dev.assay.checkpoint;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Recognises, by a parameter's name, checkpoints of architectures that cannot be run. */
final class ForeignArchitecture {
  private static final Map<String, String> BY_PREFIX =
      Map.ofEntries(
          Map.entry("roberta.", "RoBERTa"),
          Map.entry("albert.", "ALBERT"),
          Map.entry("electra.", "ELECTRA"),
          Map.entry("deberta.", "DeBERTa"),
          Map.entry("mpnet.", "MPNet"),
          Map.entry("longformer.", "Longformer"),
          Map.entry("xlnet.", "XLNet"),
          Map.entry("transformer.h.", "GPT"),
          Map.entry("h.0.", "GPT"),
          Map.entry("wte.", "GPT"),
          Map.entry("gpt_neox.", "GPT-NeoX"),
          Map.entry("model.layers.", "ModernBERT, or a decoder such as Llama"),
          Map.entry("layers.", "ModernBERT, or a decoder such as Llama"),
          Map.entry("encoder.block.", "T5"),
          Map.entry("shared.", "T5 or BART"));

  private ForeignArchitecture() {}

  /** A clause such as "looks like RoBERTa (it holds roberta.pooler.dense.bias)". */
  static Optional<String> recognise(Collection<String> names) {
    // Sorted, so that the same file always gives the same sentence.
    for (Map.Entry<String, String> family : new TreeMap<>(BY_PREFIX).entrySet()) {
      Optional<String> witness =
          names.stream().filter(name -> name.startsWith(family.getKey())).sorted().findFirst();
      if (witness.isPresent()) {
        return witness.map(
            name -> "looks like %s (it holds %s)".formatted(family.getValue(), name));
      }
    }
    return Optional.empty();
  }
}
