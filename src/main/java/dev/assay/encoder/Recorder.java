package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A hook that keeps what it is asked for, and hands it out as one plain trace per text. */
final class Recorder implements Hook {
  private final EncoderConfig config;
  private final Map<Site, List<float[]>> kept = new EnumMap<>(Site.class);
  private final Map<Site, Shape> shapes = new EnumMap<>(Site.class);

  Recorder(EncoderConfig config, Set<Site> sites) {
    this.config = config;
    sites.forEach(site -> kept.put(site, new ArrayList<>()));
  }

  @Override
  public NDArray at(HookPoint point, NDArray value, Batch batch) {
    List<float[]> layers = kept.get(point.site());
    if (layers != null) {
      layers.add(value.toFloatArray()); // the value itself is released with its layer
      shapes.put(point.site(), value.getShape());
    }
    return value;
  }

  /** What was kept, text by text, without the padding. */
  List<Trace> traces(Batch batch) {
    List<Map<Site, Tensor>> tensors = new ArrayList<>();
    batch.texts().forEach(text -> tensors.add(new EnumMap<>(Site.class)));
    kept.forEach(
        (site, layers) -> {
          Shape shape = Objects.requireNonNull(shapes.get(site));
          for (int b = 0; b < batch.texts().size(); b++) {
            int tokens = batch.texts().get(b).size();
            tensors.get(b).put(site, cut(site, layers, shape, b, tokens));
          }
        });
    List<Trace> traces = new ArrayList<>();
    for (int b = 0; b < batch.texts().size(); b++) {
      traces.add(Trace.of(batch.texts().get(b), config.layers(), config.heads(), tensors.get(b)));
    }
    return traces;
  }

  /**
   * One text's part of [B,H,T,d], [B,H,T,T] or [B,T,D] in every layer, its first {@code tokens}
   * positions only.
   */
  private static Tensor cut(Site site, List<float[]> layers, Shape shape, int text, int tokens) {
    boolean perHead = shape.dimension() == 4;
    int heads = perHead ? (int) shape.get(1) : 1;
    int rows = (int) shape.get(perHead ? 2 : 1);
    int width = (int) shape.get(perHead ? 3 : 2);
    int keep = site == Site.PATTERN || site == Site.ATTN_SCORES ? tokens : width;
    float[] data = new float[layers.size() * heads * tokens * keep];
    int to = 0;
    for (float[] layer : layers) {
      for (int head = 0; head < heads; head++) {
        for (int row = 0; row < tokens; row++) {
          int from = (((text * heads) + head) * rows + row) * width;
          System.arraycopy(layer, from, data, to, keep);
          to += keep;
        }
      }
    }
    return perHead
        ? Tensor.of(data, layers.size(), heads, tokens, keep)
        : Tensor.of(data, layers.size(), tokens, keep);
  }
}
