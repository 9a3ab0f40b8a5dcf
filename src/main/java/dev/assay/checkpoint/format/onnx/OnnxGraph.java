package dev.assay.checkpoint.format.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.assay.checkpoint.format.TensorLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an ONNX file says that names or holds weights; all else is skipped, so that nothing is made
 * of it. The generated classes would make objects of every node and attribute.
 *
 * @param initializers by name
 * @param products the matrix products whose second factor is an initializer without a name
 * @param operators of all nodes, in the order of their first appearance
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">The format</a>
 */
record OnnxGraph(
    Map<String, Initializer> initializers, List<Product> products, Set<String> operators) {
  /** How the exporter names an initializer that it made itself, by constant folding. */
  static final String FOLDED = "onnx::";

  private static final String MATMUL = "MatMul";

  /** ONNX has about two hundred operators; a file of many more is none. */
  private static final int OPERATORS = 1_000;

  /**
   * A tensor in the file.
   *
   * @param type a TensorProto.DataType
   * @param raw its numbers, little-endian; empty where they are stored in another way
   */
  record Initializer(int type, List<Long> shape, ByteBuffer raw) {}

  /** A matrix product by the name of its node and of its second factor. */
  record Product(String node, String factor) {}

  /**
   * @throws IOException if this is no ONNX model, or none that an encoder can be
   */
  static OnnxGraph parse(ByteBuffer model) throws IOException {
    OnnxGraph graph = new OnnxGraph(new HashMap<>(), new ArrayList<>(), new LinkedHashSet<>());
    CodedInputStream in = stream(model);
    boolean found = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 7)) {
        found = true;
        graph.addAll(in.readByteBuffer());
      } else {
        in.skipField(tag);
      }
    }
    if (!found) {
      throw new IOException("it has no graph");
    }
    return graph;
  }

  private void addAll(ByteBuffer graph) throws IOException {
    CodedInputStream in = stream(graph);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 1)) {
        node(in.readByteBuffer());
      } else if (isMessage(tag, 5)) {
        initializer(in.readByteBuffer());
      } else {
        in.skipField(tag);
      }
    }
  }

  private void node(ByteBuffer node) throws IOException {
    CodedInputStream in = stream(node);
    String name = "";
    String operator = "";
    String second = "";
    int inputs = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, 1)) {
        String input = in.readString();
        second = inputs++ == 1 ? input : second;
      } else if (isMessage(tag, 3)) {
        name = in.readString();
      } else if (isMessage(tag, 4)) {
        operator = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    operators.add(operator);
    if (operator.equals(MATMUL) && second.startsWith(FOLDED)) {
      products.add(new Product(name, second));
    }
    if (operators.size() > OPERATORS || products.size() > TensorLimits.TENSORS) {
      throw new IOException("it has more kinds of nodes than there are");
    }
  }

  private void initializer(ByteBuffer tensor) throws IOException {
    CodedInputStream in = stream(tensor);
    String name = "";
    int type = 0;
    List<Long> shape = new ArrayList<>();
    ByteBuffer raw = ByteBuffer.allocate(0);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> dimensions(in, tag, shape);
        case 2 -> type = in.readInt32();
        case 8 -> name = in.readString();
        case 9 -> raw = in.readByteBuffer();
        default -> in.skipField(tag);
      }
      if (shape.size() > TensorLimits.DIMENSIONS) {
        throw new IOException("a tensor of more than %d dimensions".formatted(shape.size() - 1));
      }
    }
    initializers.put(name, new Initializer(type, List.copyOf(shape), raw));
    if (initializers.size() > TensorLimits.TENSORS) {
      throw new IOException("it has more than %d tensors".formatted(TensorLimits.TENSORS));
    }
  }

  /** One number, or several packed together. */
  private static void dimensions(CodedInputStream in, int tag, List<Long> shape)
      throws IOException {
    if (!isMessage(tag, 1)) {
      shape.add(in.readInt64());
      return;
    }
    CodedInputStream packed = stream(in.readByteBuffer());
    while (!packed.isAtEnd() && shape.size() <= TensorLimits.DIMENSIONS) {
      shape.add(packed.readInt64());
    }
  }

  private static boolean isMessage(int tag, int field) {
    return tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  /** A reader that hands out parts of the bytes themselves, so that nothing is copied. */
  private static CodedInputStream stream(ByteBuffer bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes.order(ByteOrder.LITTLE_ENDIAN));
    in.enableAliasing(true);
    return in;
  }

  /** The operators that only a quantised model has. */
  Stream<String> quantised() {
    return operators.stream()
        .filter(
            name ->
                name.contains("QuantizeLinear")
                    || name.contains("Integer")
                    || name.startsWith("QLinear")
                    || name.contains("NBits"));
  }
}
