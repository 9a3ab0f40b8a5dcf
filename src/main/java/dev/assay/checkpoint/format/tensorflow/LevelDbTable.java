package dev.assay.checkpoint.format.tensorflow;

import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A sorted table of keys and values in LevelDB's file format, which TensorFlow uses as the index of
 * a checkpoint.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/table_format.md">The format</a>
 */
final class LevelDbTable {
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER_BYTES = 48;

  /** After each block: its compression and its checksum. */
  private static final int TRAILER_BYTES = 5;

  /**
   * TensorFlow's keys repeat half of the key before them; a table of nothing but that is a bomb.
   */
  private static final int LONGEST_KEYS = 16;

  private final Path file;
  private final ByteBuffer bytes;
  private long keyBytes;

  private LevelDbTable(Path file) {
    this.file = file;
    this.bytes = StoredFile.map(file, 0, StoredFile.size(file));
  }

  /** Whether a file ends as such a table does. */
  static boolean isTable(Path file) {
    long size = StoredFile.size(file);
    return size >= FOOTER_BYTES
        && StoredFile.map(file, size - Long.BYTES, Long.BYTES).getLong() == MAGIC;
  }

  /** All values by key, in the order of the keys. */
  static Map<String, ByteBuffer> read(Path file) {
    if (!isTable(file)) {
      throw damaged(file, "the signature at its end is missing, so it was cut off");
    }
    LevelDbTable table = new LevelDbTable(file);
    Rows rows = new Rows();
    try {
      ByteBuffer footer = table.part(table.bytes.limit() - FOOTER_BYTES, FOOTER_BYTES);
      skipHandle(footer); // of the meta index, which TensorFlow leaves empty
      table.forEach(
          table.block(footer), (lastKey, handle) -> table.forEach(table.block(handle), rows::add));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw damaged(file, "its blocks are garbled");
    }
    return rows.values;
  }

  /** What was read, in ascending order of keys, so that no block is read twice. */
  private static final class Rows {
    private final Map<String, ByteBuffer> values = new LinkedHashMap<>();
    private Optional<byte[]> last = Optional.empty();

    void add(byte[] key, ByteBuffer value) {
      if (values.size() > TensorLimits.TENSORS) {
        throw new IllegalArgumentException("more keys than there are tensors");
      }
      if (last.isPresent() && Arrays.compareUnsigned(last.orElseThrow(), key) >= 0) {
        throw new IllegalArgumentException("keys that do not ascend");
      }
      last = Optional.of(key);
      values.put(new String(key, StandardCharsets.UTF_8), value);
    }
  }

  private ByteBuffer part(int offset, int length) {
    return bytes.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void skipHandle(ByteBuffer from) {
    varint(from);
    varint(from);
  }

  /** The block whose place a handle tells, checked. */
  private ByteBuffer block(ByteBuffer handle) {
    int offset = varint(handle);
    int length = varint(handle);
    ByteBuffer whole = part(offset, Math.addExact(length, TRAILER_BYTES));
    int compression = whole.get(length);
    if (compression != 0) {
      throw new AssayException(
          "%s is compressed (type %d); supported are TensorFlow indexes without compression, as TensorFlow writes them: save the checkpoint again."
              .formatted(file, compression));
    }
    if (whole.getInt(length + 1) != MaskedCrc32c.of(whole.slice(0, length + 1))) {
      throw damaged(file, "a checksum in it does not agree with its bytes");
    }
    return whole.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Each key is stored as what differs from the one before it. */
  private void forEach(ByteBuffer block, BiConsumer<byte[], ByteBuffer> use) {
    int restarts = block.getInt(block.limit() - Integer.BYTES);
    int trailer = Math.multiplyExact(Math.addExact(restarts, 1), Integer.BYTES);
    block.limit(block.limit() - trailer);
    byte[] key = new byte[0];
    while (block.hasRemaining()) {
      int shared = varint(block);
      int added = varint(block);
      int valueLength = varint(block);
      if (shared > key.length) {
        throw new IllegalArgumentException("a key that continues more than the one before it");
      }
      ByteBuffer end = take(block, added);
      byte[] next = Arrays.copyOf(key, shared + added);
      end.get(next, shared, added);
      key = next;
      keyBytes += key.length;
      if (keyBytes > (long) LONGEST_KEYS * bytes.limit()) {
        throw new IllegalArgumentException("more keys than a file of this size can hold");
      }
      use.accept(key, take(block, valueLength));
    }
  }

  private static ByteBuffer take(ByteBuffer block, int length) {
    ByteBuffer taken = block.slice(block.position(), length);
    block.position(block.position() + length);
    return taken;
  }

  /**
   * An unsigned number in groups of seven bits, the lowest first; none in an index needs more than
   * 31.
   */
  private static int varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte group = from.get();
      value |= (long) (group & 0x7f) << shift;
      if (group >= 0) {
        return Math.toIntExact(value);
      }
    }
    throw new IllegalArgumentException("a number too long");
  }

  private static AssayException damaged(Path file, String what) {
    return StoredFile.damaged(file, "TensorFlow index", what);
  }
}
