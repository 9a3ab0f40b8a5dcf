package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How an encoder is told of its tokens' order, on the engine.
 *
 * @param table learned vectors, [P,E], where there are some
 * @param bias what MPNet adds to the scores by bucket of distance, [buckets,H]
 * @param order where tokens are taken to stand by what depends on distances
 */
record Positions(Optional<NDArray> table, Optional<NDArray> bias, TextOrder order) {

  static Positions of(EncoderWeights.Parameters parameters) {
    return new Positions(
        optional(parameters, "embeddings.position_embeddings.weight"),
        optional(parameters, "encoder.relative_attention_bias.weight"),
        TextOrder.AS_WRITTEN);
  }

  private static Optional<NDArray> optional(EncoderWeights.Parameters parameters, String name) {
    return parameters.has(name) ? Optional.of(parameters.get(name)) : Optional.empty();
  }

  /** What comes on top of the embeddings of words, [N,E]. */
  NDArray addTo(NDArray words, Batch batch) {
    return table.isPresent() ? words.add(Encoder.rows(batch.positions(), table.get())) : words;
  }

  /** What attention has of them, for one batch. */
  AttentionPositions inBatch(Batch batch, EncoderConfig config) {
    if (bias.isPresent()) {
      return RelativeBias.of(batch, bias.get(), order);
    }
    if (config.positionEncoding() instanceof PositionEncoding.Rotary rotary) {
      return Rotation.of(batch, rotary, config.headWidth(), order);
    }
    return AttentionPositions.NONE;
  }

  /**
   * No order. Rows of the table are permuted among all that a token can have; where distances
   * count, tokens are taken to stand at each other's places.
   *
   * @param positions how many a token can have
   */
  Positions permuted(int positions, long seed, NDManager manager) {
    return new Positions(
        table.map(rows -> permuted(rows, positions, seed, manager)),
        bias,
        TextOrder.shuffled(seed));
  }

  private static NDArray permuted(NDArray table, int positions, long seed, NDManager manager) {
    long unused = table.getShape().get(0) - positions; // as RoBERTa's first two
    List<Integer> order = TextOrder.permutation(positions, seed);
    long[] rows = LongStream.range(0, unused + positions).toArray();
    for (int i = 0; i < positions; i++) {
      rows[Math.toIntExact(unused + i)] = unused + order.get(i);
    }
    return Encoder.rows(manager.create(rows), table);
  }
}
