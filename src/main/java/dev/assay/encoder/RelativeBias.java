package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.PositionEncoding;

/**
 * A number for every head and distance, added to the scores of every layer.
 *
 * @param bias [B,H,T,T]
 */
record RelativeBias(NDArray bias) implements AttentionPositions {

  /**
   * @param table [buckets,H]
   */
  static RelativeBias of(Batch batch, NDArray table, TextOrder order) {
    int texts = batch.texts().size();
    int longest = batch.length();
    long[] buckets = new long[texts * longest * longest]; // padding is dropped, and may have any
    for (int b = 0; b < texts; b++) {
      int[] places = order.places(batch.texts().get(b).size());
      for (int query = 0; query < places.length; query++) {
        for (int key = 0; key < places.length; key++) {
          buckets[(b * longest + query) * longest + key] =
              PositionEncoding.Bucketed.bucket(places[key] - places[query]);
        }
      }
    }
    NDArray bias =
        Encoder.rows(batch.manager().create(buckets), table)
            .reshape(texts, longest, longest, table.getShape().get(1))
            .transpose(0, 3, 1, 2);
    return new RelativeBias(bias);
  }

  @Override
  public NDArray biased(int layer, NDArray scores) {
    return scores.add(bias);
  }
}
