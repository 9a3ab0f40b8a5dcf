package dev.assay.checkpoint.format.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.checkpoint.format.TensorSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Collects tensors and writes them as one safetensors file: eight bytes of header length, a JSON
 * header, and the numbers, little-endian. The same tensors give the same bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** The numbers are asked for when they are written, so that large tensors are never all there. */
  private record Entry(String dtype, List<Long> shape, long length, Supplier<ByteBuffer> bytes) {}

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

  /** Adds every tensor of a source as float32, read one by one while the file is written. */
  public SafetensorsWriter all(TensorSource source) {
    source
        .tensors()
        .forEach(
            (name, info) ->
                entries.put(
                    name,
                    new Entry(
                        "F32",
                        info.shape(),
                        Math.multiplyExact(info.elements(), Float.BYTES),
                        () -> source.float32(name))));
    return this;
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
    entries.put(name, new Entry(dtype, List.copyOf(shape), expected, () -> bytes));
    return this;
  }

  /**
   * Writes the file; an existing one is replaced. The numbers reach the disk before this returns.
   */
  public void write(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel);
      channel.force(true);
    }
  }

  /** Writes what the file would hold. */
  public void write(OutputStream out) throws IOException {
    write(Channels.newChannel(out));
  }

  private void write(WritableByteChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(header());
    ByteBuffer length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.limit());
    writeFully(channel, length.flip());
    writeFully(channel, header);
    for (Entry entry : entries.values()) {
      writeFully(channel, entry.bytes.get().duplicate());
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = new JsonFactory().createGenerator(json)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> field : metadata.entrySet()) {
          out.writeStringField(field.getKey(), field.getValue());
        }
        out.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Entry> named : entries.entrySet()) {
        Entry entry = named.getValue();
        long[] shape = entry.shape.stream().mapToLong(Long::longValue).toArray();
        out.writeObjectFieldStart(named.getKey());
        out.writeStringField("dtype", entry.dtype);
        out.writeFieldName("shape");
        out.writeArray(shape, 0, shape.length);
        out.writeFieldName("data_offsets");
        out.writeArray(new long[] {offset, offset + entry.length}, 0, 2);
        out.writeEndObject();
        offset += entry.length;
      }
      out.writeEndObject();
    }
    // The format allows trailing spaces; with them the numbers start on a multiple of eight.
    while (json.size() % ALIGNMENT != 0) {
      json.write(' ');
    }
    return json.toByteArray();
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
