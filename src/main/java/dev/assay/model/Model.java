package dev.assay.model;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A model as claims see it: texts in, traces out. It may be the real model or a null model, and
 * whoever hands it out closes it.
 */
public interface Model {
  /** What is kept of a forward pass unless something else is asked for. */
  Set<Site> DEFAULT_SITES = Set.of(Site.PATTERN, Site.Z);

  /** The name by which it was asked for, such as {@code all-MiniLM-L6-v2}. */
  String name();

  /** Its size and shape. */
  EncoderConfig config();

  /**
   * A text as this model sees it, or a pair of texts with the special tokens between them and the
   * token types that the tokenizer's own post-processor gives.
   *
   * @throws dev.assay.trace.AssayException if the text is blank, holds an unpaired surrogate or a
   *     token that only the tokenizer puts around texts, or is longer than the model's positions
   */
  Tokens tokenize(Text text);

  /** As {@link #tokenize(Text)}, of one text. */
  default Tokens tokenize(String text) {
    return tokenize(Text.of(text));
  }

  /**
   * One trace per text, in their order. Texts of similar length share a padded batch; that changes
   * no number by more than 1e-5, or where attn_scores and mlp_out are large, by that share of the
   * largest.
   *
   * @param sites what to keep
   * @throws dev.assay.trace.AssayException as {@link #tokenize(Text)}
   */
  List<Trace> traces(List<Text> texts, Set<Site> sites);

  /** The trace of one text, with these sites; with {@link #DEFAULT_SITES} if none is named. */
  default Trace trace(Text text, Site... sites) {
    return trace(text, sites.length == 0 ? DEFAULT_SITES : EnumSet.copyOf(List.of(sites)));
  }

  /** As {@link #trace(Text, Site...)}, of one text. */
  default Trace trace(String text, Site... sites) {
    return trace(Text.of(text), sites);
  }

  /** The trace of one text or pair. */
  default Trace trace(Text text, Set<Site> sites) {
    return traces(List.of(text), sites).get(0);
  }

  /** The trace of one text. */
  default Trace trace(String text, Set<Site> sites) {
    return trace(Text.of(text), sites);
  }

  /**
   * W_O of a layer, [D,D] as [out,in]: head h writes to the residual stream through the columns h·d
   * to (h+1)·d.
   */
  Tensor outputProjection(int layer);
}
