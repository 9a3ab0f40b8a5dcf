package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Embedding.Pooling;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The configuration of sentence-transformers' Pooling: a flag for every kind, or a name; the
 * results of several stand one after the other in the order given here.
 */
final class PoolingConfig {
  private PoolingConfig() {}

  /** A kind, what its flag ends with, and its name. */
  private enum Kind {
    CLS("cls_token", "cls", Pooling.FIRST_TOKEN),
    MAX("max_tokens", "max", Pooling.MAX),
    MEAN("mean_tokens", "mean", Pooling.MEAN),
    MEAN_SQRT_LEN("mean_sqrt_len_tokens", "mean_sqrt_len_tokens", Pooling.MEAN_SQRT_LEN),
    WEIGHTED_MEAN("weightedmean_tokens", "weightedmean", Pooling.WEIGHTED_MEAN),
    LAST_TOKEN("lasttoken", "lasttoken", Pooling.LAST_TOKEN);

    private final String flag;
    private final String mode;
    private final Pooling pooling;

    Kind(String flag, String mode, Pooling pooling) {
      this.flag = "pooling_mode_" + flag;
      this.mode = mode;
      this.pooling = pooling;
    }
  }

  /**
   * @throws AssayException if it asks for no kind, or for one that is not known
   */
  static List<Pooling> read(Path file) {
    JsonNode config = Json.object(file);
    JsonNode mode = config.path("pooling_mode");
    return mode.isTextual() ? named(mode.textValue(), file) : flagged(config, file);
  }

  private static List<Pooling> named(String mode, Path file) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.mode.equals(mode))
        .findFirst()
        .map(kind -> List.of(kind.pooling))
        .orElseThrow(
            () ->
                new AssayException(
                    "%s asks for the pooling_mode %s; supported are %s."
                        .formatted(
                            file,
                            Quoted.of(mode),
                            String.join(
                                ", ", Arrays.stream(Kind.values()).map(k -> k.mode).toList()))));
  }

  private static List<Pooling> flagged(JsonNode config, Path file) {
    List<Pooling> poolings = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      // The library's own default where a configuration is older than a flag.
      if (config.path(kind.flag).asBoolean(kind == Kind.MEAN)) {
        poolings.add(kind.pooling);
      }
    }
    if (poolings.isEmpty()) {
      throw new AssayException(
          "%s sets no pooling_mode, so that no embedding comes of it; copy it from the original."
              .formatted(file));
    }
    return poolings;
  }
}
