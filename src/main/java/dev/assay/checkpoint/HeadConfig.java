package dev.assay.checkpoint;

import java.util.List;

/**
 * What a configuration says of the head on top of an encoder.
 *
 * @param task what the checkpoint was saved for
 * @param maskedLm the non-linearity of a masked-language-model head
 * @param classifier the non-linearity of a classification head
 * @param labels the classes of a classification head, in the order of its scores; none for other
 *     tasks
 */
public record HeadConfig(
    Task task, Activation maskedLm, Activation classifier, List<String> labels) {
  public HeadConfig {
    labels = List.copyOf(labels);
  }

  /** By the class that wrote the checkpoint, such as {@code BertForSequenceClassification}. */
  public enum Task {
    /** One of a number of classes for a whole text. */
    CLASSIFICATION,
    /** Anything else, or not named. A masked-language-model head is known by its parameters. */
    OTHER
  }

  /** The head of an architecture whose non-linearities are not a matter of configuration. */
  static HeadConfig of(
      Architecture architecture, Activation feedForward, Task task, List<String> labels) {
    return new HeadConfig(
        task,
        switch (architecture) {
          case BERT, DISTILBERT -> feedForward;
          case ROBERTA, XLM_ROBERTA, CAMEMBERT, ELECTRA -> Activation.GELU;
        },
        switch (architecture) {
          case BERT, ROBERTA, XLM_ROBERTA, CAMEMBERT -> Activation.TANH;
          case DISTILBERT -> Activation.RELU;
          case ELECTRA -> Activation.GELU;
        },
        labels);
  }
}
