package dev.assay.checkpoint;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.Fingerprint;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.parameters.ParameterMatch;
import dev.assay.checkpoint.parameters.ParameterName;
import dev.assay.checkpoint.parameters.ParameterShapes;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of an encoder, and of its masked-LM or classification head where the checkpoint
 * has one, under canonical names ({@link ParameterName}). Linear weights are [out, in]. {@code
 * cls.predictions.decoder.weight} is there only if it differs from the word embeddings.
 */
public final class Weights implements TensorSource {
  /** All bits of a float's exponent: set in NaN and infinity only. */
  private static final int EXPONENT = 0x7f800000;

  private final SortedMap<String, TensorInfo> tensors;
  private final Map<String, ByteBuffer> float32;
  private final List<String> ignored;
  private final String where;
  private Optional<String> sha256 = Optional.empty();

  private Weights(
      Map<String, TensorInfo> tensors,
      Map<String, ByteBuffer> float32,
      List<String> ignored,
      String where) {
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    this.float32 = float32;
    this.ignored = List.copyOf(ignored);
    this.where = where;
  }

  /**
   * Finds and reads every parameter that an encoder of this configuration has.
   *
   * @throws AssayException if one is missing or has another shape, or if the file holds parameters
   *     inside the encoder that such an encoder does not have
   */
  public static Weights of(EncoderConfig config, TensorSource source) {
    ParameterMatch match = ParameterMatch.of(config, source);
    Map<String, TensorInfo> tensors = new TreeMap<>();
    Map<String, ByteBuffer> float32 = new TreeMap<>();
    match
        .parameters()
        .forEach(
            (name, stored) -> {
              ByteBuffer numbers = stored.read(source);
              requireFinite(stored.nameInFile(), numbers, source);
              tensors.put(name, new TensorInfo(Dtype.F32.name(), stored.canonicalShape()));
              float32.put(name, numbers);
            });
    // By its bytes: files often hold the tied matrix a second time.
    if (float32.containsKey(ParameterShapes.DECODER)
        && float32
            .get(ParameterShapes.DECODER)
            .equals(float32.get(ParameterShapes.WORD_EMBEDDINGS))) {
      tensors.remove(ParameterShapes.DECODER);
      float32.remove(ParameterShapes.DECODER);
    }
    return new Weights(tensors, float32, match.ignored(), source.toString());
  }

  /** Reads all of a tensor, which a mapped one may not have been until now. */
  private static void requireFinite(String name, ByteBuffer float32, TensorSource source) {
    IntBuffer bits = float32.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int last = bits.limit();
    try {
      for (int i = 0; i < last; i++) {
        if ((bits.get(i) & EXPONENT) == EXPONENT) {
          throw new AssayException(
              "The tensor %s of %s holds %s, which no model computes with; get the checkpoint again, or use one whose training did not diverge."
                  .formatted(Quoted.plain(name), source, Float.intBitsToFloat(bits.get(i))));
        }
      }
    } catch (InternalError e) {
      // How Java says that a mapped page is not there.
      throw new AssayException(
          "%s became shorter while it was read, or its disk failed; copy it again and leave it until the command has ended."
              .formatted(source),
          e);
    }
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
