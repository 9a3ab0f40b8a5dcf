package dev.assay.checkpoint.format.tensorflow;

import com.google.protobuf.CodedOutputStream;
import dev.assay.checkpoint.format.TensorSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes checkpoints in TensorFlow's format, version 2, as its documentation has it: small blocks,
 * so that the index has several, and tensors dealt out to all shards.
 */
public final class TensorFlowWriter {
  private int entriesPerBlock = 7;
  private boolean everythingAtTheStart;
  private int restartInterval = 3;

  private final ByteArrayOutputStream index = new ByteArrayOutputStream();
  private int compression = 0;
  private int endianness = 0;

  /** Claims a compression that was not done. */
  TensorFlowWriter compression(int type) {
    compression = type;
    return this;
  }

  TensorFlowWriter bigEndian() {
    endianness = 1;
    return this;
  }

  /** Puts all keys into one block, each but the first as what differs from the one before it. */
  TensorFlowWriter oneBlock() {
    entriesPerBlock = Integer.MAX_VALUE;
    restartInterval = Integer.MAX_VALUE;
    return this;
  }

  /** Claims that all tensors begin at the first byte, and writes only the first. */
  TensorFlowWriter everythingAtTheStart() {
    everythingAtTheStart = true;
    return this;
  }

  public void write(TensorSource source, Path prefix, int shards) throws IOException {
    List<ByteArrayOutputStream> data = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      data.add(new ByteArrayOutputStream());
    }
    TreeMap<String, byte[]> rows = new TreeMap<>();
    rows.put(
        "",
        proto(
            out -> {
              out.writeInt32(1, shards);
              out.writeEnum(2, endianness);
            }));
    for (Map.Entry<String, TensorSource.TensorInfo> tensor : source.tensors().entrySet()) {
      byte[] numbers = new byte[source.float32(tensor.getKey()).remaining()];
      source.float32(tensor.getKey()).get(numbers);
      int shard = rows.size() % shards;
      int offset = everythingAtTheStart ? 0 : data.get(shard).size();
      rows.put(tensor.getKey(), entry(tensor.getValue().shape(), shard, offset, numbers));
      if (!everythingAtTheStart || data.get(shard).size() == 0) {
        data.get(shard).writeBytes(numbers);
      }
    }
    for (int i = 0; i < shards; i++) {
      Path file =
          prefix.resolveSibling("%s.data-%05d-of-%05d".formatted(prefix.getFileName(), i, shards));
      Files.write(file, data.get(i).toByteArray());
    }
    writeTable(rows);
    Files.write(prefix.resolveSibling(prefix.getFileName() + ".index"), index.toByteArray());
  }

  private static byte[] entry(List<Long> shape, int shard, int offset, byte[] numbers)
      throws IOException {
    byte[] shapeProto =
        proto(
            out -> {
              for (long size : shape) {
                out.writeByteArray(2, proto(dimension -> dimension.writeInt64(1, size)));
              }
            });
    return proto(
        out -> {
          out.writeEnum(1, 1);
          out.writeByteArray(2, shapeProto);
          out.writeInt32(3, shard);
          out.writeInt64(4, offset);
          out.writeInt64(5, numbers.length);
          out.writeFixed32(6, MaskedCrc32c.of(ByteBuffer.wrap(numbers)));
        });
  }

  private void writeTable(SortedMap<String, byte[]> rows) throws IOException {
    TreeMap<String, byte[]> handles = new TreeMap<>();
    TreeMap<String, byte[]> block = new TreeMap<>();
    for (Map.Entry<String, byte[]> row : rows.entrySet()) {
      block.put(row.getKey(), row.getValue());
      if (block.size() == entriesPerBlock || row.getKey().equals(rows.lastKey())) {
        handles.put(row.getKey(), writeBlock(block));
        block.clear();
      }
    }
    byte[] metaIndex = writeBlock(new TreeMap<>());
    byte[] root = writeBlock(handles);
    ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(metaIndex).put(root).putLong(40, 0xdb4775248b80fb57L);
    index.writeBytes(footer.array());
  }

  /** Returns its handle. */
  private byte[] writeBlock(SortedMap<String, byte[]> rows) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    List<Integer> restarts = new ArrayList<>();
    byte[] last = new byte[0];
    int row = 0;
    for (Map.Entry<String, byte[]> entry : rows.entrySet()) {
      byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
      int shared = 0;
      if (row++ % restartInterval == 0) {
        restarts.add(block.size());
      } else {
        int mismatch = java.util.Arrays.mismatch(last, key);
        shared = mismatch < 0 ? key.length : mismatch;
      }
      block.writeBytes(varints(shared, key.length - shared, entry.getValue().length));
      block.write(key, shared, key.length - shared);
      block.writeBytes(entry.getValue());
      last = key;
    }
    for (int restart : restarts) {
      block.writeBytes(littleEndian(restart));
    }
    block.writeBytes(littleEndian(restarts.size()));
    int length = block.size();
    block.write(compression);
    int offset = index.size();
    index.writeBytes(block.toByteArray());
    index.writeBytes(littleEndian(MaskedCrc32c.of(ByteBuffer.wrap(block.toByteArray()))));
    return varints(offset, length);
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] varints(int... numbers) throws IOException {
    return proto(
        out -> {
          for (int number : numbers) {
            out.writeUInt32NoTag(number);
          }
        });
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] proto(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }
}
