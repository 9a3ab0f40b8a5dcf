package dev.assay.trace;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All that was kept of one forward pass over one text: its tokens, and for each captured {@link
 * Site} one tensor with the layers as its first axis, such as pattern [L,H,T,T] or resid [L+1,T,D].
 */
public final class Trace {
  private final Tokens tokens;
  private final int layers;
  private final int heads;
  private final Map<Site, Tensor> tensors;

  private Trace(Tokens tokens, int layers, int heads, Map<Site, Tensor> tensors) {
    this.tokens = tokens;
    this.layers = layers;
    this.heads = heads;
    this.tensors = tensors;
  }

  /**
   * @throws IllegalArgumentException if a tensor's layer, head or token axis does not fit
   * @throws AssayException if a number in a tensor is not finite
   */
  public static Trace of(Tokens tokens, int layers, int heads, Map<Site, Tensor> tensors) {
    Map<Site, Tensor> copy = new EnumMap<>(Site.class);
    copy.putAll(tensors);
    copy.forEach(
        (site, tensor) -> {
          int[] expected =
              switch (site) {
                case RESID -> new int[] {layers + 1, tokens.size()};
                case ATTN_OUT, MLP_OUT -> new int[] {layers, tokens.size()};
                default -> new int[] {layers, heads, tokens.size()};
              };
          int[] shape = tensor.shape();
          if (shape.length != expected.length + 1
              || !Arrays.equals(expected, 0, expected.length, shape, 0, expected.length)) {
            throw new IllegalArgumentException(
                "%s has shape %s where %s and one more axis were expected."
                    .formatted(
                        site.tensorName(), Arrays.toString(shape), Arrays.toString(expected)));
          }
          for (int layer = 0; layer < shape[0]; layer++) {
            if (!tensor.at(layer).isFinite()) {
              throw new AssayException(
                  "%s of layer %d on \"%s\" holds a number that is not finite; check the checkpoint's weights."
                      .formatted(site.tensorName(), layer, tokens.text()));
            }
          }
        });
    return new Trace(tokens, layers, heads, copy);
  }

  public Tokens tokens() {
    return tokens;
  }

  public int layerCount() {
    return layers;
  }

  public int headCount() {
    return heads;
  }

  /** What was captured. */
  public Set<Site> sites() {
    return Set.copyOf(tensors.keySet());
  }

  /**
   * The same of some sites only.
   *
   * @throws IllegalStateException if one of them was not captured
   */
  public Trace only(Set<Site> some) {
    Map<Site, Tensor> kept = new EnumMap<>(Site.class);
    some.forEach(site -> kept.put(site, tensor(site)));
    return new Trace(tokens, layers, heads, kept);
  }

  /**
   * A captured tensor, all layers: [L,H,T,d] for q, k, v and z, [L,H,T,T] for attn_scores and
   * pattern, [L,T,D] for attn_out and mlp_out, [L+1,T,D] for resid.
   *
   * @throws IllegalStateException if it was not captured
   */
  public Tensor tensor(Site site) {
    Tensor tensor = tensors.get(site);
    if (tensor == null) {
      throw new IllegalStateException(
          "This trace does not hold %s, only %s; ask for it when tracing."
              .formatted(site.tensorName(), tensors.keySet()));
    }
    return tensor;
  }

  public Layer layer(int layer) {
    if (layer < 0 || layer >= layers) {
      throw new AssayException(
          "There is no layer %d: the model has layers 0 to %d.".formatted(layer, layers - 1));
    }
    return new Layer(this, layer);
  }

  public List<Layer> layers() {
    return IntStream.range(0, layers).mapToObj(this::layer).toList();
  }

  /** The mean of a measure over all heads of all layers. */
  public double meanOverHeads(ToDoubleFunction<Head> measure) {
    return layers().stream().mapToDouble(layer -> layer.meanOverHeads(measure)).sum() / layers;
  }
}
