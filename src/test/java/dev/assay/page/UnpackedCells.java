package dev.assay.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/** Reads the packed cells of a text as the page's script does, from the format's description. */
final class UnpackedCells {
  private final byte[] bytes;
  private final int heads;
  private final int tokens;
  private final double largest;

  UnpackedCells(JsonNode page, JsonNode text) throws IOException {
    byte[] packed = Base64.getDecoder().decode(text.get("cells").asText());
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      bytes = in.readAllBytes();
    }
    heads = page.get("layers").asInt() * page.get("heads").asInt();
    tokens = text.get("tokens").size();
    largest = text.get("largest").asDouble();
  }

  int size() {
    return bytes.length;
  }

  /** Of a head counted over all layers. */
  double attention(int head, int from, int to) {
    int cells = heads * tokens * tokens;
    int at = (head * tokens + from) * tokens + to;
    double share = ((bytes[at] & 0xff) | (bytes[cells + at] & 0xff) << 8) / 1023.0;
    return share * share;
  }

  /** For from below to; not a number if there is none. */
  double cosine(int head, int from, int to) {
    int pairs = tokens * (tokens - 1) / 2;
    int before = from * (2 * tokens - from - 1) / 2;
    int step = bytes[2 * heads * tokens * tokens + head * pairs + before + to - from - 1] & 0xff;
    return step == 255 ? Double.NaN : step / 127.0 - 1;
  }

  double norm(int head, int token) {
    int start = 2 * heads * tokens * tokens + heads * (tokens * (tokens - 1) / 2);
    int at = start + head * tokens + token;
    return ((bytes[at] & 0xff) | (bytes[at + heads * tokens] & 0xff) << 8) / 4095.0 * largest;
  }
}
