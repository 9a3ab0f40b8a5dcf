package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fill-mask",
    description = "What the masked-language-model head puts in place of [MASK].",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Needs a checkpoint with such a head.",
      "",
      "JSON: model, weights_sha256, text, tokens, mask_position (among the tokens, from 0) and",
      "predictions, the likeliest first, each with token, id, probability (softmax over the",
      "vocabulary) and logit.",
      "",
      "Example:",
      "  assay fill-mask --model bert-base-uncased --text \"A robin is a [MASK].\" --top 5 --json"
    })
final class FillMaskCommand implements Callable<Integer> {
  private static final String MASK = "[MASK]";
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--text",
      paramLabel = "T",
      required = true,
      description = "A text with [MASK] in it once.")
  private String text = "";

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      converter = Positive.class,
      description = "How many word pieces to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Mixin private JsonOption json = new JsonOption();

  /** A word piece that may stand in the mask's place. */
  private record Prediction(String token, int id, double probability, double logit) {}

  FillMaskCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (PyTorchModel loaded = model.load(session)) {
      Tokens tokens = loaded.tokenize(text);
      int position = maskPosition(tokens);
      List<Prediction> predictions =
          predictions(loaded, loaded.maskedLmLogits(tokens).at(position));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, tokens);
              out.writeNumberField("mask_position", position);
              write(out, predictions);
            });
      } else {
        print(predictions);
      }
    }
    return ExitCode.OK;
  }

  private static int maskPosition(Tokens tokens) {
    List<Integer> masks =
        IntStream.range(0, tokens.size())
            .filter(i -> tokens.get(i).piece().equals(MASK))
            .boxed()
            .toList();
    if (masks.size() != 1) {
      throw new AssayException(
          "\"%s\" holds %s %d times; write it exactly once, in capitals."
              .formatted(tokens.text(), MASK, masks.size()));
    }
    return masks.get(0);
  }

  private List<Prediction> predictions(PyTorchModel loaded, Tensor logits) {
    float[] scores = logits.toArray();
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new AssayException(
            "%s gives a word piece the score %s, so that it has no probabilities; use another checkpoint."
                .formatted(loaded.name(), score));
      }
    }
    double largest = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElse(0);
    // Shifted by the largest, so that no exponential overflows.
    double sum =
        IntStream.range(0, scores.length).mapToDouble(i -> Math.exp(scores[i] - largest)).sum();
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(top)
        .map(
            id ->
                new Prediction(
                    loaded.checkpoint().tokenizer().piece(id),
                    id,
                    Math.exp(scores[id] - largest) / sum,
                    scores[id]))
        .toList();
  }

  private static void write(JsonGenerator json, List<Prediction> predictions) throws IOException {
    json.writeArrayFieldStart("predictions");
    for (Prediction prediction : predictions) {
      json.writeStartObject();
      json.writeStringField("token", prediction.token);
      json.writeNumberField("id", prediction.id);
      json.writeNumberField("probability", prediction.probability);
      json.writeNumberField("logit", prediction.logit);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void print(List<Prediction> predictions) {
    Table table = new Table(1);
    table.line(List.of("token", "probability"));
    for (Prediction prediction : predictions) {
      table.line(
          List.of(prediction.token, Table.number(OptionalDouble.of(prediction.probability))));
    }
    table.print(session.out());
  }
}
