package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Heads;
import dev.assay.model.MaskScores;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fill-mask",
    description = "What the masked-language-model head puts in the place of each mask.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Needs a checkpoint with such a head. A mask is written [MASK], or as the model's own, such"
          + " as",
      "<mask>. A candidate is a word that would be one token in the mask's place.",
      "",
      "JSON: model, weights_sha256, text, tokens and masks, from left to right, each with its",
      "mask_position (among the tokens, from 0) and predictions, the likeliest first, each with",
      "token, id, probability (softmax over the vocabulary), rank (1 is the likeliest) and logit.",
      "With --layers, layers instead of masks: of every layer its number and its masks. Of one"
          + " mask,",
      "mask_position and predictions are also beside masks.",
      "",
      "Examples:",
      "  assay fill-mask --model bert-base-uncased --text \"A robin is a [MASK].\" --top 5 --json",
      "  assay fill-mask --model bert-base-uncased --text \"A robin is a [MASK].\" \\",
      "      --candidates bird,fish --layers"
    })
final class FillMaskCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Option(
      names = "--candidates",
      paramLabel = "W",
      split = ",",
      description = "Show these words, separated by commas, instead of the likeliest.")
  private List<String> candidates = List.of();

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      converter = Positive.class,
      description = "How many of the likeliest to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--layers",
      description =
          "Show what the head would say of the hidden states of each layer, 0 being the embeddings'"
              + " output (logit lens).")
  private boolean layers;

  @Mixin private JsonOption json = new JsonOption();

  FillMaskCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (PyTorchModel loaded = model.load(session)) {
      int last = loaded.config().layers();
      List<Integer> shown =
          layers ? IntStream.rangeClosed(0, last).boxed().toList() : List.of(last);
      Heads.MaskedLm head = loaded.heads().maskedLm();
      Trace trace = loaded.trace(text.get(), Site.RESID);
      List<MaskScores> scores = shown.stream().map(layer -> head.of(trace, layer)).toList();
      MaskTable table = new MaskTable(scores, candidates, top);
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, trace.tokens());
              if (layers) {
                table.writeLayers(out);
              } else {
                table.writeMasks(out);
              }
            });
      } else {
        table.print(session.out(), layers);
      }
    }
    return ExitCode.OK;
  }
}
