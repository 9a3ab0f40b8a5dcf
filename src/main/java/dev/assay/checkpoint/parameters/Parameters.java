package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Reads an encoder's parameters from the tensors of a file. */
public final class Parameters {
  /** All bits of a float's exponent: set in NaN and infinity only. */
  private static final int EXPONENT = 0x7f800000;

  private Parameters() {}

  /**
   * Finds and reads every parameter that an encoder of this configuration has.
   *
   * @throws AssayException if one is missing or has another shape, or if the file holds parameters
   *     inside the encoder that such an encoder does not have
   */
  public static Weights read(EncoderConfig config, TensorSource source) {
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
}
