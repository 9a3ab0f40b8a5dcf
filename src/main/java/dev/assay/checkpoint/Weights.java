package dev.assay.checkpoint;

import dev.assay.checkpoint.TensorSource.TensorInfo;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A checkpoint's parameters by their canonical names, with the fingerprint that identifies them.
 */
public final class Weights {
  private final TensorSource source;

  Weights(TensorSource source) {
    this.source = source;
  }

  public static Weights of(EncoderConfig config, TensorSource source) {
    return new Weights(source);
  }

  public boolean has(String name) {
    return source.tensors().containsKey(name);
  }

  public TensorInfo info(String name) {
    return java.util.Objects.requireNonNull(source.tensors().get(name));
  }

  public ByteBuffer float32(String name) {
    return source.float32(name);
  }

  public String sha256() {
    var list = new java.util.ArrayList<>(new TreeMap<>(source.tensors()).entrySet());
    String text =
        list.parallelStream()
            .map(
                e ->
                    e.getKey()
                        + " F32 ["
                        + e.getValue().shape().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(","))
                        + "] "
                        + Sha256.of(float32(e.getKey()))
                        + "\n")
            .collect(Collectors.joining());
    return Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
