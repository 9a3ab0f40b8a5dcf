package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.Architecture;
import java.util.regex.Pattern;

/**
 * A parameter under its canonical name, whatever its file calls it. Canonical are the names of
 * Hugging Face's BertForMaskedLM without the prefix {@code bert.}: {@code
 * encoder.layer.0.attention.self.query.weight}; what BERT does not have has a name in that style,
 * and a classification head has RoBERTa's, {@code classifier.dense} and {@code
 * classifier.out_proj}.
 *
 * @param canonical the canonical name; a parameter that Assay does not use keeps a name of its own
 * @param transposed whether the file stores it as [in, out], where canonical is [out, in]
 */
record ParameterName(String canonical, boolean transposed) {
  private static final Pattern TENSORFLOW_LAYER = Pattern.compile("\\blayer_(\\d+)\\.");

  /**
   * The canonical name for one as PyTorch or TensorFlow files have it.
   *
   * @param architecture whose prefix the name may have
   * @param family how that architecture's own names become canonical
   */
  static ParameterName of(String inFile, Architecture architecture, FamilyNames family) {
    String name = inFile.replace('/', '.');
    name = withoutPrefix(withoutPrefix(name, "module."), architecture.prefix());
    name = TENSORFLOW_LAYER.matcher(name).replaceAll("layer.$1.");
    boolean transposed = name.endsWith(".kernel");
    if (transposed) {
      name = replaceEnd(name, ".kernel", ".weight");
    }
    name = replaceEnd(name, ".LayerNorm.gamma", ".LayerNorm.weight");
    name = replaceEnd(name, ".LayerNorm.beta", ".LayerNorm.bias");
    if (inFile.indexOf('/') >= 0 && name.endsWith("_embeddings")) {
      name += ".weight";
    }
    return new ParameterName(family.canonical(name), transposed);
  }

  /** Whether it is of the encoder, which must be complete and without additions. */
  boolean isInEncoder() {
    return canonical.startsWith("embeddings.")
        || canonical.startsWith("embeddings_project.")
        || canonical.startsWith("encoder.");
  }

  /** Whether this is bookkeeping of a library or an optimizer and no parameter of the model. */
  boolean isBookkeeping() {
    return canonical.endsWith("embeddings.position_ids")
        || canonical.endsWith("embeddings.token_type_ids")
        || canonical.endsWith(".adam_m")
        || canonical.endsWith(".adam_v")
        || canonical.equals("global_step");
  }

  private static String withoutPrefix(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static String replaceEnd(String name, String end, String replacement) {
    return name.endsWith(end)
        ? name.substring(0, name.length() - end.length()) + replacement
        : name;
  }
}
