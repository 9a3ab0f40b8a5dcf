package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.model.ClassScores;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "classify",
    description = "What the classification head says of a text.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Needs a checkpoint with such a head, as those saved by a class that ends with",
      "ForSequenceClassification have; labels are those of its config.json.",
      "",
      "JSON: model, weights_sha256, text, tokens, label (the class with the highest score) and",
      "classes, the likeliest first, each with label, probability and logit.",
      "",
      "Example:",
      "  assay classify --model hf:distilbert/distilbert-base-uncased-finetuned-sst-2-english \\",
      "      --text \"The movie was not good.\""
    })
final class ClassifyCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Mixin private JsonOption json = new JsonOption();

  ClassifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (PyTorchModel loaded = model.load(session)) {
      ClassScores scores = loaded.classify(text.get());
      List<String> labels =
          scores.labels().stream()
              .sorted(Comparator.comparingDouble(label -> -scores.logit(label)))
              .toList();
      if (json.asked()) {
        Tokens tokens = loaded.tokenize(text.get());
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, tokens);
              out.writeStringField("label", scores.label());
              out.writeArrayFieldStart("classes");
              for (String label : labels) {
                out.writeStartObject();
                out.writeStringField("label", label);
                out.writeNumberField("probability", scores.probability(label));
                out.writeNumberField("logit", scores.logit(label));
                out.writeEndObject();
              }
              out.writeEndArray();
            });
      } else {
        print(scores, labels);
      }
    }
    return ExitCode.OK;
  }

  private void print(ClassScores scores, List<String> labels) {
    Table table = new Table(1);
    table.line(List.of("label", "probability", "logit"));
    for (String label : labels) {
      table.line(
          List.of(
              label,
              Table.number(OptionalDouble.of(scores.probability(label))),
              Table.number(OptionalDouble.of(scores.logit(label)))));
    }
    table.print(session.out());
  }
}
