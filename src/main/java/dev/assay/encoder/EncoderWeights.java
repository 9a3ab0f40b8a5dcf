package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A checkpoint's parameters as the engine holds them.
 *
 * @param words word piece embeddings, [V,D]
 * @param positions learned position embeddings, [P,D]
 * @param tokenType what every token of a single text gets on top, [D]; absent in DistilBERT
 * @param embeddingNorm the LayerNorm over their sum
 * @param layers from the first to the last
 * @param maskedLm the masked-language-model head, where the checkpoint has one
 */
record EncoderWeights(
    NDArray words,
    NDArray positions,
    Optional<NDArray> tokenType,
    Norm embeddingNorm,
    List<LayerWeights> layers,
    Optional<MaskedLmHead> maskedLm) {

  /** A parameter by its canonical name, Hugging Face BERT's without prefix. */
  interface Parameters {
    boolean has(String name);

    NDArray get(String name);
  }

  static EncoderWeights of(EncoderConfig config, Parameters parameters) {
    Reader reader = new Reader(parameters, (float) config.layerNormEps());
    String types = "embeddings.token_type_embeddings.weight";
    return new EncoderWeights(
        parameters.get("embeddings.word_embeddings.weight"),
        parameters.get("embeddings.position_embeddings.weight"),
        parameters.has(types) ? Optional.of(parameters.get(types).get(0)) : Optional.empty(),
        reader.norm("embeddings.LayerNorm"),
        IntStream.range(0, config.layers()).mapToObj(reader::layer).toList(),
        parameters.has("cls.predictions.bias") ? Optional.of(reader.maskedLm()) : Optional.empty());
  }

  EncoderWeights withPositions(NDArray others) {
    return new EncoderWeights(words, others, tokenType, embeddingNorm, layers, maskedLm);
  }

  private record Reader(Parameters parameters, float epsilon) {

    LayerWeights layer(int index) {
      String layer = "encoder.layer." + index;
      String attention = layer + ".attention";
      return new LayerWeights(
          Linear.stacked(
              linear(attention + ".self.query"),
              linear(attention + ".self.key"),
              linear(attention + ".self.value")),
          linear(attention + ".output.dense"),
          norm(attention + ".output.LayerNorm"),
          linear(layer + ".intermediate.dense"),
          linear(layer + ".output.dense"),
          norm(layer + ".output.LayerNorm"));
    }

    MaskedLmHead maskedLm() {
      String decoder = "cls.predictions.decoder.weight";
      return new MaskedLmHead(
          linear("cls.predictions.transform.dense"),
          norm("cls.predictions.transform.LayerNorm"),
          new Linear(
              parameters.get(
                  parameters.has(decoder) ? decoder : "embeddings.word_embeddings.weight"),
              parameters.get("cls.predictions.bias")));
    }

    Linear linear(String name) {
      return new Linear(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
    }

    Norm norm(String name) {
      return new Norm(parameters.get(name + ".weight"), parameters.get(name + ".bias"), epsilon);
    }
  }
}
