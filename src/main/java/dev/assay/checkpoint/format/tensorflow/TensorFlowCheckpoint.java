package dev.assay.checkpoint.format.tensorflow;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A TensorFlow checkpoint of version 2, as in {@code variables/variables.*} of a SavedModel and in
 * {@code bert_model.ckpt.*}: an index, and the numbers in one or more data files. The checksum of
 * each tensor is verified when it is read.
 */
public final class TensorFlowCheckpoint implements TensorSource {
  private final Path prefix;
  private final int shards;
  private final Map<String, BundleEntry> entries;
  private final Map<String, TensorInfo> tensors;

  private TensorFlowCheckpoint(Path prefix, int shards, Map<String, BundleEntry> entries) {
    this.prefix = prefix;
    this.shards = shards;
    this.entries = entries;
    Map<String, TensorInfo> infos = new LinkedHashMap<>();
    entries.forEach((name, entry) -> infos.put(name, entry.info()));
    this.tensors = Collections.unmodifiableMap(infos);
  }

  /**
   * Reads the index.
   *
   * @param prefix what its files' names have in common, such as {@code variables/variables} or
   *     {@code bert_model.ckpt}
   * @throws AssayException if the index or a data file is missing, truncated or damaged
   */
  public static TensorFlowCheckpoint open(Path prefix) {
    Path index = prefix.resolveSibling(prefix.getFileName() + ".index");
    if (!Files.exists(index) && Files.isRegularFile(prefix) && LevelDbTable.isTable(prefix)) {
      throw new AssayException(
          "%s is a TensorFlow checkpoint of version 1; supported is version 2 (an index and data files): load and save it with tf.compat.v1.train.Saver."
              .formatted(prefix));
    }
    Map<String, ByteBuffer> table = LevelDbTable.read(index);
    try {
      ByteBuffer first = table.remove("");
      if (first == null) {
        throw StoredFile.damaged(index, "TensorFlow index", "it has no header");
      }
      BundleEntry.Header header = BundleEntry.Header.parse(first);
      if (!header.littleEndian()) {
        throw new AssayException(
            "%s was written on a big-endian machine; save the checkpoint again on another."
                .formatted(index));
      }
      Map<String, BundleEntry> entries = new LinkedHashMap<>();
      for (Map.Entry<String, ByteBuffer> row : table.entrySet()) {
        entries.put(row.getKey(), BundleEntry.parse(row.getValue()));
      }
      TensorFlowCheckpoint checkpoint = new TensorFlowCheckpoint(prefix, header.shards(), entries);
      entries.forEach(checkpoint::check);
      checkpoint.requireOwnNumbers();
      return checkpoint;
    } catch (IOException e) {
      throw StoredFile.damaged(
          index,
          "TensorFlow index",
          "its entries are garbled (%s)".formatted(Quoted.plain(String.valueOf(e.getMessage()))));
    }
  }

  private void check(String name, BundleEntry entry) {
    Optional<Dtype> dtype = Dtype.named(entry.info().dtype());
    if (entry.partitioned() || dtype.isEmpty()) {
      return; // refused when it is read
    }
    if (!dtype.orElseThrow().bytesOf(entry.info().shape()).equals(OptionalLong.of(entry.size()))) {
      throw new AssayException(
          "%s says that the tensor %s is %s in %d bytes, which does not fit; copy it again."
              .formatted(this, Quoted.plain(name), entry.info(), entry.size()));
    }
    Path data = data(entry);
    if (!Files.isRegularFile(data)) {
      throw new AssayException(
          "%s holds the tensor %s but is missing; copy all files of the checkpoint into one folder."
              .formatted(data, Quoted.plain(name)));
    }
    long size = StoredFile.size(data);
    if (entry.offset() < 0 || entry.offset() > size - entry.size()) {
      throw StoredFile.truncated(data, entry.offset() + entry.size(), size);
    }
  }

  /** Entries of an index could all name the same bytes, which would be copied for each of them. */
  private void requireOwnNumbers() {
    double bytes = 0;
    long stored = 0;
    Set<Path> files = new HashSet<>();
    for (BundleEntry entry : entries.values()) {
      bytes += entry.size();
      if (files.add(data(entry)) && Files.isRegularFile(data(entry))) {
        stored += StoredFile.size(data(entry));
      }
    }
    if (!TensorLimits.fits(bytes, stored)) {
      throw StoredFile.damaged(
          prefix.resolveSibling(prefix.getFileName() + ".index"),
          "TensorFlow index",
          "its %d tensors share too few numbers".formatted(entries.size()));
    }
  }

  private Path data(BundleEntry entry) {
    return prefix.resolveSibling(
        String.format(
            Locale.ROOT, "%s.data-%05d-of-%05d", prefix.getFileName(), entry.shard(), shards));
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public ByteBuffer float32(String name) {
    BundleEntry entry = entries.get(name);
    if (entry == null) {
      throw TensorRefusal.missing(name, this);
    }
    Dtype dtype = TensorRefusal.floatingPoint(name, entry.info(), this);
    if (entry.partitioned()) {
      throw new AssayException(
          "The tensor %s of %s is stored in slices, which is not supported; save the checkpoint without partitioned variables."
              .formatted(Quoted.plain(name), this));
    }
    ByteBuffer stored = StoredFile.map(data(entry), entry.offset(), entry.size());
    if (MaskedCrc32c.of(stored) != entry.crc32c()) {
      throw StoredFile.damaged(
          data(entry),
          "TensorFlow data file",
          "the tensor %s does not agree with its checksum in the index"
              .formatted(Quoted.plain(name)));
    }
    return dtype.toFloat32(stored);
  }

  /** The prefix with {@code .*}, as these files are usually called together. */
  @Override
  public String toString() {
    return prefix + ".*";
  }
}
