package dev.assay.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Six claims of a run of the shipped claims on all-MiniLM-L6-v2, as its claims.json has them. */
final class SampleRun {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SampleRun() {}

  static String text() {
    try (InputStream file = SampleRun.class.getResourceAsStream("/page/claims.json")) {
      if (file == null) {
        throw new IllegalStateException("page/claims.json is not among the test resources.");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run as a tree of its own, to be changed. */
  static ObjectNode tree() {
    try {
      return (ObjectNode) MAPPER.readTree(text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode claim(ObjectNode run, String id) {
    for (JsonNode claim : run.get("claims")) {
      if (claim.get("id").asText().equals(id)) {
        return (ObjectNode) claim;
      }
    }
    throw new IllegalArgumentException("The sample has no claim " + id + ".");
  }

  /** A run of {@code count} claims: the sample's again and again, under other ids. */
  static String repeated(int count) {
    ObjectNode run = tree();
    ArrayNode sample = (ArrayNode) run.get("claims");
    ArrayNode claims = MAPPER.createArrayNode();
    for (int k = 0; k < count; k++) {
      ObjectNode claim = sample.get(k % sample.size()).deepCopy();
      claims.add(claim.put("id", claim.get("id").asText() + "-" + k));
    }
    run.set("claims", claims);
    return run.toString();
  }
}
