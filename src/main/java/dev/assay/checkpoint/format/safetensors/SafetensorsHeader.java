package dev.assay.checkpoint.format.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of its tensors, checked as the format's own reader does: the offsets
 * cover the rest of the file without a gap or an overlap, and every size is that of the shape.
 *
 * @param metadata the free text under {@code __metadata__}
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
  /**
   * Enough for 80 000 tensors, and little enough to be held in memory whatever is written in it.
   * The format's own limit is 100 MB.
   */
  private static final long LONGEST_HEADER = 8 << 20;

  /** Where a tensor's bytes are, counted from the start of the file. */
  record Entry(TensorInfo info, long offset, long length) {}

  static SafetensorsHeader of(Path file) {
    long size = StoredFile.size(file);
    if (size < Long.BYTES) {
      throw StoredFile.truncated(file, Long.BYTES, size);
    }
    long length = StoredFile.map(file, 0, Long.BYTES).getLong();
    if (length < 2 || length > LONGEST_HEADER) {
      throw damaged(
          file,
          "its header would be %s bytes long, where that of an encoder has %d at most"
              .formatted(Long.toUnsignedString(length), LONGEST_HEADER));
    }
    long dataStart = Long.BYTES + length;
    if (dataStart > size) {
      throw StoredFile.truncated(file, dataStart, size);
    }
    ByteBuffer mapped = StoredFile.map(file, Long.BYTES, length);
    byte[] json = new byte[mapped.remaining()];
    mapped.get(json);
    if (json[0] != '{') {
      throw damaged(file, "its header does not begin with '{'");
    }
    return parse(file, Json.object(json, "The header of " + file), dataStart, size);
  }

  private static SafetensorsHeader parse(Path file, JsonNode header, long dataStart, long size) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals("__metadata__")) {
        for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
          if (!text.getValue().isTextual()) {
            throw damaged(
                file, "its metadata '%s' is not a text".formatted(Quoted.plain(text.getKey())));
          }
          metadata.put(text.getKey(), text.getValue().textValue());
        }
      } else {
        entries.put(field.getKey(), entry(file, field.getKey(), field.getValue(), dataStart));
      }
    }
    checkLayout(file, entries, dataStart, size);
    return new SafetensorsHeader(entries, metadata);
  }

  private static Entry entry(Path file, String name, JsonNode node, long dataStart) {
    JsonNode dtype = node.path("dtype");
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!dtype.isTextual() || !shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
      throw damaged(
          file,
          "its tensor %s lacks a dtype, a shape or two data_offsets".formatted(Quoted.plain(name)));
    }
    if (shape.size() > TensorLimits.DIMENSIONS) {
      throw damaged(
          file, "its tensor %s has %d dimensions".formatted(Quoted.plain(name), shape.size()));
    }
    List<Long> dimensions = new ArrayList<>();
    for (JsonNode dimension : shape) {
      dimensions.add(natural(file, name, dimension));
    }
    long begin = natural(file, name, offsets.get(0));
    long end = natural(file, name, offsets.get(1));
    TensorInfo info = new TensorInfo(dtype.textValue(), dimensions);
    if (end < begin) {
      throw damaged(file, "its tensor %s ends before it begins".formatted(Quoted.plain(name)));
    }
    Dtype.named(info.dtype()).ifPresent(known -> checkSize(file, name, info, known, end - begin));
    return new Entry(info, Math.addExact(dataStart, begin), end - begin);
  }

  private static long natural(Path file, String name, JsonNode node) {
    // Capped so that no sum of an offset and the header's length can overflow.
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > Long.MAX_VALUE / 2) {
      throw damaged(
          file,
          "its tensor %s has the impossible size or offset %s"
              .formatted(Quoted.plain(name), Quoted.plain(node.asText())));
    }
    return node.longValue();
  }

  private static void checkSize(Path file, String name, TensorInfo info, Dtype dtype, long found) {
    long expected =
        dtype
            .bytesOf(info.shape())
            .orElseThrow(
                () ->
                    damaged(
                        file,
                        "its tensor %s has the impossible shape %s"
                            .formatted(Quoted.plain(name), info.shape())));
    if (found != expected) {
      throw damaged(
          file,
          "its tensor %s is %s, %d bytes, but is given %d"
              .formatted(Quoted.plain(name), info, expected, found));
    }
  }

  private static void checkLayout(
      Path file, Map<String, Entry> entries, long dataStart, long size) {
    List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
    inOrder.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().offset())
            .thenComparingLong(e -> e.getValue().length()));
    long end = dataStart;
    for (Map.Entry<String, Entry> e : inOrder) {
      if (e.getValue().offset() != end) {
        throw damaged(
            file,
            "its tensor %s begins at byte %d, where byte %d was due"
                .formatted(Quoted.plain(e.getKey()), e.getValue().offset(), end));
      }
      end = Math.addExact(end, e.getValue().length());
    }
    if (end > size) {
      throw StoredFile.truncated(file, end, size);
    }
    if (end < size) {
      throw damaged(file, "its last %d bytes belong to no tensor".formatted(size - end));
    }
  }

  private static AssayException damaged(Path file, String what) {
    return StoredFile.damaged(file, "safetensors file", what);
  }
}
