package dev.assay.checkpoint.folder;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.onnx.OnnxFile;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.checkpoint.format.tensorflow.TensorFlowCheckpoint;
import dev.assay.checkpoint.format.torch.TorchFile;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.checkpoint.parameters.Unwrapped;
import dev.assay.checkpoint.tokenizer.HuggingFaceWordPieces;
import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A checkpoint as a folder of files: as Hugging Face or sentence-transformers saves it, as Google
 * published BERT, with a TensorFlow SavedModel's variables, or exported to ONNX.
 */
public final class CheckpointFolder {
  /** The weights as they are preferred, and as the cache keeps them. */
  public static final String SAFETENSORS = "model.safetensors";

  /** The configuration. */
  public static final String CONFIG = "config.json";

  private static final String GOOGLE_CONFIG = "bert_config.json";

  /** The first of these files that is there is read, as {@code from_pretrained} would choose. */
  private static final Map<String, Function<Path, TensorSource>> WEIGHTS = new LinkedHashMap<>();

  static {
    WEIGHTS.put(SAFETENSORS, SafetensorsFile::open);
    WEIGHTS.put("model.safetensors.index.json", index -> Shards.open(index, SafetensorsFile::open));
    WEIGHTS.put("pytorch_model.bin", TorchFile::open);
    WEIGHTS.put("pytorch_model.bin.index.json", index -> Shards.open(index, TorchFile::open));
    WEIGHTS.put("bert_model.ckpt.index", CheckpointFolder::tensorFlow);
    WEIGHTS.put("variables/variables.index", CheckpointFolder::tensorFlow);
    WEIGHTS.put("model.onnx", OnnxFile::open);
    WEIGHTS.put("onnx/model.onnx", OnnxFile::open);
  }

  private CheckpointFolder() {}

  /**
   * Reads a folder; the weights stay on disk until they are used.
   *
   * @throws AssayException if the folder lacks a file, or one of them cannot be read or is not of a
   *     supported encoder
   */
  public static Checkpoint open(String name, String source, Path saved) {
    if (!Files.isDirectory(saved)) {
      throw new AssayException(
          "There is no folder %s; give the folder that holds the checkpoint's config.json."
              .formatted(saved));
    }
    Path folder = SentenceTransformers.encoder(saved);
    OtherForms.refuseAdapter(folder);
    EncoderConfig config =
        ConfigFile.read(config(folder)).with(SentenceTransformers.embedding(saved));
    Weights weights = Parameters.read(config, weights(folder));
    return new Checkpoint(name, source, config, HuggingFaceWordPieces.open(folder), weights);
  }

  /**
   * Reads all but the weights.
   *
   * @throws AssayException as {@link #open} would, whatever the weights are
   */
  public static void requireUsable(Path saved) {
    Path folder = SentenceTransformers.encoder(saved);
    OtherForms.refuseAdapter(folder);
    ConfigFile.read(config(folder));
    HuggingFaceWordPieces.open(folder).close();
  }

  private static Path config(Path folder) {
    Path config = folder.resolve(CONFIG);
    Path google = folder.resolve(GOOGLE_CONFIG);
    if (Files.exists(config)) {
      return config;
    }
    if (Files.exists(google)) {
      return google;
    }
    throw new AssayException(
        "%s holds neither %s nor %s; give the folder of a checkpoint as it was saved."
            .formatted(folder, CONFIG, GOOGLE_CONFIG));
  }

  private static TensorSource weights(Path folder) {
    return WEIGHTS.entrySet().stream()
        .filter(format -> Files.exists(folder.resolve(format.getKey())))
        .findFirst()
        .map(format -> format.getValue().apply(folder.resolve(format.getKey())))
        .map(source -> Unwrapped.of(OtherForms.plain(source)))
        .orElseThrow(() -> OtherForms.noWeights(folder, String.join(", ", WEIGHTS.keySet())));
  }

  private static TensorSource tensorFlow(Path index) {
    String name = String.valueOf(index.getFileName());
    return TensorFlowCheckpoint.open(
        index.resolveSibling(name.substring(0, name.length() - ".index".length())));
  }
}
