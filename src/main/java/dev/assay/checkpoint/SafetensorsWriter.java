package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects tensors and writes them as one safetensors file: eight bytes of header length, a JSON
 * header, and the numbers, little-endian. The same tensors give the same bytes.
 */
public final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 8;

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private record Entry(String dtype, List<Long> shape, ByteBuffer bytes) {}

  /** Adds a key of the header's {@code __metadata__}. */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a float32 tensor.
   *
   * @param bytes its numbers, row-major and little-endian
   */
  public SafetensorsWriter float32(String name, List<Long> shape, ByteBuffer bytes) {
    return add(name, "F32", Float.BYTES, shape, bytes.duplicate());
  }

  /** Adds a float32 tensor from the heap. */
  public SafetensorsWriter float32(String name, List<Long> shape, float[] data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(data.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(data);
    return float32(name, shape, bytes);
  }

  /** Adds an int64 tensor from the heap. */
  public SafetensorsWriter int64(String name, List<Long> shape, long[] data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(data.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(data);
    return add(name, "I64", Long.BYTES, shape, bytes);
  }

  private SafetensorsWriter add(
      String name, String dtype, int width, List<Long> shape, ByteBuffer bytes) {
    long expected = shape.stream().reduce((long) width, Math::multiplyExact);
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "%s of shape %s needs %d bytes, not %d."
              .formatted(name, shape, expected, bytes.remaining()));
    }
    entries.put(name, new Entry(dtype, List.copyOf(shape), bytes));
    return this;
  }

  /**
   * Writes the file; an existing one is replaced. The numbers reach the disk before this returns.
   */
  public void write(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(header());
    ByteBuffer length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.limit());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, length.flip());
      writeFully(channel, header);
      for (Entry entry : entries.values()) {
        writeFully(channel, entry.bytes.duplicate());
      }
      channel.force(true);
    }
  }

  private byte[] header() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      root.set("__metadata__", JSON.valueToTree(metadata));
    }
    long offset = 0;
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      ObjectNode node = root.putObject(named.getKey());
      node.put("dtype", entry.dtype);
      node.set("shape", JSON.valueToTree(entry.shape));
      long end = offset + entry.bytes.remaining();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String json = JSON.writeValueAsString(root);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    // The format allows trailing spaces; with them the numbers start on a multiple of eight.
    String padding = " ".repeat((ALIGNMENT - bytes % ALIGNMENT) % ALIGNMENT);
    return (json + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
