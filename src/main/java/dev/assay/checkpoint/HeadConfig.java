package dev.assay.checkpoint;

import java.util.List;

/**
 * What a configuration says of the head on top of an encoder.
 *
 * @param task what the checkpoint was saved for
 * @param maskedLm the non-linearity of a masked-language-model head
 * @param classifier the non-linearity of a classification head
 * @param pooling what a classification head sees of a text
 * @param labels the classes of a classification head, in the order of its scores; none for other
 *     tasks
 */
public record HeadConfig(
    Task task, Activation maskedLm, Activation classifier, Pooling pooling, List<String> labels) {
  public HeadConfig {
    labels = List.copyOf(labels);
  }

  /** By the class that wrote the checkpoint, such as {@code BertForSequenceClassification}. */
  public enum Task {
    /** One of a number of classes for a whole text. */
    CLASSIFICATION,
    /** A score for every word piece in every place. */
    MASKED_LM,
    /** Anything else, or not named. */
    OTHER
  }

  /** Which hidden states a text is classified by. */
  public enum Pooling {
    FIRST_TOKEN,
    /** The mean over all tokens, special ones included. */
    MEAN
  }

  /** The head that an architecture has where its configuration does not say otherwise. */
  public static HeadConfig of(
      Architecture architecture, Activation feedForward, Task task, List<String> labels) {
    return new HeadConfig(
        task,
        switch (architecture) {
          case BERT, DISTILBERT -> feedForward;
          case ROBERTA, XLM_ROBERTA, CAMEMBERT, ELECTRA, MPNET, MODERNBERT -> Activation.GELU;
        },
        switch (architecture) {
          case BERT, ROBERTA, XLM_ROBERTA, CAMEMBERT, MPNET -> Activation.TANH;
          case DISTILBERT -> Activation.RELU;
          case ELECTRA, MODERNBERT -> Activation.GELU;
        },
        Pooling.FIRST_TOKEN,
        labels);
  }
}
