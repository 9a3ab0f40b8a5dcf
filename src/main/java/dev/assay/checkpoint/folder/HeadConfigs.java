package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.HeadConfig;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Reads from a config.json which head a checkpoint was saved with. */
final class HeadConfigs {
  /** What a configuration without labels is taken to have. */
  private static final int DEFAULT_LABELS = 2;

  /** More than any classifier has; a configuration that asks for a billion fills no memory. */
  private static final int MOST_LABELS = 100_000;

  private HeadConfigs() {}

  /**
   * @param feedForward the encoder's activation, which some heads share
   */
  static HeadConfig of(Architecture architecture, Activation feedForward, ConfigJson config) {
    HeadConfig.Task task = task(config);
    HeadConfig usual = HeadConfig.of(architecture, feedForward, task, labels(task, config));
    return usual.withExclusive(exclusive(usual.labels(), config));
  }

  /** ModernBERT's, whose non-linearity and pooling are configured. */
  static HeadConfig modernBert(ConfigJson config) {
    Activation activation = config.activation("classifier_activation", Activation.GELU);
    String pooling = config.json().path("classifier_pooling").asText("cls");
    HeadConfig.Task task = task(config);
    List<String> labels = labels(task, config);
    return new HeadConfig(
        task,
        activation,
        activation,
        switch (pooling) {
          case "cls" -> Embedding.Pooling.FIRST_TOKEN;
          case "mean" -> Embedding.Pooling.MEAN;
          default ->
              throw new AssayException(
                  "%s asks for the classifier_pooling '%s'; supported are cls and mean."
                      .formatted(config.where(), Quoted.plain(pooling)));
        },
        labels,
        exclusive(labels, config),
        Embedding.MEAN);
  }

  /** As transformers' own pipeline decides between softmax and sigmoid. */
  private static boolean exclusive(List<String> labels, ConfigJson config) {
    String problem = config.json().path("problem_type").asText("");
    return labels.size() > 1 && !problem.equals("multi_label_classification");
  }

  private static HeadConfig.Task task(ConfigJson config) {
    for (JsonNode writer : config.json().path("architectures")) {
      if (writer.asText().endsWith("ForSequenceClassification")) {
        return HeadConfig.Task.CLASSIFICATION;
      }
      if (writer.asText().endsWith("ForMaskedLM")) {
        return HeadConfig.Task.MASKED_LM;
      }
    }
    return HeadConfig.Task.OTHER;
  }

  /** By {@code id2label}, else as many as {@code num_labels} says, under the library's names. */
  private static List<String> labels(HeadConfig.Task task, ConfigJson config) {
    if (task != HeadConfig.Task.CLASSIFICATION) {
      return List.of();
    }
    JsonNode named = config.json().path("id2label");
    int count = named.isEmpty() ? config.integer("num_labels", DEFAULT_LABELS) : named.size();
    if (count < 1 || count > MOST_LABELS) {
      throw new AssayException(
          "%s asks for %d classes; check num_labels against the checkpoint's original."
              .formatted(config.where(), count));
    }
    List<String> labels = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      JsonNode label = named.path(String.valueOf(id));
      if (!named.isEmpty() && label.isMissingNode()) {
        throw new AssayException(
            "%s names %d classes in id2label but none with the number %d; check it against the checkpoint's original."
                .formatted(config.where(), count, id));
      }
      labels.add(label.asText("LABEL_" + id));
    }
    return labels;
  }
}
