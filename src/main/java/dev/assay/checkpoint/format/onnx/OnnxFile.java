package dev.assay.checkpoint.format.onnx;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.Transposition;
import dev.assay.checkpoint.format.onnx.OnnxGraph.Initializer;
import dev.assay.checkpoint.format.onnx.OnnxGraph.Product;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The initializers of an ONNX graph exported from PyTorch. Most keep their parameter's name; a
 * linear layer's weight loses it to the exporter's constant folding, is stored [in,out], and is
 * named here by the MatMul node that uses it: node {@code /encoder/layer.0/output/dense/MatMul} is
 * {@code encoder.layer.0.output.dense.weight}, and reads as [out,in] like any linear weight.
 */
public final class OnnxFile implements TensorSource {
  private final Path file;
  private final Map<String, Stored> stored;

  private record Stored(Initializer tensor, boolean transposed) {
    TensorInfo info() {
      List<Long> shape = tensor.shape();
      return new TensorInfo(
          dtype(tensor.type()), transposed ? List.of(shape.get(1), shape.get(0)) : shape);
    }
  }

  private OnnxFile(Path file, Map<String, Stored> stored) {
    this.file = file;
    this.stored = stored;
  }

  /**
   * Reads what the file says of its tensors.
   *
   * @throws AssayException if the file is missing, is no ONNX model, or holds a quantised one
   */
  public static OnnxFile open(Path file) {
    OnnxGraph graph;
    try {
      graph = OnnxGraph.parse(StoredFile.map(file, 0, StoredFile.size(file)));
    } catch (IOException e) {
      throw StoredFile.damaged(
          file, "ONNX model", Quoted.plain(String.valueOf(e.getMessage()).replaceAll("\\.$", "")));
    }
    graph
        .quantised()
        .findFirst()
        .ifPresent(
            operator -> {
              throw new AssayException(
                  "%s is quantised (it computes with %s), so that its numbers are not the model's; take the float32 model.onnx, or model.safetensors."
                      .formatted(file, Quoted.plain(operator)));
            });
    OnnxFile onnx = new OnnxFile(file, named(graph));
    onnx.requireOwnNumbers();
    return onnx;
  }

  private static Map<String, Stored> named(OnnxGraph graph) {
    Map<String, Stored> stored = new LinkedHashMap<>();
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              if (!name.startsWith(OnnxGraph.FOLDED)) {
                stored.put(name, new Stored(tensor, false));
              }
            });
    for (Product product : graph.products()) {
      Initializer weight = graph.initializers().get(product.factor());
      if (weight != null && weight.shape().size() == 2) {
        String module = product.node().replaceFirst("^/", "").replaceFirst("/MatMul$", "");
        stored.put(module.replace('/', '.') + ".weight", new Stored(weight, true));
      }
    }
    return stored;
  }

  /** Nodes could all name the same initializer, which would be copied for each of them. */
  private void requireOwnNumbers() {
    double bytes =
        stored.values().stream().mapToDouble(each -> each.tensor.raw().remaining()).sum();
    if (!TensorLimits.fits(bytes, StoredFile.size(file))) {
      throw StoredFile.damaged(
          file, "ONNX model", "its %d tensors share too few numbers".formatted(stored.size()));
    }
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    stored.forEach((name, tensor) -> tensors.put(name, tensor.info()));
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public ByteBuffer float32(String name) {
    Stored found = stored.get(name);
    if (found == null) {
      throw TensorRefusal.missing(name, file);
    }
    TensorInfo info = found.info();
    Dtype dtype = TensorRefusal.floatingPoint(name, info, file);
    ByteBuffer raw = found.tensor.raw().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    OptionalLong expected = dtype.bytesOf(info.shape());
    if (!expected.equals(OptionalLong.of(raw.remaining()))) {
      throw new AssayException(
          "The initializer %s of %s has %d bytes of raw data, which are not those of %s; export the model again with its weights inside the file."
              .formatted(Quoted.of(name), file, raw.remaining(), info));
    }
    ByteBuffer float32 = dtype.toFloat32(raw);
    return found.transposed
        ? Transposition.of(
            float32,
            Math.toIntExact(found.tensor.shape().get(0)),
            Math.toIntExact(found.tensor.shape().get(1)))
        : float32;
  }

  /** A TensorProto.DataType under the name that all formats have for it. */
  private static String dtype(int type) {
    return switch (type) {
      case 1 -> Dtype.F32.name();
      case 2 -> Dtype.U8.name();
      case 3 -> Dtype.I8.name();
      case 6 -> Dtype.I32.name();
      case 7 -> Dtype.I64.name();
      case 9 -> Dtype.BOOL.name();
      case 10 -> Dtype.F16.name();
      case 11 -> Dtype.F64.name();
      case 16 -> Dtype.BF16.name();
      default -> "ONNX's type " + type;
    };
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
