package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.Site;
import java.util.EnumSet;
import java.util.Set;

/**
 * BERT's forward pass (Devlin et al. 2019): learned positions, post-LayerNorm, every value passed
 * through a hook. What other architectures do otherwise is in the weights that they have or lack.
 */
record Encoder(EncoderConfig config, EncoderWeights weights) {

  /** What can be had without the last layer's output. */
  private static final Set<Site> BEFORE_LAYER_OUTPUT =
      EnumSet.of(Site.Q, Site.K, Site.V, Site.ATTN_SCORES, Site.PATTERN, Site.Z);

  /**
   * Runs a batch as far as the hook wants to see it: attention and value outputs do not need what
   * the last layer makes of them.
   */
  void show(Batch batch, Hook hook) {
    show(batch, 0, embedded(batch, hook), hook);
  }

  /**
   * Runs the rest of a pass.
   *
   * @param from the first layer that is run
   * @param hidden the hidden states that go into it, [N,D], which are closed
   */
  void show(Batch batch, int from, NDArray hidden, Hook hook) {
    AttentionPositions positions = weights.positions().inBatch(batch, config);
    NDArray x = beforeLastLayer(from, hidden, batch, positions, hook);
    int last = config.layers() - 1;
    if (BEFORE_LAYER_OUTPUT.containsAll(hook.sites())) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        attention(last, x, batch, positions, hook);
      }
    } else {
      layer(last, x, batch, positions, hook);
    }
  }

  /** The hidden states that go into the last layer. */
  private NDArray beforeLastLayer(
      int from, NDArray hidden, Batch batch, AttentionPositions positions, Hook hook) {
    NDArray x = hidden;
    for (int layer = from; layer < config.layers() - 1; layer++) {
      NDArray next = layer(layer, x, batch, positions, hook);
      x.close();
      x = next;
    }
    return x;
  }

  private NDArray embedded(Batch batch, Hook hook) {
    return seen(Site.RESID, 0, embed(batch), batch, hook);
  }

  private NDArray embed(Batch batch) {
    NDArray words = rows(batch.ids(), weights.words()); // [N,E]
    NDArray sum = weights.positions().addTo(words, batch);
    sum =
        weights.tokenTypes().isPresent() ? withTypes(sum, weights.tokenTypes().get(), batch) : sum;
    NDArray embedded = weights.embeddingNorm().apply(sum);
    return weights.projection().isPresent() ? weights.projection().get().apply(embedded) : embedded;
  }

  /** Families with one token type, as RoBERTa, give it to both segments. */
  private static NDArray withTypes(NDArray sum, NDArray types, Batch batch) {
    return sum.add(types.getShape().get(0) == 1 ? types : rows(batch.segments(), types));
  }

  /** How many token types can be told apart; any number where they make no difference. */
  int tokenTypes() {
    return weights
        .tokenTypes()
        .map(types -> Math.toIntExact(types.getShape().get(0)))
        .filter(types -> types > 1)
        .orElse(Integer.MAX_VALUE);
  }

  /** Lets the hook see, or replace, as [B,T,D] what there is of every token, [N,D]. */
  private static NDArray seen(Site site, int layer, NDArray value, Batch batch, Hook hook) {
    return batch.packed(hook.at(new HookPoint(site, layer), batch.padded(value), batch));
  }

  /** Rows of a table by index; the result belongs to the indices' manager. */
  static NDArray rows(NDArray indices, NDArray table) {
    return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
  }

  /** One layer; all but its output is released at once, or a pass would hold every layer's. */
  private NDArray layer(
      int index, NDArray x, Batch batch, AttentionPositions positions, Hook hook) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      LayerWeights layer = weights.layers().get(index);
      NDArray attention =
          layer.attentionOutput().apply(attention(index, x, batch, positions, hook));
      attention = seen(Site.ATTN_OUT, index, attention, batch, hook);
      NDArray middle = layer.afterAttention().apply(x.add(attention));
      NDArray up = layer.up().apply(layer.beforeFeedForward().apply(middle));
      NDArray hidden =
          Activations.gated(config.architecture().isGated(), config.activation(), up); // [N,F]
      NDArray mlp = seen(Site.MLP_OUT, index, layer.down().apply(hidden), batch, hook);
      NDArray output = layer.afterFeedForward().apply(middle.add(mlp));
      output = seen(Site.RESID, index + 1, output, batch, hook);
      NDScope.unregister(output);
      return output;
    }
  }

  /** The heads' value outputs side by side, [N,D]. */
  private NDArray attention(
      int index, NDArray x, Batch batch, AttentionPositions positions, Hook hook) {
    LayerWeights layer = weights.layers().get(index);
    int b = batch.texts().size();
    int t = batch.length();
    NDArray qkv = // [3,B,H,T,d]
        batch
            .padded(layer.qkv().apply(layer.beforeAttention().apply(x)))
            .reshape(b, t, 3, config.heads(), config.headWidth())
            .transpose(2, 0, 3, 1, 4);
    NDArray q = hook.at(new HookPoint(Site.Q, index), qkv.get(0), batch);
    NDArray k = hook.at(new HookPoint(Site.K, index), qkv.get(1), batch);
    NDArray v = hook.at(new HookPoint(Site.V, index), qkv.get(2), batch);

    // A factor, not a divisor: the reference implementations round that way, and where scores are
    // large the difference grows to more than 1e-5 in later layers.
    float scale = (float) (1 / Math.sqrt(config.headWidth()));
    NDArray turnedKeys = positions.turned(index, k);
    NDArray scores = positions.turned(index, q).matMul(turnedKeys.swapAxes(2, 3)).mul(scale);
    scores = positions.biased(index, scores);
    scores = hook.at(new HookPoint(Site.ATTN_SCORES, index), scores, batch); // [B,H,T,T]
    if (batch.isPadded()) {
      scores = scores.add(batch.keyMask().log()); // log 0 = -inf: padding gets no attention
    }
    scores = positions.windowed(index, scores);
    NDArray pattern = hook.at(new HookPoint(Site.PATTERN, index), scores.softmax(-1), batch);
    NDArray z = hook.at(new HookPoint(Site.Z, index), valueOutputs(pattern, v), batch); // [B,H,T,d]
    return batch.packed(z.transpose(0, 2, 1, 3).reshape(b, t, config.hidden()));
  }

  /**
   * Pattern @ v, written as vᵀ @ patternᵀ, transposed: that way the engine adds up a token's keys
   * one after the other, as the reference implementations do. Other orders, chosen by the sizes of
   * the matrices, differ in the last bit, and padding would change a text's numbers.
   */
  private static NDArray valueOutputs(NDArray pattern, NDArray v) {
    return v.swapAxes(2, 3).matMul(pattern.swapAxes(2, 3)).swapAxes(2, 3);
  }
}
