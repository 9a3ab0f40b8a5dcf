package dev.assay.checkpoint.format;

import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.file.Sha256;
import dev.assay.parallel.Parallel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SHA-256 over the lines {@code NAME F32 [d0,d1] HASH}, each ended by a line feed, in ascending
 * order of names, where HASH is the SHA-256 of the tensor's little-endian float32 bytes. Tensors
 * are hashed side by side, the largest first: this is on the way to every first trace.
 */
public final class Fingerprint {

  private Fingerprint() {}

  /** Of all tensors that the source lists, each read as float32. */
  public static String of(TensorSource source) {
    List<Part> largestFirst = new ArrayList<>();
    source
        .tensors()
        .forEach((name, info) -> largestFirst.add(new Part(name, info, source.float32(name))));
    largestFirst.sort(Comparator.comparingInt(part -> -part.float32().remaining()));
    return Sha256.of(
        Parallel.map(largestFirst, Part::line).stream()
            .sorted(Comparator.comparing(Line::name))
            .map(Line::text)
            .collect(Collectors.joining()));
  }

  private record Line(String name, String text) {}

  private record Part(String name, TensorInfo info, ByteBuffer float32) {
    Line line() {
      String shape = info.shape().toString().replace(" ", "");
      return new Line(name, "%s F32 %s %s\n".formatted(name, shape, Sha256.of(float32)));
    }
  }
}
