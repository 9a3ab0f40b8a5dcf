package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A folder as sentence-transformers saves it: its {@code modules.json} says where the encoder is,
 * in the folder itself or, before version 2, in one such as {@code 0_Transformer}.
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
    // A list, where all other JSON of checkpoints is an object.
    String list = new String(StoredFile.bytes(modules), StandardCharsets.UTF_8);
    byte[] object = "{\"modules\":%s}".formatted(list).getBytes(StandardCharsets.UTF_8);
    for (JsonNode module : Json.object(object, modules.toString()).path("modules")) {
      if (module.path("type").asText().endsWith(".Transformer")) {
        return inside(folder, modules, module.path("path").asText());
      }
    }
    throw new AssayException(
        "%s names no Transformer, so that there is no encoder; give the folder of one."
            .formatted(modules));
  }

  private static Path inside(Path folder, Path modules, String path) {
    if (path.isEmpty()) {
      return folder;
    }
    if (!PLAIN_NAME.matcher(path).matches() || !Files.isDirectory(folder.resolve(path))) {
      throw new AssayException(
          "%s says that the encoder is in %s, which is no folder beside it; copy the whole model."
              .formatted(modules, Quoted.of(path)));
    }
    return folder.resolve(path);
  }
}
