package dev.assay.checkpoint;

import ai.onnx.proto.OnnxMl;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The initializers of an ONNX graph exported from PyTorch. Most keep their parameter's name; a
 * linear layer's weight loses it to the exporter's constant folding, is stored [in,out], and is
 * named here by the MatMul node that uses it: node {@code /encoder/layer.0/output/dense/MatMul} is
 * {@code encoder.layer.0.output.dense.weight}, and reads as [out,in] like any linear weight.
 */
final class OnnxFile implements TensorSource {
  private static final String FOLDED = "onnx::";
  private static final String MATMUL = "MatMul";

  private final Map<String, Stored> stored;

  private record Stored(OnnxMl.TensorProto tensor, boolean transposed) {}

  private final String where;

  private OnnxFile(Map<String, Stored> stored, String where) {
    this.stored = stored;
    this.where = where;
  }

  /**
   * @param where for messages, such as the file's name
   */
  static OnnxFile read(InputStream stream, String where) {
    try {
      return of(OnnxMl.ModelProto.parseFrom(stream).getGraph(), where);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read as an ONNX model (%s); get the file again."
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static OnnxFile of(OnnxMl.GraphProto graph, String where) {
    Map<String, OnnxMl.TensorProto> initializers = new HashMap<>();
    graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
    Map<String, Stored> stored = new LinkedHashMap<>();
    initializers.forEach(
        (name, tensor) -> {
          if (!name.startsWith(FOLDED)) {
            stored.put(name, new Stored(tensor, false));
          }
        });
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals(MATMUL) && node.getInput(1).startsWith(FOLDED)) {
        OnnxMl.TensorProto weight = initializers.get(node.getInput(1));
        if (weight != null) {
          String module = node.getName().replaceFirst("^/", "").replaceFirst("/MatMul$", "");
          stored.put(module.replace('/', '.') + ".weight", new Stored(weight, true));
        }
      }
    }
    return new OnnxFile(stored, where);
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    stored.forEach((name, tensor) -> tensors.put(name, info(tensor)));
    return tensors;
  }

  @Override
  public ByteBuffer float32(String name) {
    Stored found = stored.get(name);
    if (found == null || found.tensor.getDataType() != OnnxMl.TensorProto.DataType.FLOAT_VALUE) {
      throw new AssayException(
          "The ONNX model has no float32 initializer named '%s'; it has %s."
              .formatted(name, stored.keySet()));
    }
    ByteBuffer raw =
        found.tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> dims = found.tensor.getDimsList();
    long expected = dims.stream().reduce((long) Float.BYTES, Math::multiplyExact);
    if (raw.remaining() != expected) {
      throw new AssayException(
          "The initializer '%s' of %s has %d bytes of raw data where %s needs %d; export the model again with its weights inside the file."
              .formatted(name, where, raw.remaining(), dims, expected));
    }
    ByteBuffer direct = ByteBuffer.allocateDirect(raw.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    if (found.transposed) {
      int in = Math.toIntExact(found.tensor.getDims(0));
      int out = Math.toIntExact(found.tensor.getDims(1));
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          direct.putFloat(raw.getFloat((i * out + o) * Float.BYTES));
        }
      }
    } else {
      direct.put(raw);
    }
    return direct.flip();
  }

  private static TensorInfo info(Stored stored) {
    List<Long> dims = stored.tensor.getDimsList();
    String dtype =
        stored.tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT_VALUE
            ? "F32"
            : "ONNX type " + stored.tensor.getDataType();
    return new TensorInfo(
        dtype, stored.transposed && dims.size() == 2 ? List.of(dims.get(1), dims.get(0)) : dims);
  }
}
