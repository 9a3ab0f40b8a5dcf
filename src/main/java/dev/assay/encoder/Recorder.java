package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A hook that keeps what it is asked for, and hands it out as one plain trace per text. Each layer
 * is copied to its place at once, so that a pass holds no more than its traces and one layer twice.
 */
final class Recorder implements Hook {
  private final EncoderConfig config;
  private final Map<Site, Kept> kept = new EnumMap<>(Site.class);

  /** One site of all layers so far, text by text, without the padding. */
  private static final class Kept {
    private final List<float[]> texts = new ArrayList<>();
    private final List<Integer> filled = new ArrayList<>();
  }

  Recorder(EncoderConfig config, Set<Site> sites) {
    this.config = config;
    sites.forEach(site -> kept.put(site, new Kept()));
  }

  /**
   * Takes from another trace what comes before a layer.
   *
   * @param trace of the batch's next text, that holds at least what is to be kept
   * @param layer the first one that the pass will come by
   */
  void begin(Trace trace, int layer) {
    kept.forEach(
        (site, own) -> {
          float[] numbers = trace.tensor(site).toArray();
          int layers = layers(site);
          int before = site == Site.RESID ? layer + 1 : layer;
          own.texts.add(numbers);
          own.filled.add(numbers.length / layers * before);
        });
  }

  @Override
  public Set<Site> sites() {
    return kept.keySet();
  }

  @Override
  public NDArray at(HookPoint point, NDArray value, Batch batch) {
    Kept own = kept.get(point.site());
    if (own != null) {
      // [B,H,T,d], [B,H,T,T] or [B,T,D]
      boolean perHead = value.getShape().dimension() == 4;
      int blocks = perHead ? (int) value.getShape().get(1) : 1;
      int rows = (int) value.getShape().get(perHead ? 2 : 1);
      int width = (int) value.getShape().get(perHead ? 3 : 2);
      float[] layer = value.toFloatArray(); // the value itself is released with its layer
      for (int b = 0; b < batch.texts().size(); b++) {
        int tokens = batch.texts().get(b).size();
        int keep = keptOfRow(point.site(), tokens, width);
        if (own.texts.size() == b) {
          own.texts.add(new float[layers(point.site()) * blocks * tokens * keep]);
          own.filled.add(0);
        }
        float[] to = own.texts.get(b);
        int at = own.filled.get(b);
        for (int block = 0; block < blocks; block++) {
          for (int row = 0; row < tokens; row++) {
            System.arraycopy(layer, ((b * blocks + block) * rows + row) * width, to, at, keep);
            at += keep;
          }
        }
        own.filled.set(b, at);
      }
    }
    return value;
  }

  private int layers(Site site) {
    return site == Site.RESID ? config.layers() + 1 : config.layers();
  }

  /** Of an attention row, what goes to the text's own tokens. */
  private static int keptOfRow(Site site, int tokens, int width) {
    return site == Site.PATTERN || site == Site.ATTN_SCORES ? tokens : width;
  }

  /** What was kept, text by text. */
  List<Trace> traces(Batch batch) {
    List<Trace> traces = new ArrayList<>();
    for (int b = 0; b < batch.texts().size(); b++) {
      Tokens text = batch.texts().get(b);
      Map<Site, Tensor> tensors = new EnumMap<>(Site.class);
      for (Map.Entry<Site, Kept> one : kept.entrySet()) {
        tensors.put(one.getKey(), tensor(one.getKey(), one.getValue().texts.get(b), text.size()));
      }
      traces.add(Trace.of(text, config.layers(), config.heads(), tensors));
    }
    return traces;
  }

  private Tensor tensor(Site site, float[] numbers, int tokens) {
    int layers = layers(site);
    return switch (site) {
      case PATTERN, ATTN_SCORES -> Tensor.of(numbers, layers, config.heads(), tokens, tokens);
      case Q, K, V, Z -> Tensor.of(numbers, layers, config.heads(), tokens, config.headWidth());
      case ATTN_OUT, MLP_OUT, RESID -> Tensor.of(numbers, layers, tokens, config.hidden());
    };
  }
}
