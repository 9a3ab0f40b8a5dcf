package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the entries of a zip archive lie in the file, so that they can be mapped. Java's own
 * ZipFile does not tell. Entries must be stored, not compressed, as PyTorch writes them.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">The format</a>
 */
final class StoredZip {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_BYTES = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ZIP64_FIELD = 1;
  private static final long IN_ZIP64 = 0xffffffffL;

  /** An entry's bytes, from the start of the file. */
  record Region(long offset, long length) {}

  private final Path file;
  private final long size;

  private StoredZip(Path file) {
    this.file = file;
    this.size = StoredFile.size(file);
  }

  static Map<String, Region> entries(Path file) {
    StoredZip zip = new StoredZip(file);
    try {
      return zip.directory();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw zip.damaged("its directory is garbled");
    }
  }

  private Map<String, Region> directory() {
    int tailBytes = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
    long tailStart = size - tailBytes;
    ByteBuffer tail = StoredFile.map(file, tailStart, tailBytes);
    int end = tailBytes - END_BYTES;
    while (end >= 0
        && (tail.getInt(end) != END
            || Short.toUnsignedInt(tail.getShort(end + 20)) != tailBytes - end - END_BYTES)) {
      end--;
    }
    if (end < 0) {
      throw damaged("the directory at its end is missing, so it was cut off or is something else");
    }
    long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
    int locator = end - ZIP64_LOCATOR_BYTES;
    if (locator >= 0 && tail.getInt(locator) == ZIP64_LOCATOR) {
      ByteBuffer zip64 = StoredFile.map(file, tail.getLong(locator + 8), ZIP64_END_BYTES);
      if (zip64.getInt(0) != ZIP64_END) {
        throw damaged("its directory is garbled");
      }
      bytes = zip64.getLong(40);
      offset = zip64.getLong(48);
    }
    Map<String, Region> entries = new LinkedHashMap<>();
    ByteBuffer directory = StoredFile.map(file, offset, bytes);
    while (directory.hasRemaining()) {
      entry(directory, entries);
    }
    return entries;
  }

  private void entry(ByteBuffer directory, Map<String, Region> entries) {
    int start = directory.position();
    directory.position(start + 46);
    if (directory.getInt(start) != ENTRY) {
      throw damaged("its directory is garbled");
    }
    long length = Integer.toUnsignedLong(directory.getInt(start + 24));
    long local = Integer.toUnsignedLong(directory.getInt(start + 42));
    byte[] name = new byte[Short.toUnsignedInt(directory.getShort(start + 28))];
    directory.get(name);
    int extraEnd = directory.position() + Short.toUnsignedInt(directory.getShort(start + 30));
    while (directory.position() + 4 <= extraEnd) {
      int kind = Short.toUnsignedInt(directory.getShort());
      int fieldEnd = Short.toUnsignedInt(directory.getShort()) + directory.position();
      if (kind == ZIP64_FIELD) {
        // Holds, in this order, only what did not fit into the 32 bits above.
        length = length == IN_ZIP64 ? directory.getLong() : length;
        if (Integer.toUnsignedLong(directory.getInt(start + 20)) == IN_ZIP64) {
          directory.getLong();
        }
        local = local == IN_ZIP64 ? directory.getLong() : local;
      }
      directory.position(fieldEnd);
    }
    directory.position(extraEnd + Short.toUnsignedInt(directory.getShort(start + 32)));
    String text = new String(name, StandardCharsets.UTF_8);
    if (directory.getShort(start + 10) != 0) {
      throw damaged("its entry %s is compressed, which PyTorch does not do".formatted(text));
    }
    entries.put(text, region(local, length));
  }

  /** Local headers have lengths of their own for the name and for the padding that aligns data. */
  private Region region(long local, long length) {
    ByteBuffer header = StoredFile.map(file, local, LOCAL_BYTES);
    if (header.getInt(0) != LOCAL) {
      throw damaged("its directory points to something else than entries");
    }
    long offset =
        local
            + LOCAL_BYTES
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    if (length < 0 || offset > size - length) {
      throw StoredFile.truncated(file, offset + length, size);
    }
    return new Region(offset, length);
  }

  private AssayException damaged(String what) {
    return StoredFile.damaged(file, "PyTorch file", what);
  }
}
