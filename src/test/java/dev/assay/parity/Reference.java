package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tensors from an independent implementation, as src/test/resources/reference holds them.
 *
 * @param path of the safetensors file
 */
record Reference(Path path) {
  static final Path FOLDER = Path.of("src/test/resources/reference");

  /** The agreement that is asked of every tensor, absolute. */
  static final double TOLERANCE = 1e-5;

  /** What must be traced to be compared. */
  static final Set<Site> SITES = Set.of(Site.PATTERN, Site.V, Site.Z, Site.RESID);

  private static final Map<Site, String> NAMES =
      Map.of(
          Site.PATTERN, "attention",
          Site.V, "value",
          Site.Z, "value_output",
          Site.RESID, "hidden");

  static Reference of(String model, String text) {
    return new Reference(FOLDER.resolve(model).resolve(text + ".safetensors"));
  }

  /** The text behind one of the default model's references. */
  static String text(String name) throws IOException {
    String tokens = Files.readString(FOLDER.resolve("tokens.json"));
    return new JsonMapper().readTree(tokens).required(name).required("text").asText();
  }

  /** The token ids. */
  int[] ids() throws IOException {
    return integers("input_ids");
  }

  /** An int64 vector; read by hand, because checkpoints hold only floating-point numbers. */
  int[] integers(String name) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(file.getLong(0));
    String header = new String(file.array(), Long.BYTES, length, StandardCharsets.UTF_8);
    JsonNode ids = new JsonMapper().readTree(header).required(name);
    assertThat(ids.required("dtype").asText()).isEqualTo("I64");
    int start = Long.BYTES + length + ids.required("data_offsets").get(0).asInt();
    return IntStream.range(0, ids.required("shape").get(0).asInt())
        .map(i -> Math.toIntExact(file.getLong(start + i * Long.BYTES)))
        .toArray();
  }

  /** The largest absolute difference of every tensor of a trace, by the reference's name. */
  Map<String, Double> distances(Trace trace) {
    Map<String, Double> distances = new LinkedHashMap<>();
    NAMES.forEach((site, name) -> distances.put(name, distance(name, trace.tensor(site))));
    return distances;
  }

  /** The largest absolute difference between a tensor and the reference's of that name. */
  double distance(String name, Tensor actual) {
    SafetensorsFile file = SafetensorsFile.open(path);
    List<Long> shape = Objects.requireNonNull(file.tensors().get(name), name).shape();
    assertThat(IntStream.of(actual.shape()).mapToObj(Long::valueOf))
        .as("shape of %s", name)
        .isEqualTo(shape);
    float[] numbers = actual.toArray();
    FloatBuffer expected = file.float32(name).asFloatBuffer();
    double worst = 0;
    for (int i = 0; i < numbers.length; i++) {
      double difference = Math.abs((double) numbers[i] - expected.get(i));
      // A NaN must win, or it would be overlooked.
      worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
    }
    assertThat(worst).as(name).isNotNaN();
    return worst;
  }

  void requireParity(Trace trace) {
    distances(trace)
        .forEach(
            (name, distance) ->
                assertThat(distance).as("%s of %s", name, path).isLessThanOrEqualTo(TOLERANCE));
  }
}
