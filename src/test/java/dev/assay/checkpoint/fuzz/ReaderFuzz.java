package dev.assay.checkpoint.fuzz;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.CheckpointFolder;
import dev.assay.checkpoint.hub.CachedShards;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Reads damaged checkpoints, one after the other, in a process of its own: what brings a JVM down
 * must not take the tests with it. The same seed damages the same files in the same way.
 */
final class ReaderFuzz {
  private static final int SECONDS = 10;

  private static final String TEXT = "the cat sat on the zebra .";

  /** What became of a file. */
  enum End {
    REFUSED,
    EQUAL,
    /** Its numbers or its settings are others, and no checksum of the format could tell. */
    DIFFERENT,
    EXCEPTION,
    HANG
  }

  private record Reference(String weights, EncoderConfig config, List<Integer> ids) {
    static Reference of(Checkpoint checkpoint) {
      return new Reference(
          checkpoint.weights().sha256(),
          checkpoint.config(),
          Arrays.stream(checkpoint.tokenizer().tokenize(TEXT).ids()).boxed().toList());
    }
  }

  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
          });
  private final Map<End, Integer> ends = new EnumMap<>(End.class);
  private final List<String> faults = new ArrayList<>();

  private ReaderFuzz() {}

  /**
   * @param arguments a folder, the seed, the number of cases
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int cases = Integer.parseInt(arguments[2]);
    List<Path> seeds = FuzzSeeds.write(folder);
    ReaderFuzz fuzz = new ReaderFuzz();
    List<Reference> references = new ArrayList<>();
    for (Path whole : seeds) {
      try (Checkpoint sound = CheckpointFolder.open("", "", whole)) {
        references.add(Reference.of(sound));
      }
    }
    for (int i = 0; i < cases && !fuzz.ends.containsKey(End.HANG); i++) {
      Files.writeString(folder.resolve("case"), "case %d of seed %d".formatted(i, seed));
      int form = i % seeds.size();
      fuzz.run(
          seeds.get(form), new SplittableRandom(seed * 1_000_003 + i), i, references.get(form));
    }
    fuzz.faults.forEach(System.out::println);
    System.out.printf(
        "%d refused, %d equal, %d different, %d exceptions, %d hangs%n",
        fuzz.count(End.REFUSED),
        fuzz.count(End.EQUAL),
        fuzz.count(End.DIFFERENT),
        fuzz.count(End.EXCEPTION),
        fuzz.count(End.HANG));
    System.exit(0);
  }

  private int count(End end) {
    return ends.getOrDefault(end, 0);
  }

  private void run(Path seed, SplittableRandom random, int number, Reference reference)
      throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(seed)) {
      files = listed.sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] sound = Files.readAllBytes(file);
    // New files, not new content: what is mapped of the old ones stays as it was.
    Files.delete(file);
    Files.write(file, Mutation.of(sound, file.toString().endsWith(".json"), random));
    ends.merge(end(seed, file, number, reference), 1, Integer::sum);
    Files.delete(file);
    Files.write(file, sound);
  }

  private End end(Path folder, Path file, int number, Reference reference)
      throws InterruptedException {
    try {
      Optional<Reference> read = reader.submit(() -> read(folder)).get(SECONDS, TimeUnit.SECONDS);
      return read.map(it -> it.equals(reference) ? End.EQUAL : End.DIFFERENT).orElse(End.REFUSED);
    } catch (TimeoutException e) {
      faults.add("case %d, %s: no end after %d s".formatted(number, file, SECONDS));
      return End.HANG;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      faults.add(
          "case %d, %s: %s at %s"
              .formatted(
                  number, file, cause, Arrays.stream(cause.getStackTrace()).limit(4).toList()));
      return End.EXCEPTION;
    }
  }

  private static Optional<Reference> read(Path folder) {
    try {
      CachedShards.read(folder);
      try (Checkpoint checkpoint = CheckpointFolder.open("", "", folder)) {
        return Optional.of(Reference.of(checkpoint));
      }
    } catch (AssayException e) {
      String message = String.valueOf(e.getMessage());
      if (message.codePoints().anyMatch(Character::isISOControl) || message.length() > 2_000) {
        throw new IllegalStateException("not a printable sentence: " + message, e);
      }
      return Optional.empty();
    }
  }
}
