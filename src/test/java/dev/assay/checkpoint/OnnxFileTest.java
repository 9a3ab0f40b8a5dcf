package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.assay.checkpoint.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  private static final String WHERE = "tiny.onnx";

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
        .containsEntry("position_ids", new TensorInfo("ONNX type 7", List.of(2L, 3L)));
    assertThatThrownBy(() -> file.float32("position_ids"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The ONNX model has no float32 initializer named 'position_ids'; it has [position_ids].");
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
            "The initializer 'embeddings.weight' of %s has 0 bytes of raw data where [2, 3] needs 24; export the model again with its weights inside the file."
                .formatted(WHERE));
  }

  @Test
  void bytes_that_are_no_onnx_model_are_refused() {
    byte[] bytes = "not a protocol buffer".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OnnxFile.read(new ByteArrayInputStream(bytes), WHERE))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("tiny.onnx cannot be read as an ONNX model (")
        .hasMessageEndingWith("); get the file again.");
  }

  private static OnnxFile read(OnnxMl.GraphProto.Builder graph) {
    byte[] bytes = OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray();
    return OnnxFile.read(new ByteArrayInputStream(bytes), WHERE);
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
