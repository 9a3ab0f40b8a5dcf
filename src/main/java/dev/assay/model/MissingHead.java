package dev.assay.model;

import dev.assay.trace.AssayException;

/**
 * A behaviour was asked of a model that has no head for it. A claim that asks for it is not about
 * that model, and is not broken.
 */
public final class MissingHead extends AssayException {
  private static final long serialVersionUID = 1L;

  private final String model;
  private final String head;

  private MissingHead(String model, String head, String sentence) {
    super(sentence);
    this.model = model;
    this.head = head;
  }

  /** No masked-language-model head. */
  public static MissingHead maskedLm(String model) {
    return new MissingHead(
        model,
        "masked-language-model head",
        "%s has no masked-language-model head, so it cannot fill in [MASK]; use a checkpoint that was saved with one, such as bert-base-uncased or bert-base-cased."
            .formatted(model));
  }

  /** No classification head. */
  public static MissingHead classifier(String model) {
    return new MissingHead(
        model,
        "classification head",
        "%s has no classification head, so it cannot name a class; use a checkpoint that was saved with one, such as hf:distilbert/distilbert-base-uncased-finetuned-sst-2-english: its config.json names a class that ends with ForSequenceClassification."
            .formatted(model));
  }

  /** The model's name. */
  public String model() {
    return model;
  }

  /** What it lacks, as in "has no classification head". */
  public String head() {
    return head;
  }
}
