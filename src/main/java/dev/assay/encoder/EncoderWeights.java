package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.LayerWeights.LayerNorm;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A checkpoint's parameters as the engine holds them.
 *
 * @param words word piece embeddings, [V,E]
 * @param positions what tells of the tokens' order
 * @param tokenType what every token of a single text gets on top, [E]; absent in DistilBERT
 * @param embeddingNorm the LayerNorm over their sum
 * @param projection from there to the width of the layers, [D,E], where E is not D
 * @param layers from the first to the last
 * @param maskedLm the masked-language-model head, where the checkpoint has one
 * @param classifier the classification head, where the checkpoint has one
 */
record EncoderWeights(
    NDArray words,
    Positions positions,
    Optional<NDArray> tokenType,
    Norm embeddingNorm,
    Optional<Linear> projection,
    List<LayerWeights> layers,
    Optional<MaskedLmHead> maskedLm,
    Optional<ClassificationHead> classifier) {

  /** A parameter by its canonical name, Hugging Face BERT's without prefix. */
  interface Parameters {
    boolean has(String name);

    NDArray get(String name);
  }

  static EncoderWeights of(EncoderConfig config, Parameters parameters) {
    Reader reader = new Reader(parameters, config);
    String types = "embeddings.token_type_embeddings.weight";
    NDArray words = parameters.get("embeddings.word_embeddings.weight");
    return new EncoderWeights(
        words,
        Positions.of(parameters),
        parameters.has(types) ? Optional.of(parameters.get(types).get(0)) : Optional.empty(),
        reader.norm("embeddings.LayerNorm"),
        reader.optional("embeddings_project"),
        IntStream.range(0, config.layers()).mapToObj(reader::layer).toList(),
        reader.maskedLm(words),
        reader.classifier());
  }

  EncoderWeights withPositions(Positions others) {
    return new EncoderWeights(
        words, others, tokenType, embeddingNorm, projection, layers, maskedLm, classifier);
  }

  private record Reader(Parameters parameters, EncoderConfig config) {

    LayerWeights layer(int index) {
      String layer = "encoder.layer." + index;
      return config.architecture().isPreNorm() ? preNorm(layer, index) : postNorm(layer);
    }

    private LayerWeights postNorm(String layer) {
      String attention = layer + ".attention";
      return new LayerWeights(
          Norm.NONE,
          Linear.stacked(
              linear(attention + ".self.query"),
              linear(attention + ".self.key"),
              linear(attention + ".self.value")),
          linear(attention + ".output.dense"),
          norm(attention + ".output.LayerNorm"),
          Norm.NONE,
          linear(layer + ".intermediate.dense"),
          linear(layer + ".output.dense"),
          norm(layer + ".output.LayerNorm"));
    }

    private LayerWeights preNorm(String layer, int index) {
      boolean last = index == config.layers() - 1;
      return new LayerWeights(
          norm(layer + ".attention.LayerNorm"), // absent in the first layer
          linear(layer + ".attention.self.qkv"),
          linear(layer + ".attention.output.dense"),
          Norm.NONE,
          norm(layer + ".intermediate.LayerNorm"),
          linear(layer + ".intermediate.dense"),
          linear(layer + ".output.dense"),
          last ? norm("encoder.LayerNorm") : Norm.NONE);
    }

    Optional<MaskedLmHead> maskedLm(NDArray words) {
      if (!parameters.has("cls.predictions.bias")) {
        return Optional.empty();
      }
      String decoder = "cls.predictions.decoder.weight";
      return Optional.of(
          new MaskedLmHead(
              linear("cls.predictions.transform.dense"),
              config.head().maskedLm(),
              norm("cls.predictions.transform.LayerNorm"),
              new Linear(
                  parameters.has(decoder) ? parameters.get(decoder) : words,
                  parameters.get("cls.predictions.bias"))));
    }

    Optional<ClassificationHead> classifier() {
      return optional("classifier.out_proj")
          .map(
              output ->
                  new ClassificationHead(
                      linear("classifier.dense"),
                      config.head().classifier(),
                      norm("classifier.LayerNorm"),
                      config.head().pooling(),
                      output));
    }

    Optional<Linear> optional(String name) {
      return parameters.has(name + ".weight") ? Optional.of(linear(name)) : Optional.empty();
    }

    Linear linear(String name) {
      NDArray weight = parameters.get(name + ".weight");
      return new Linear(weight, bias(name, weight));
    }

    Norm norm(String name) {
      if (!parameters.has(name + ".weight")) {
        return Norm.NONE;
      }
      NDArray weight = parameters.get(name + ".weight");
      return new LayerNorm(weight, bias(name, weight), (float) config.layerNormEps());
    }

    /** Zeros where a family has none. */
    private NDArray bias(String name, NDArray weight) {
      return parameters.has(name + ".bias")
          ? parameters.get(name + ".bias")
          : weight.getManager().zeros(new Shape(weight.getShape().get(0)));
    }
  }
}
