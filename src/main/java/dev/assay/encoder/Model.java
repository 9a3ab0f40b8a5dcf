package dev.assay.encoder;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Set;

/** A checkpoint that can run: texts in, traces out. */
public interface Model extends AutoCloseable {
  /** What is kept of a forward pass unless something else is asked for. */
  Set<Site> DEFAULT_SITES = Set.of(Site.PATTERN, Site.Z);

  /** Where its configuration, tokenizer and weights come from. */
  Checkpoint checkpoint();

  /** The name by which it was asked for, such as {@code all-MiniLM-L6-v2}. */
  default String name() {
    return checkpoint().name();
  }

  default EncoderConfig config() {
    return checkpoint().config();
  }

  /**
   * A text as this model sees it.
   *
   * @throws dev.assay.trace.AssayException if the text is blank, holds an unpaired surrogate, or is
   *     longer than the model's positions
   */
  Tokens tokenize(String text);

  /**
   * One trace per text, in their order. Texts of similar length share a padded batch; that changes
   * no number by more than 1e-5, or where attn_scores and mlp_out are large, by that share of the
   * largest.
   *
   * @param sites what to keep
   * @throws dev.assay.trace.AssayException as {@link #tokenize}
   */
  List<Trace> traces(List<String> texts, Set<Site> sites);

  /** The trace of one text, with {@link #DEFAULT_SITES}. */
  default Trace trace(String text) {
    return trace(text, DEFAULT_SITES);
  }

  /** The trace of one text. */
  default Trace trace(String text, Set<Site> sites) {
    return traces(List.of(text), sites).get(0);
  }

  /**
   * W_O of a layer, [D,D] as [out,in]: head h writes to the residual stream through the columns h·d
   * to (h+1)·d.
   */
  Tensor outputProjection(int layer);

  /** Releases the native memory of the weights; traces stay valid. */
  @Override
  void close();
}
