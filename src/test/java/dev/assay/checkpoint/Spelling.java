package dev.assay.checkpoint;

/** The names of Hugging Face's BERT as other libraries have written them. */
public final class Spelling {
  private Spelling() {}

  /** LayerNorm as in the first years. */
  public static String gammaAndBeta(String name) {
    return name.replace("LayerNorm.weight", "LayerNorm.gamma")
        .replace("LayerNorm.bias", "LayerNorm.beta");
  }

  /** Google's names, by the rules of the transformers library's conversion script, backwards. */
  public static String tensorFlow(String name) {
    String google = gammaAndBeta(name).replace("_embeddings.weight", "_embeddings");
    google = google.replace("cls.predictions.bias", "cls.predictions.output_bias");
    google = google.replaceFirst("\\.weight$", ".kernel");
    return google.replaceFirst("layer\\.(\\d+)", "layer_$1").replace('.', '/');
  }
}
