package dev.assay.checkpoint;

/** The families of encoders that can be run. */
public enum Architecture {
  /** Devlin et al. 2019: token types, post-LayerNorm. */
  BERT("BERT"),
  /** Sanh et al. 2019: BERT without token types and pooler, under other parameter names. */
  DISTILBERT("DistilBERT");

  private final String label;

  Architecture(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
