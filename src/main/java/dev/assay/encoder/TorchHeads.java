package dev.assay.encoder;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.HeadConfig;
import dev.assay.model.ClassScores;
import dev.assay.model.Heads;
import dev.assay.model.MaskScore;
import dev.assay.model.MaskScores;
import dev.assay.model.MissingHead;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model's heads on the engine.
 *
 * @param checkpoint whose tokenizer and labels they are about
 * @param weights the checkpoint's, or a null model's
 * @param manager in which they compute
 */
public record TorchHeads(Checkpoint checkpoint, EncoderWeights weights, NDManager manager)
    implements Heads {

  @Override
  public MaskedLm maskedLm() {
    MaskedLmHead head = requireMaskedLm();
    return (trace, layer) -> maskScores(head, trace, layer);
  }

  private MaskedLmHead requireMaskedLm() {
    return weights.maskedLm().orElseThrow(() -> MissingHead.maskedLm(checkpoint.name()));
  }

  private MaskScores maskScores(MaskedLmHead head, Trace trace, int layer) {
    requireLayer(layer);
    Tokens tokens = trace.tokens();
    int[] masks = masks(tokens);
    Tensor logits = scores(head, rows(trace, layer, masks), trace);
    List<MaskScore> scores = new ArrayList<>();
    for (int i = 0; i < masks.length; i++) {
      scores.add(
          new MaskScore(
              new WordsInPlace(checkpoint.tokenizer(), tokens, masks[i]),
              masks[i],
              logits.at(i).toArray()));
    }
    return new MaskScores(scores);
  }

  private void requireLayer(int layer) {
    int last = checkpoint.config().layers();
    if (layer < 0 || layer > last) {
      throw new AssayException(
          "There are no hidden states %d: %s has 0, the embeddings' output, to %d, what its last layer leaves."
              .formatted(layer, checkpoint.name(), last));
    }
  }

  /** Positions of the masks in the order in which the text has them, shuffled tokens or not. */
  private int[] masks(Tokens tokens) {
    Optional<String> mask = checkpoint.tokenizer().mask();
    int[] masks =
        IntStream.range(0, tokens.size())
            .filter(position -> mask.isPresent() && isMask(tokens.get(position), mask.get()))
            .boxed()
            .sorted(Comparator.comparingInt(position -> tokens.get(position).start()))
            .mapToInt(Integer::intValue)
            .toArray();
    if (masks.length == 0) {
      throw new AssayException(
          mask.map(
                  written ->
                      "%s holds no %s, so that there is nothing to fill in; write it where the word is wanted, in just this way."
                          .formatted(Quoted.text(tokens.text()), written))
              .orElseGet(
                  () ->
                      "The tokenizer of %s names no mask token, so that nothing can be filled in; copy its special_tokens_map.json beside it."
                          .formatted(checkpoint.name())));
    }
    return masks;
  }

  private static boolean isMask(Token token, String mask) {
    return token.content() && token.piece().equals(mask);
  }

  /**
   * The masked-language-model head's scores at some positions, [n,V].
   *
   * @param layer of resid, 0 to L
   * @throws MissingHead if the checkpoint has no such head
   * @throws AssayException if a score is not finite
   */
  public Tensor wordScores(Trace trace, int layer, int... positions) {
    return scores(requireMaskedLm(), rows(trace, layer, positions), trace);
  }

  @Override
  public Classifier classifier() {
    ClassificationHead head = requireClassifier();
    HeadConfig config = checkpoint.config().head();
    return trace ->
        ClassScores.of(config.labels(), config.exclusive(), classScores(head, trace).toArray());
  }

  private ClassificationHead requireClassifier() {
    return weights.classifier().orElseThrow(() -> MissingHead.classifier(checkpoint.name()));
  }

  private Tensor classScores(ClassificationHead head, Trace trace) {
    float[] pooled = floats(Pooled.last(trace).by(head.pooling()));
    return scores(head, Tensor.of(pooled, 1, pooled.length), trace).at(0);
  }

  @Override
  public double[] embedding(Trace trace) {
    Embedding embedding = checkpoint.config().head().embedding();
    embedding
        .refused()
        .ifPresent(
            why -> {
              throw new AssayException(why);
            });
    return Pooled.last(trace).embedding(embedding);
  }

  private static float[] floats(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** Hidden states at some positions, [n,D]. */
  private Tensor rows(Trace trace, int layer, int... positions) {
    EncoderConfig config = checkpoint.config();
    Tensor hidden = trace.tensor(Site.RESID).at(layer);
    float[] rows = new float[positions.length * config.hidden()];
    for (int i = 0; i < positions.length; i++) {
      float[] row = hidden.at(positions[i]).toArray();
      System.arraycopy(row, 0, rows, i * row.length, row.length);
    }
    return Tensor.of(rows, positions.length, config.hidden());
  }

  private Tensor scores(Head head, Tensor hidden, Trace trace) {
    int[] shape = hidden.shape();
    try (NDManager scratch = manager.newSubManager()) {
      var logits = head.logits(scratch.create(hidden.toArray(), new Shape(shape[0], shape[1])));
      Tensor scores =
          Tensor.of(logits.toFloatArray(), shape[0], Math.toIntExact(logits.getShape().get(1)));
      if (!scores.isFinite()) {
        throw new AssayException(
            "The head of %s gives %s a score that is not finite; check the checkpoint's weights."
                .formatted(checkpoint.name(), Quoted.text(trace.tokens().text())));
      }
      return scores;
    }
  }
}
