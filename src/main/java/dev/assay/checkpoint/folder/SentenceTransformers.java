package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Embedding;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder as sentence-transformers saves it: its {@code modules.json} says where the encoder is,
 * in the folder itself or, before version 2, in one such as {@code 0_Transformer}, and what is done
 * with its hidden states.
 */
final class SentenceTransformers {
  private static final String MODULES = "modules.json";
  private static final Pattern PLAIN_NAME = Pattern.compile("\\w[\\w.-]*");

  private SentenceTransformers() {}

  /** The folder of the encoder; the given one if sentence-transformers did not save it. */
  static Path encoder(Path folder) {
    Path modules = folder.resolve(MODULES);
    if (!Files.exists(modules)) {
      return folder;
    }
    for (JsonNode module : modules(modules)) {
      if (module.path("type").asText().endsWith("Transformer")) {
        return inside(folder, modules, module.path("path").asText(), "the encoder");
      }
    }
    throw new AssayException(
        "%s names no Transformer, so that there is no encoder; give the folder of one."
            .formatted(modules));
  }

  private static JsonNode modules(Path file) {
    // A list, where all other JSON of checkpoints is an object.
    String list = new String(StoredFile.bytes(file), StandardCharsets.UTF_8);
    byte[] object = "{\"modules\":%s}".formatted(list).getBytes(StandardCharsets.UTF_8);
    return Json.object(object, file.toString()).path("modules");
  }

  /**
   * How the folder's modules make one vector of a text's hidden states; the mean if there is no
   * modules.json. What is wrong with it concerns nobody but who asks for an embedding.
   */
  static Embedding embedding(Path folder) {
    Path file = folder.resolve(MODULES);
    if (!Files.exists(file)) {
      return Embedding.MEAN;
    }
    try {
      List<Embedding.Pooling> poolings = Embedding.MEAN.poolings();
      boolean normalised = false;
      for (JsonNode module : modules(file)) {
        String type = module.path("type").asText();
        switch (type.substring(type.lastIndexOf('.') + 1)) {
          case "Transformer", "Dropout" -> {} // the encoder itself, and what rests after training
          case "Pooling" -> poolings = PoolingConfig.read(pooling(folder, file, module));
          case "Normalize" -> normalised = true;
          default ->
              throw new AssayException(
                  "%s has a module of the type %s, with which an embedding is not supported; supported are Transformer, Pooling, Normalize and Dropout."
                      .formatted(file, Quoted.of(type)));
        }
      }
      return new Embedding(poolings, normalised, Optional.empty());
    } catch (AssayException e) {
      return Embedding.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Path pooling(Path folder, Path modules, JsonNode module) {
    Path file =
        inside(folder, modules, module.path("path").asText(), "pooling").resolve("config.json");
    if (!Files.exists(file)) {
      throw new AssayException(
          "%s is missing, which says how hidden states are pooled; copy the whole model."
              .formatted(file));
    }
    return file;
  }

  private static Path inside(Path folder, Path modules, String path, String what) {
    if (path.isEmpty()) {
      return folder;
    }
    if (!PLAIN_NAME.matcher(path).matches() || !Files.isDirectory(folder.resolve(path))) {
      throw new AssayException(
          "%s says that %s is in %s, which is no folder beside it; copy the whole model."
              .formatted(modules, what, Quoted.of(path)));
    }
    return folder.resolve(path);
  }
}
