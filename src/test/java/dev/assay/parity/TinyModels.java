package dev.assay.parity;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.encoder.GivenIds;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The small random checkpoints of every architecture, in src/test/resources/reference. */
public final class TinyModels {
  /** The text whose ids the reference has. */
  public static final String TEXT = "reference";

  /** A text of 31 tokens, so that the reference's 11 are padded beside it. */
  public static final String LONGER = "longer";

  /** A text of 3 tokens, which is padded beside the reference. */
  public static final String SHORTER = "shorter";

  /** A pair of texts whose ids the reference has. */
  static final Text PAIR = Text.of("first", "second");

  private TinyModels() {}

  /** The names of all of them. */
  public static List<String> all() {
    return List.of(
        "bert-classifier",
        "distilbert-classifier",
        "roberta-mlm",
        "roberta-classifier",
        "xlm-roberta-mlm",
        "electra-mlm",
        "electra-classifier",
        "mpnet-mlm",
        "modernbert-mlm");
  }

  /** Those with a masked-language-model head. */
  public static List<String> maskedLms() {
    return all().stream().filter(name -> name.endsWith("-mlm")).toList();
  }

  /** Those with a classification head. */
  public static List<String> classifiers() {
    return all().stream().filter(name -> name.endsWith("-classifier")).toList();
  }

  static Reference reference(String name) {
    return Reference.of("architectures/" + name, "trace");
  }

  public static PyTorchModel load(String name) throws IOException {
    return load(name, config(name), source(name));
  }

  static PyTorchModel load(String name, EncoderConfig config, TensorSource source)
      throws IOException {
    return load(name, config, source, Map.of());
  }

  /**
   * @param segments of pairs of texts
   */
  static PyTorchModel load(
      String name, EncoderConfig config, TensorSource source, Map<String, int[]> segments)
      throws IOException {
    GivenIds ids =
        new GivenIds(
            Map.of(
                TEXT,
                reference(name).ids(),
                "first\nsecond",
                reference(name).ids(),
                LONGER,
                IntStream.range(0, 31).map(i -> (i * 37 + 2) % 90 + 5).toArray(),
                SHORTER,
                new int[] {2, 44, 3}),
            segments);
    return PyTorchModel.load(
        new Checkpoint(name, "test", config, ids, Parameters.read(config, source)));
  }

  static EncoderConfig config(String name) {
    return ConfigFile.read(folder(name).resolve("config.json"));
  }

  static TensorSource source(String name) {
    return SafetensorsFile.open(folder(name).resolve("model.safetensors"));
  }

  private static Path folder(String name) {
    return Reference.FOLDER.resolve("architectures").resolve(name);
  }
}
