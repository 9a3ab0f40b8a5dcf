package dev.assay.checkpoint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter under its canonical name, whatever its file calls it. Canonical are the names of
 * Hugging Face's BertForMaskedLM without the prefix {@code bert.}: {@code
 * encoder.layer.0.attention.self.query.weight}.
 *
 * @param canonical the canonical name; a parameter that Assay does not use keeps a name of its own
 * @param transposed whether the file stores it as [in, out], where canonical is [out, in]
 */
record ParameterName(String canonical, boolean transposed) {
  private static final Pattern WRAPPER = Pattern.compile("^(module\\.)?((distil)?bert\\.)?");
  private static final Pattern TENSORFLOW_LAYER = Pattern.compile("\\blayer_(\\d+)\\.");
  private static final Pattern DISTILBERT_LAYER =
      Pattern.compile("^transformer\\.layer\\.(\\d+)\\.(.*)\\.(weight|bias)$");

  private static final Map<String, String> DISTILBERT_MODULES =
      Map.of(
          "attention.q_lin", "attention.self.query",
          "attention.k_lin", "attention.self.key",
          "attention.v_lin", "attention.self.value",
          "attention.out_lin", "attention.output.dense",
          "sa_layer_norm", "attention.output.LayerNorm",
          "ffn.lin1", "intermediate.dense",
          "ffn.lin2", "output.dense",
          "output_layer_norm", "output.LayerNorm");

  private static final Map<String, String> MASKED_LM_HEAD =
      Map.of(
          "vocab_transform.weight", "cls.predictions.transform.dense.weight",
          "vocab_transform.bias", "cls.predictions.transform.dense.bias",
          "vocab_layer_norm.weight", "cls.predictions.transform.LayerNorm.weight",
          "vocab_layer_norm.bias", "cls.predictions.transform.LayerNorm.bias",
          "vocab_projector.weight", "cls.predictions.decoder.weight",
          "vocab_projector.bias", "cls.predictions.bias",
          // One parameter under two names: the decoder's bias is the head's.
          "cls.predictions.decoder.bias", "cls.predictions.bias",
          "cls.predictions.output_bias", "cls.predictions.bias");

  /** The canonical name for one as PyTorch or TensorFlow files have it. */
  static ParameterName of(String inFile) {
    String name = inFile.replace('/', '.');
    name = WRAPPER.matcher(name).replaceFirst("");
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
    name = MASKED_LM_HEAD.getOrDefault(name, name);
    return new ParameterName(fromDistilBert(name), transposed);
  }

  /** Whether this is bookkeeping of a library or an optimizer and no parameter of the model. */
  boolean isBookkeeping() {
    return canonical.endsWith("embeddings.position_ids")
        || canonical.endsWith("embeddings.token_type_ids")
        || canonical.endsWith(".adam_m")
        || canonical.endsWith(".adam_v")
        || canonical.equals("global_step");
  }

  private static String fromDistilBert(String name) {
    Matcher layer = DISTILBERT_LAYER.matcher(name);
    if (!layer.matches()) {
      return name;
    }
    String module = DISTILBERT_MODULES.getOrDefault(layer.group(2), layer.group(2));
    return "encoder.layer.%s.%s.%s".formatted(layer.group(1), module, layer.group(3));
  }

  private static String replaceEnd(String name, String end, String replacement) {
    return name.endsWith(end)
        ? name.substring(0, name.length() - end.length()) + replacement
        : name;
  }
}
