package dev.assay.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The families of encoders that can be run. */
public enum Architecture {
  /** Devlin et al. 2019: learned positions, token types, LayerNorm after every half layer. */
  BERT("BERT", "bert", "Bert", "bert."),
  /** Sanh et al. 2019: BERT without token types and pooler, under other parameter names. */
  DISTILBERT("DistilBERT", "distilbert", "DistilBert", "distilbert."),
  /** Liu et al. 2019: BERT with one token type and positions that start after padding's. */
  ROBERTA("RoBERTa", "roberta", "Roberta", "roberta."),
  /** Conneau et al. 2020: RoBERTa in a hundred languages. */
  XLM_ROBERTA("XLM-RoBERTa", "xlm-roberta", "XLMRoberta", "roberta."),
  /** Martin et al. 2020: RoBERTa in French. */
  CAMEMBERT("CamemBERT", "camembert", "Camembert", "roberta."),
  /**
   * Clark et al. 2020: BERT whose embeddings may be narrower and projected to the layers' width.
   */
  ELECTRA("ELECTRA", "electra", "Electra", "electra."),
  /** Song et al. 2020: BERT without token types, with a bias of attention by distance. */
  MPNET("MPNet", "mpnet", "MPNet", "mpnet."),
  /**
   * Warner et al. 2024: LayerNorm before every half layer, rotary positions, local attention in
   * most layers, a gated feed-forward network, no biases.
   */
  MODERNBERT("ModernBERT", "modernbert", "ModernBert", "model.");

  private final String label;
  private final String modelType;
  private final String className;
  private final String prefix;

  Architecture(String label, String modelType, String className, String prefix) {
    this.label = label;
    this.modelType = modelType;
    this.className = className;
    this.prefix = prefix;
  }

  /** The name that papers use, such as {@code XLM-RoBERTa}. */
  public String label() {
    return label;
  }

  /** What a checkpoint with a head puts before the names of the encoder's parameters. */
  public String prefix() {
    return prefix;
  }

  public boolean hasTokenTypes() {
    return this != DISTILBERT && this != MPNET && this != MODERNBERT;
  }

  /**
   * Whether the feed-forward network's first half makes two vectors, of which the second is a
   * factor for the activation of the first (Shazeer 2020).
   */
  public boolean isGated() {
    return this == MODERNBERT;
  }

  /** Whether LayerNorm comes before each half layer, and once behind the last, and not after. */
  public boolean isPreNorm() {
    return this == MODERNBERT;
  }

  /** Whether linear layers and LayerNorms of the encoder have biases. */
  public boolean hasBiases() {
    return this != MODERNBERT;
  }

  /** The family that a config.json calls so in {@code model_type}. */
  public static Optional<Architecture> ofModelType(String modelType) {
    return Arrays.stream(values()).filter(a -> a.modelType.equals(modelType)).findFirst();
  }

  /** The family of a class of the transformers library, such as {@code BertForMaskedLM}. */
  public static Optional<Architecture> ofClass(String writer) {
    String family = writer.replaceFirst("(For|Model).*$", "");
    return Arrays.stream(values()).filter(a -> a.className.equals(family)).findFirst();
  }

  /** All of them, for messages: "BERT, DistilBERT and ...". */
  public static String supported() {
    String all = Arrays.stream(values()).map(Architecture::label).collect(Collectors.joining(", "));
    return all.replaceFirst(", ([^,]+)$", " and $1");
  }
}
