package dev.assay.study;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The build that this process is part of. */
public final class Build {
  private static final Instant BEGAN = start(ProcessHandle.current());

  private Build() {}

  /**
   * When it began: with the JVM that started this one, through a shell or not, as Maven starts the
   * JVMs of its tests; if none did, with this one.
   */
  static Instant began() {
    return BEGAN;
  }

  /** The same in milliseconds since 1970. */
  public static long beganMillis() {
    return BEGAN.toEpochMilli();
  }

  /** Whether a file was last written before it began, by an earlier build. */
  public static boolean isOlder(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(BEGAN);
  }

  private static Instant start(ProcessHandle self) {
    Optional<ProcessHandle> ancestor = self.parent();
    while (ancestor.isPresent()) {
      ProcessHandle process = ancestor.get();
      if (process.info().command().filter(Build::isJava).isPresent()) {
        return process.info().startInstant().map(start -> start.plus(late(self))).orElse(started());
      }
      ancestor = process.parent();
    }
    return started();
  }

  /** When this JVM started, by its own clock. */
  private static Instant started() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /**
   * How much later this process started than the operating system says, which counts from a time
   * that it knows to the second only; it errs as much about the others.
   */
  private static Duration late(ProcessHandle self) {
    return self.info()
        .startInstant()
        .map(start -> Duration.between(start, started()))
        .orElse(Duration.ZERO);
  }

  private static boolean isJava(String command) {
    return command.matches("(?i).*[/\\\\]java(w)?(\\.exe)?");
  }
}
