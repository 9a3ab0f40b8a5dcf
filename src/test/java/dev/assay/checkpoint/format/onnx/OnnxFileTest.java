package dev.assay.checkpoint.format.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  @TempDir Path folder;

  @Test
  void an_initializer_keeps_its_name_and_numbers() {
    OnnxFile file = read(graph().addInitializer(matrix("embeddings.weight", 1, 2, 3, 4, 5, 6)));

    assertThat(file.tensors())
        .containsOnlyKeys("embeddings.weight")
        .containsEntry("embeddings.weight", new TensorInfo("F32", List.of(2L, 3L)));
    assertThat(numbers(file, "embeddings.weight")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void a_folded_weight_is_named_by_the_node_that_uses_it_and_turned_to_out_in() {
    OnnxFile file =
        read(
            graph()
                .addInitializer(matrix("onnx::MatMul_731", 1, 2, 3, 4, 5, 6)) // [in 2, out 3]
                .addNode(node("/encoder/layer.0/output/dense/MatMul", "x", "onnx::MatMul_731")));

    assertThat(file.tensors())
        .containsOnlyKeys("encoder.layer.0.output.dense.weight")
        .containsEntry(
            "encoder.layer.0.output.dense.weight", new TensorInfo("F32", List.of(3L, 2L)));
    assertThat(numbers(file, "encoder.layer.0.output.dense.weight"))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void products_of_two_values_and_folded_constants_of_other_nodes_are_no_parameters() {
    OnnxFile file =
        read(
            graph()
                .addInitializer(matrix("onnx::Add_12", 1, 2, 3, 4, 5, 6))
                .addNode(node("/encoder/layer.0/attention/self/MatMul", "q", "k"))
                .addNode(
                    node("/encoder/Add", "x", "onnx::Add_12").toBuilder()
                        .setOpType("Add")
                        .build()));

    assertThat(file.tensors()).isEmpty();
  }

  @Test
  void a_tensor_of_whole_numbers_is_listed_but_not_read() {
    OnnxFile file =
        read(
            graph()
                .addInitializer(
                    matrix("position_ids", 1, 2, 3, 4, 5, 6).toBuilder()
                        .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                        .build()));

    assertThat(file.tensors())
        .containsEntry("position_ids", new TensorInfo("I64", List.of(2L, 3L)));
    assertThatThrownBy(() -> file.float32("position_ids"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The tensor position_ids of %s is stored as I64; supported are F32, F16, BF16 and F64."
                .formatted(file()));
  }

  @Test
  void numbers_that_are_stored_elsewhere_are_not_taken_for_none() {
    OnnxFile file =
        read(
            graph()
                .addInitializer(
                    matrix("embeddings.weight", 1, 2, 3, 4, 5, 6).toBuilder()
                        .clearRawData()
                        .addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f))
                        .build()));

    assertThatThrownBy(() -> file.float32("embeddings.weight"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The initializer 'embeddings.weight' of %s has 0 bytes of raw data, which are not those of F32[2, 3]; export the model again with its weights inside the file."
                .formatted(file()));
  }

  @Test
  void bytes_that_are_no_onnx_model_are_refused() {
    byte[] bytes = "not a protocol buffer".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThatThrownBy(() -> open(bytes))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(file() + " is not a whole ONNX model: ")
        .hasMessageEndingWith("; download or copy it again.")
        .hasMessageMatching("[^\\n]+\\.");
    assertThatThrownBy(() -> open(new byte[0]))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("it has no graph");
  }

  @Test
  void a_product_of_fewer_than_two_factors_names_nothing() {
    OnnxMl.NodeProto half = node("/a/MatMul", "x", "y").toBuilder().clearInput().build();

    assertThat(read(graph().addNode(half)).tensors()).isEmpty();
    assertThat(read(graph().addNode(half.toBuilder().addInput("onnx::MatMul_1"))).tensors())
        .isEmpty();
  }

  @Test
  void a_folded_weight_that_is_no_matrix_is_no_parameter() {
    OnnxMl.TensorProto vector =
        matrix("onnx::MatMul_1", 1, 2, 3, 4, 5, 6).toBuilder().clearDims().addDims(6).build();

    assertThat(
            read(graph().addInitializer(vector).addNode(node("/a/MatMul", "x", "onnx::MatMul_1")))
                .tensors())
        .isEmpty();
  }

  @Test
  void a_quantised_model_is_refused_by_the_operator_it_computes_with() {
    OnnxMl.NodeProto integers =
        node("/a/MatMul_quant", "x", "y").toBuilder().setOpType("MatMulInteger").build();

    assertThatThrownBy(() -> read(graph().addNode(integers)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s is quantised (it computes with MatMulInteger), so that its numbers are not the model's; take the float32 model.onnx, or model.safetensors."
                .formatted(file()));
  }

  @Test
  void a_tensor_of_ten_thousand_dimensions_is_refused_before_its_shape_is_looked_at() {
    OnnxMl.TensorProto.Builder deep = matrix("w", 1, 2, 3, 4, 5, 6).toBuilder();
    for (int i = 0; i < 10_000; i++) {
      deep.addDims(1);
    }

    assertThatThrownBy(() -> read(graph().addInitializer(deep)))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("a tensor of more than 64 dimensions");
  }

  @Test
  void many_products_of_one_initializer_are_refused() {
    OnnxMl.GraphProto.Builder graph =
        graph()
            .addInitializer(
                matrix("onnx::MatMul_1").toBuilder()
                    .setRawData(ByteString.copyFrom(new byte[100_000])));
    for (int i = 0; i < 100; i++) {
      graph.addNode(node("/layer." + i + "/MatMul", "x", "onnx::MatMul_1"));
    }

    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("its 100 tensors share too few numbers");
  }

  private OnnxFile read(OnnxMl.GraphProto.Builder graph) {
    return open(OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray());
  }

  private OnnxFile open(byte[] bytes) {
    try {
      return OnnxFile.open(Files.write(file(), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve("tiny.onnx");
  }

  private static OnnxMl.GraphProto.Builder graph() {
    return OnnxMl.GraphProto.newBuilder();
  }

  /** A 2×3 matrix. */
  private static OnnxMl.TensorProto matrix(String name, float... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
        .addDims(2)
        .addDims(3)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  private static OnnxMl.NodeProto node(String name, String left, String right) {
    return OnnxMl.NodeProto.newBuilder()
        .setName(name)
        .setOpType("MatMul")
        .addInput(left)
        .addInput(right)
        .build();
  }

  private static float[] numbers(OnnxFile file, String name) {
    float[] numbers = new float[6];
    file.float32(name).asFloatBuffer().get(numbers);
    return numbers;
  }
}
