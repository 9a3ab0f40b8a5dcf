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
 * @param exclusive whether a text is of one of several classes only, not of any number of them
 * @param embedding how a text's hidden states become one vector
 */
public record HeadConfig(
    Task task,
    Activation maskedLm,
    Activation classifier,
    Embedding.Pooling pooling,
    List<String> labels,
    boolean exclusive,
    Embedding embedding) {
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
        Embedding.Pooling.FIRST_TOKEN,
        labels,
        labels.size() > 1,
        Embedding.MEAN);
  }

  /** The same with classes that exclude each other, or do not. */
  public HeadConfig withExclusive(boolean other) {
    return new HeadConfig(task, maskedLm, classifier, pooling, labels, other, embedding);
  }

  HeadConfig with(Embedding other) {
    return new HeadConfig(task, maskedLm, classifier, pooling, labels, exclusive, other);
  }

  /** What identifies it beside the architecture: nothing where there are no classes. */
  String identity() {
    String classes =
        labels.isEmpty() ? "" : "labels %s %s %s\n".formatted(labels.size(), labels, exclusive);
    return classes + embedding.identity();
  }
}
