package dev.assay.checkpoint.hub;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Repositories to publish. Only names and bytes matter to the hub client. */
final class Models {
  static final byte[] WEIGHTS = random(300_000, 1);

  static final byte[] VOCABULARY = text("[PAD]\n[UNK]\n");

  private Models() {}

  /** As many fine-tunes are: weights in one format, and tokenizer.json. */
  static Map<String, byte[]> modern() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("README.md", text("# A model"));
    files.put("config.json", text("{\"model_type\":\"bert\"}"));
    files.put("tokenizer.json", text("{\"version\":\"1.0\"}"));
    files.put("tokenizer_config.json", text("{\"do_lower_case\":true}"));
    files.put("vocab.txt", VOCABULARY);
    files.put("model.safetensors", WEIGHTS);
    return files;
  }

  /** As bert-tiny is: no tokenizer.json, no tokenizer_config.json, a pickle. */
  static Map<String, byte[]> old() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("config.json", text("{\"model_type\":\"bert\",\"n\":2}"));
    files.put("vocab.txt", text("[PAD]\n[UNK]\n[CLS]\n"));
    files.put("pytorch_model.bin", WEIGHTS);
    return files;
  }

  static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] content) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, content);
    return changed;
  }

  static Map<String, byte[]> without(Map<String, byte[]> files, String... names) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    for (String name : names) {
      changed.remove(name);
    }
    return changed;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
