package dev.assay.study;

import java.time.Instant;
import java.util.Optional;

/** The build that this process is part of. */
final class Build {
  private static final Instant BEGAN = start(ProcessHandle.current());

  private Build() {}

  /**
   * When it began: with the JVM that started this one, through a shell or not, as Maven starts the
   * JVMs of its tests; if none did, with this one.
   */
  static Instant began() {
    return BEGAN;
  }

  private static Instant start(ProcessHandle self) {
    Optional<ProcessHandle> ancestor = self.parent();
    while (ancestor.isPresent()) {
      ProcessHandle process = ancestor.get();
      if (process.info().command().filter(Build::isJava).isPresent()) {
        return process.info().startInstant().orElse(Instant.now());
      }
      ancestor = process.parent();
    }
    return self.info().startInstant().orElse(Instant.now());
  }

  private static boolean isJava(String command) {
    return command.matches("(?i).*[/\\\\]java(w)?(\\.exe)?");
  }
}
