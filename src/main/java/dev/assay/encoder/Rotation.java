package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.PositionEncoding.Rotary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rotary positions and local attention of one batch (Su et al. 2021; Beltagy et al. 2020).
 *
 * @param layers what each layer does; layers that do the same share it
 */
record Rotation(List<Layer> layers) implements AttentionPositions {

  /**
   * @param cosine of each number's angle, [B,1,T,d]
   * @param sine of the same, negated in the first half of d
   * @param window 0 where a query looks and −∞ elsewhere, [B,1,T,T]; empty where all texts fit in
   */
  private record Layer(NDArray cosine, NDArray sine, Optional<NDArray> window) {}

  static Rotation of(Batch batch, Rotary rotary, int headWidth, TextOrder order) {
    List<int[]> places = batch.texts().stream().map(text -> order.places(text.size())).toList();
    Map<Rotary.Layer, Layer> made = new HashMap<>();
    List<Layer> layers = new ArrayList<>();
    for (Rotary.Layer layer : rotary.layers()) {
      layers.add(
          made.computeIfAbsent(layer, configured -> layer(batch, configured, headWidth, places)));
    }
    return new Rotation(layers);
  }

  private static Layer layer(Batch batch, Rotary.Layer layer, int width, List<int[]> places) {
    int longest = batch.length();
    float[] cosine = new float[places.size() * longest * width];
    float[] sine = new float[cosine.length];
    float[] frequencies = frequencies(layer.base(), width);
    for (int b = 0; b < places.size(); b++) {
      for (int t = 0; t < places.get(b).length; t++) {
        int row = (b * longest + t) * width;
        for (int i = 0; i < width / 2; i++) {
          double angle = places.get(b)[t] * frequencies[i]; // a float32 product, as everywhere
          cosine[row + i] = (float) Math.cos(angle);
          cosine[row + width / 2 + i] = cosine[row + i];
          sine[row + width / 2 + i] = (float) Math.sin(angle);
          sine[row + i] = -sine[row + width / 2 + i];
        }
      }
    }
    Shape shape = new Shape(places.size(), 1, longest, width);
    return new Layer(
        batch.manager().create(cosine, shape),
        batch.manager().create(sine, shape),
        layer.reach().isPresent() && layer.reach().getAsInt() < longest - 1
            ? Optional.of(window(batch, layer.reach().getAsInt(), places))
            : Optional.empty());
  }

  /** 1 / base^(2i/d), rounded to float32 at each step, as the transformers library does. */
  private static float[] frequencies(double base, int width) {
    float[] frequencies = new float[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      float exponent = (float) (2 * i) / width;
      frequencies[i] = 1 / (float) Math.pow((float) base, exponent);
    }
    return frequencies;
  }

  private static NDArray window(Batch batch, int reach, List<int[]> places) {
    int longest = batch.length();
    float[] window = new float[places.size() * longest * longest];
    for (int b = 0; b < places.size(); b++) {
      int[] text = places.get(b);
      for (int query = 0; query < text.length; query++) {
        for (int key = 0; key < text.length; key++) {
          if (Math.abs(text[query] - text[key]) > reach) {
            window[(b * longest + query) * longest + key] = Float.NEGATIVE_INFINITY;
          }
        }
      }
    }
    return batch.manager().create(window, new Shape(places.size(), 1, longest, longest));
  }

  @Override
  public NDArray turned(int layer, NDArray vectors) {
    NDList halves = vectors.split(2, 3);
    NDArray swapped = NDArrays.concat(new NDList(halves.get(1), halves.get(0)), 3);
    return vectors.mul(layers.get(layer).cosine).add(swapped.mul(layers.get(layer).sine));
  }

  @Override
  public NDArray windowed(int layer, NDArray scores) {
    Optional<NDArray> window = layers.get(layer).window;
    return window.isPresent() ? scores.add(window.get()) : scores;
  }
}
