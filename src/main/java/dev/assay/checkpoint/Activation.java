package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The non-linearity of a feed-forward network or of a head. */
public enum Activation {
  /** x·Φ(x) with the exact Gaussian distribution function (Hendrycks and Gimpel 2016). */
  GELU,
  /** The same with the tanh approximation, as Google's BERT code and GPT-2 have it. */
  GELU_NEW,
  RELU,
  TANH;

  /** Other names in the transformers library for the very same functions. */
  private static final Map<String, String> SAME =
      Map.of(
          "gelu_python", "gelu",
          "gelu_pytorch_tanh", "gelu_new",
          "gelu_accurate", "gelu_new",
          "gelu_fast", "gelu_new");

  /** The activation that a config.json names so. */
  public static Activation named(String name, String where) {
    String same = SAME.getOrDefault(name, name);
    return Arrays.stream(values())
        .filter(activation -> activation.configName().equals(same))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    "%s names the activation %s, which is not supported; supported are %s."
                        .formatted(where, Quoted.of(name), supported())));
  }

  /** All of them, for messages. */
  public static String supported() {
    return Arrays.stream(values()).map(Activation::configName).collect(Collectors.joining(", "));
  }

  private String configName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
