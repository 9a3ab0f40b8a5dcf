package dev.assay.study;

/**
 * A claim's body reports what is no finite number, twice, or nothing. On a null model, where a row
 * that cannot be measured is left out, this is no such row.
 */
public final class BodyMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BodyMistake(String message) {
    super(message);
  }

  public BodyMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
