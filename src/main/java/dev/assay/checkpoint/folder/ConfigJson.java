package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Activation;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;

/**
 * A config.json whose entries must be what they should be.
 *
 * @param json the object
 * @param where what it is, as errors should call it
 */
record ConfigJson(JsonNode json, String where) {
  private static final int MOST_LAYERS = 1000;

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** Whether an entry is there and true, or not 0. */
  boolean flag(String key) {
    JsonNode value = json.path(key);
    if (has(key) && !value.isBoolean() && !value.isIntegralNumber()) {
      throw wrong("truth value", key, value);
    }
    return value.asBoolean();
  }

  int integer(String key) {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong("whole number", key, value);
    }
    return value.intValue();
  }

  /** A number of layers, each of which takes work before any weight shows that there are fewer. */
  int layers(String key) {
    int layers = integer(key);
    if (layers > MOST_LAYERS) {
      throw new AssayException(
          "%s gives %d as %s, which is more than any encoder has; check it against the checkpoint's original."
              .formatted(where, layers, key));
    }
    return layers;
  }

  int integer(String key, int otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  double number(String key, double otherwise) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong("number", key, value);
    }
    return value.doubleValue();
  }

  Activation activation(String key, Activation otherwise) {
    return has(key) ? activation(key) : otherwise;
  }

  Activation activation(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new AssayException(
          "%s names no activation as %s; supported are %s."
              .formatted(where, key, Activation.supported()));
    }
    return Activation.named(value.textValue(), where);
  }

  private AssayException wrong(String kind, String key, JsonNode value) {
    return new AssayException(
        "%s gives no %s as %s but %s; check it against the checkpoint's original."
            .formatted(
                where,
                kind,
                key,
                value.isMissingNode() ? "nothing" : Quoted.plain(value.toString())));
  }
}
