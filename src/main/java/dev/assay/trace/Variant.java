package dev.assay.trace;

/**
 * Which attention a measure looks at. Attention to special tokens is often a no-op (Clark et al.
 * 2019), and a token attending to itself is no relationship, so a finding may hold in one variant
 * only.
 */
public enum Variant {
  /** All tokens. */
  RAW("raw"),
  /** Special tokens around and between texts dropped, rows renormalised. */
  CONTENT("content"),
  /** Special tokens and the diagonal dropped, rows renormalised. */
  CONTENT_WITHOUT_SELF("content without self");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
