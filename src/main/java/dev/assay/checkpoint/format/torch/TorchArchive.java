package dev.assay.checkpoint.format.torch;

import dev.assay.checkpoint.format.torch.StoredZip.Region;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;

/**
 * A PyTorch file taken apart: the pickled object, and where in the file its storages lie.
 *
 * @param root what was saved
 * @param storages by key
 * @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/serialization.py">_save and
 *     _legacy_save</a>
 */
record TorchArchive(Object root, Map<String, Region> storages) {
  /** Far more than any state_dict needs, and little enough that no pickle fills the heap. */
  private static final int LONGEST_PICKLE = 4 << 20;

  private static final BigInteger MAGIC_NUMBER = new BigInteger("119547037146038801333356");
  private static final long PROTOCOL = 1001;

  /** The zip format, PyTorch's own since 1.6: the pickle is one entry, each storage another. */
  static TorchArchive zip(Path file) {
    Map<String, Region> entries = StoredZip.entries(file);
    String pickle =
        entries.keySet().stream()
            .filter(name -> name.endsWith("/data.pkl"))
            .findFirst()
            .orElseThrow(
                () -> damaged(file, "it is a zip archive without data.pkl, so of another kind"));
    String folder = pickle.substring(0, pickle.length() - "data.pkl".length());
    Region byteOrder = entries.get(folder + "byteorder");
    if (byteOrder != null) {
      requireLittleEndian(file, text(file, byteOrder));
    }
    Map<String, Region> storages = new HashMap<>();
    String prefix = folder + "data/";
    entries.forEach(
        (name, region) -> {
          if (name.startsWith(prefix)) {
            storages.put(name.substring(prefix.length()), region);
          }
        });
    Region region = entries.getOrDefault(pickle, new Region(0, 0));
    if (region.length() > LONGEST_PICKLE) {
      throw damaged(file, "its pickle of %d bytes is no state_dict".formatted(region.length()));
    }
    InputStream stream = new MappedInput(StoredFile.map(file, region.offset(), region.length()));
    return new TorchArchive(TorchPickle.read(stream, file.toString()), storages);
  }

  /** The format before 1.6: five pickles in a row, then the storages. */
  static TorchArchive stream(Path file) {
    Cursor cursor = new Cursor(file);
    if (!cursor.isAtBinaryPickle() || !MAGIC_NUMBER.equals(cursor.pickle())) {
      throw damaged(file, "it is neither a zip archive nor does it have PyTorch's magic number");
    }
    if (!(cursor.pickle() instanceof Number version) || version.longValue() != PROTOCOL) {
      throw damaged(file, "it has another protocol version than 1001");
    }
    if (!(cursor.pickle() instanceof Map<?, ?> system)) {
      throw damaged(file, "it does not say on which system it was written");
    }
    requireLittleEndian(file, Boolean.TRUE.equals(system.get("little_endian")) ? "little" : "big");
    Object root = cursor.pickle();
    if (!(cursor.pickle() instanceof List<?> keys)) {
      throw damaged(file, "it does not list its storages");
    }
    Map<String, Integer> widths = new HashMap<>();
    for (TorchTensor tensor : TorchFile.tensorsOf(file, root).values()) {
      widths.put(tensor.storage().key(), tensor.storage().dtype().bytes());
    }
    Map<String, Region> storages = new HashMap<>();
    for (Object listed : keys) {
      // Nothing else is shown: a list may hold itself.
      if (!(listed instanceof String key)) {
        throw damaged(file, "it lists a storage without a name");
      }
      Integer width = widths.get(key);
      if (width == null || storages.containsKey(key)) {
        throw damaged(
            file, "its storage %s belongs to none of its tensors".formatted(Quoted.plain(key)));
      }
      storages.put(key, cursor.storage(width));
    }
    return new TorchArchive(root, storages);
  }

  /** Goes through a file from one pickle or storage to the next. */
  private static final class Cursor {
    private final Path file;
    private final long size;
    private long position;

    Cursor(Path file) {
      this.file = file;
      this.size = StoredFile.size(file);
    }

    boolean isAtBinaryPickle() {
      return position < size
          && (short) (StoredFile.map(file, position, 1).get() & 0xff) == Opcodes.PROTO;
    }

    Object pickle() {
      MappedInput input =
          new MappedInput(
              StoredFile.map(file, position, Math.min(LONGEST_PICKLE, size - position)));
      Object read = TorchPickle.read(input, file.toString());
      position += input.position();
      return read;
    }

    Region storage(int width) {
      long elements = StoredFile.map(file, position, Long.BYTES).getLong();
      position += Long.BYTES;
      if (elements < 0 || elements > (size - position) / width) {
        throw damaged(
            file, "of its storage of %d numbers there is only a part".formatted(elements));
      }
      Region region = new Region(position, elements * width);
      position += region.length();
      return region;
    }
  }

  private static String text(Path file, Region region) {
    ByteBuffer bytes = StoredFile.map(file, region.offset(), Math.min(region.length(), 16));
    return StandardCharsets.UTF_8.decode(bytes).toString().strip();
  }

  private static void requireLittleEndian(Path file, String byteOrder) {
    if (!byteOrder.equals("little")) {
      throw new AssayException(
          "%s was written with the byte order '%s'; supported is 'little': save it again on such a machine."
              .formatted(file, Quoted.plain(byteOrder)));
    }
  }

  private static AssayException damaged(Path file, String what) {
    return StoredFile.damaged(file, "PyTorch file", what);
  }
}
