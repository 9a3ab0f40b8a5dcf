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
 * A model as claims see it: texts in, traces and behaviours out. It may be the real model or a null
 * model, and whoever hands it out closes it.
 *
 * <p>A behaviour is a function of the hidden states of a trace ({@link Site#RESID}), so that it
 * costs what the trace costs, and whatever changes the trace changes it.
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
   * What the masked-language-model head puts in the place of each mask of a text. A mask is written
   * as the tokenizer's own, {@code <mask>} in RoBERTa, or {@code [MASK]}, which every model with a
   * mask reads as its own.
   *
   * @throws MissingHead if the checkpoint has no such head
   * @throws dev.assay.trace.AssayException if the text has no mask, or as {@link #tokenize(Text)}
   */
  default MaskScores fillMask(Text text) {
    return lens(text, config().layers());
  }

  /** As {@link #fillMask(Text)}, of one text. */
  default MaskScores fillMask(String text) {
    return fillMask(Text.of(text));
  }

  /**
   * What the whole masked-language-model head would put in the place of each mask if the encoder
   * ended early: the logit lens (nostalgebraist 2020).
   *
   * @param layer of resid: 0 is the embeddings' output, l what layer l-1 leaves, and the number of
   *     layers gives {@link #fillMask(Text)}
   * @throws MissingHead if the checkpoint has no such head
   * @throws dev.assay.trace.AssayException if there is no such layer, or as {@link #fillMask(Text)}
   */
  default MaskScores lens(Text text, int layer) {
    Heads.MaskedLm head = heads().maskedLm();
    return head.of(trace(text, Site.RESID), layer);
  }

  /** As {@link #lens(Text, int)}, of one text. */
  default MaskScores lens(String text, int layer) {
    return lens(Text.of(text), layer);
  }

  /**
   * What the checkpoint's own classification head says of a text.
   *
   * @throws MissingHead if the checkpoint has no such head
   * @throws dev.assay.trace.AssayException as {@link #tokenize(Text)}
   */
  default ClassScores classify(Text text) {
    Heads.Classifier head = heads().classifier();
    return head.of(trace(text, Site.RESID));
  }

  /** As {@link #classify(Text)}, of one text. */
  default ClassScores classify(String text) {
    return classify(Text.of(text));
  }

  /**
   * The vector that stands for a whole text, of D numbers or a multiple: pooled and normalised as
   * the checkpoint's {@code modules.json} and {@code 1_Pooling/config.json} say (Reimers and
   * Gurevych 2019, Sentence-BERT), else the mean of the last hidden states over all tokens, special
   * ones included. A text is not cut at {@code max_seq_length}.
   *
   * @throws dev.assay.trace.AssayException if those files ask for what is not supported, or as
   *     {@link #tokenize(Text)}
   */
  default double[] embedding(Text text) {
    return heads().embedding(trace(text, Site.RESID));
  }

  /** As {@link #embedding(Text)}, of one text. */
  default double[] embedding(String text) {
    return embedding(Text.of(text));
  }

  /** What is on top of the encoder, which the behaviours above make use of. */
  Heads heads();

  /**
   * The same weights with edited passes. Edits add up: {@code with(a).with(b)} is {@code with(a,
   * b)}. This model stays as it is, and there is nothing to close or to undo.
   *
   * @throws dev.assay.trace.AssayException if the model has no such layer or head; when a text is
   *     traced, if it does not have an edit's word, or cannot be aligned with a donor
   */
  default Model with(Edit... edits) {
    return EditedModel.of(this, List.of(edits));
  }

  /**
   * As {@link #traces}, of passes that are edited.
   *
   * @throws dev.assay.trace.AssayException as {@link #with}
   */
  List<Trace> editedTraces(List<Text> texts, List<Edit> edits, Set<Site> sites);

  /**
   * W_O of a layer, [D,D] as [out,in]: head h writes to the residual stream through the columns h·d
   * to (h+1)·d.
   */
  Tensor outputProjection(int layer);
}
