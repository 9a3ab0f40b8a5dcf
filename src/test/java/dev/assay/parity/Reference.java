package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.SafetensorsFile;
import dev.assay.trace.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Tensors from an independent implementation, as src/test/resources/reference holds them. */
record Reference(SafetensorsFile file) {
  static final Path FOLDER = Path.of("src/test/resources/reference");

  static Reference of(String model, String sentence) {
    return new Reference(
        SafetensorsFile.open(FOLDER.resolve(model).resolve(sentence + ".safetensors")));
  }

  List<Long> shape(String name) {
    return Objects.requireNonNull(file.tensors().get(name), name).shape();
  }

  /** The largest absolute difference between a trace's tensor and the reference's. */
  double distance(String name, Tensor actual) {
    assertThat(java.util.stream.IntStream.of(actual.shape()).mapToObj(Long::valueOf))
        .as("shape of %s", name)
        .isEqualTo(shape(name));
    float[] numbers = actual.toArray();
    var expected = file.float32(name).asFloatBuffer();
    double worst = 0;
    for (int i = 0; i < numbers.length; i++) {
      double difference = Math.abs((double) numbers[i] - expected.get(i));
      // A NaN must win, or it would be overlooked.
      worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
    }
    assertThat(worst).as(name).isNotNaN();
    return worst;
  }
}
