package dev.assay.trace;

/**
 * One attention head's part of a trace.
 *
 * @param trace the trace it belongs to
 * @param layer numbered from 0
 * @param index within the layer, numbered from 0
 */
public record Head(Trace trace, int layer, int index) {

  /** This head's attention, T×T. */
  public AttentionPattern pattern() {
    return AttentionPattern.of(trace.tokens(), tensor(Site.PATTERN));
  }

  /** The values, [T,d]. */
  public Tensor v() {
    return tensor(Site.V);
  }

  /** The value outputs pattern @ v, [T,d]. */
  public Tensor z() {
    return tensor(Site.Z);
  }

  /**
   * The same head in another trace.
   *
   * @throws AssayException if that is of a model without such a head
   */
  public Head in(Trace other) {
    return other.layer(layer).head(index);
  }

  /** {@code layer.head}, both numbered from 0: "5.11". */
  public String label() {
    return layer + "." + index;
  }

  private Tensor tensor(Site site) {
    return trace.tensor(site).at(layer).at(index);
  }
}
