package dev.assay.checkpoint;

import dev.assay.file.Sha256;
import dev.assay.trace.AssayException;
import java.util.List;

/**
 * The size and shape of an encoder.
 *
 * @param architecture which family its checkpoint is of
 * @param layers number of layers, L
 * @param heads attention heads per layer, H
 * @param hidden width of the residual stream, D
 * @param intermediate width of the feed-forward network
 * @param vocabulary number of word pieces
 * @param positions longest text in tokens, special tokens included
 * @param layerNormEps added to the variance in LayerNorm
 * @param activation of the feed-forward network
 * @param embedding width of the word embeddings, D unless they are projected to it
 * @param positionEncoding how the encoder knows where a token stands
 * @param head what is on top of the encoder
 */
public record EncoderConfig(
    Architecture architecture,
    int layers,
    int heads,
    int hidden,
    int intermediate,
    int vocabulary,
    int positions,
    double layerNormEps,
    Activation activation,
    int embedding,
    PositionEncoding positionEncoding,
    HeadConfig head) {
  public EncoderConfig {
    requirePositive("number of layers", layers);
    requirePositive("number of heads", heads);
    requirePositive("hidden size", hidden);
    requirePositive("intermediate size", intermediate);
    requirePositive("vocabulary size", vocabulary);
    requirePositive("number of positions", positions);
    requirePositive("embedding size", embedding);
    if (hidden % heads != 0) {
      throw new AssayException(
          "A hidden size of %d cannot be shared out among %d heads; check the checkpoint's config.json."
              .formatted(hidden, heads));
    }
    if (!(layerNormEps > 0)) {
      throw new AssayException(
          "A LayerNorm epsilon of %s is not positive; check the checkpoint's config.json."
              .formatted(layerNormEps));
    }
  }

  /** A BERT or a DistilBERT, without a classification head. */
  public EncoderConfig(
      Architecture architecture,
      int layers,
      int heads,
      int hidden,
      int intermediate,
      int vocabulary,
      int positions,
      double layerNormEps,
      Activation activation) {
    this(
        architecture,
        layers,
        heads,
        hidden,
        intermediate,
        vocabulary,
        positions,
        layerNormEps,
        activation,
        hidden,
        PositionEncoding.Learned.FROM_ZERO,
        HeadConfig.of(architecture, activation, HeadConfig.Task.OTHER, List.of()));
  }

  /** The same with another way from a text's hidden states to its vector. */
  public EncoderConfig with(Embedding other) {
    return new EncoderConfig(
        architecture,
        layers,
        heads,
        hidden,
        intermediate,
        vocabulary,
        positions,
        layerNormEps,
        activation,
        embedding,
        positionEncoding,
        head.with(other));
  }

  /** Width of one head, d. */
  public int headWidth() {
    return hidden / heads;
  }

  /** In the literature's short form: "BERT 6×12×384" is layers × heads × hidden size. */
  public String summary() {
    return "%s %s×%s×%s".formatted(architecture.label(), layers, heads, hidden);
  }

  /**
   * What identifies the configuration, however the checkpoint writes it down: SHA-256 in lower-case
   * hexadecimal over the lines {@code NAME VALUE} of all components in the order of this record,
   * each ended by a line feed, the epsilon as {@link Double#toHexString} has it, and over what is
   * not as in BERT. The same weights give other results with another number of heads, which their
   * shapes do not show.
   */
  public String sha256() {
    String text =
        """
        architecture %s
        layers %s
        heads %s
        hidden %s
        intermediate %s
        vocabulary %s
        positions %s
        layerNormEps %s
        activation %s
        """
            .formatted(
                architecture.name(),
                layers,
                heads,
                hidden,
                intermediate,
                vocabulary,
                positions,
                Double.toHexString(layerNormEps),
                activation.name());
    if (embedding != hidden) {
      text += "embedding %s\n".formatted(embedding);
    }
    text += positionEncoding.identity();
    if (architecture == Architecture.MODERNBERT) {
      text += "head %s %s\n".formatted(head.classifier().name(), head.pooling().name());
    }
    text += head.identity();
    return Sha256.of(text);
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new AssayException(
          "A %s of %d makes no encoder; check the checkpoint's config.json."
              .formatted(what, value));
    }
  }
}
