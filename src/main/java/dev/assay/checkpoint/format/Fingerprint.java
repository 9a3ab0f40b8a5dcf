package dev.assay.checkpoint.format;

import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    SortedMap<String, String> lines = new ConcurrentSkipListMap<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Part part : largestFirst) {
        running.add(threads.submit(() -> lines.put(part.name(), part.line())));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing weights", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing weights failed", e);
    } finally {
      threads.shutdownNow();
    }
    MessageDigest whole = Sha256.digest();
    lines.values().forEach(line -> whole.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(whole.digest());
  }

  private record Part(String name, TensorInfo info, ByteBuffer float32) {
    String line() {
      String shape = info.shape().toString().replace(" ", "");
      return "%s F32 %s %s\n".formatted(name, shape, Sha256.of(float32));
    }
  }
}
