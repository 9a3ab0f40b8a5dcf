package dev.assay.checkpoint;

import dev.assay.checkpoint.format.Fingerprint;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.trace.AssayException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of an encoder, and of its masked-LM or classification head where the checkpoint
 * has one, under canonical names, those of Hugging Face's BERT. Linear weights are [out, in].
 * {@code cls.predictions.decoder.weight} is there only if it differs from the word embeddings.
 */
public final class Weights implements TensorSource {
  private final SortedMap<String, TensorInfo> tensors;
  private final Map<String, ByteBuffer> float32;
  private final List<String> ignored;
  private final String where;
  private Optional<String> sha256 = Optional.empty();

  /**
   * @param tensors by canonical name
   * @param float32 their numbers
   * @param ignored names, as in the file, of tensors that an encoder does not have
   * @param where what they were read from, as errors should call it
   */
  public Weights(
      Map<String, TensorInfo> tensors,
      Map<String, ByteBuffer> float32,
      List<String> ignored,
      String where) {
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    this.float32 = float32;
    this.ignored = List.copyOf(ignored);
    this.where = where;
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * @throws AssayException if there is no such parameter
   */
  public TensorInfo info(String name) {
    TensorInfo info = tensors.get(name);
    if (info == null) {
      throw TensorRefusal.missing(name, where);
    }
    return info;
  }

  @Override
  public ByteBuffer float32(String name) {
    ByteBuffer buffer = float32.get(name);
    if (buffer == null) {
      throw TensorRefusal.missing(name, where);
    }
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Names, as in the file, of the task heads that Assay does not use. */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * What identifies these numbers, whichever file format they came in: SHA-256 in lower-case
   * hexadecimal over the lines {@code NAME F32 [d0,d1] HASH}, each ended by a line feed, of all
   * {@link #tensors()} in ascending order of names; HASH is the SHA-256 of a tensor's little-endian
   * float32 bytes. Computed at the first call.
   */
  public synchronized String sha256() {
    if (sha256.isEmpty()) {
      sha256 = Optional.of(Fingerprint.of(this));
    }
    return sha256.orElseThrow();
  }

  @Override
  public String toString() {
    return where;
  }
}
