package dev.assay.study;

import dev.assay.checkpoint.hub.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says on stderr what a run is at, once it takes longer than a few seconds: one line that is
 * rewritten on a terminal, a line now and then elsewhere.
 */
final class Progress {
  private static final long NANOS = 1_000_000_000L;

  /** Who waits less does not want to be told. */
  private static final long QUIET_NANOS = 3 * NANOS;

  /** How often a log gets a line. */
  private static final long LOG_NANOS = 10 * NANOS;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final String model;
  private final long began;
  private long said;
  private long stagesBegan;
  private int width;

  Progress(PrintStream out, boolean terminal, LongSupplier nanoTime, String model) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.model = model;
    this.began = nanoTime.getAsLong();
    this.said = began;
    this.stagesBegan = began;
  }

  /** Of a model's study, on this process's stderr. */
  static Progress of(String model) {
    return new Progress(System.err, Terminal.isPresent(), System::nanoTime, model);
  }

  /**
   * The next stage begins.
   *
   * @param what such as {@code null 7 of 26, random weights #7}
   * @param done how many stages of this kind have ended
   * @param of how many there are
   */
  void stage(String what, int done, int of) {
    long now = nanoTime.getAsLong();
    if (done == 0) {
      stagesBegan = now;
    }
    if (now - began < QUIET_NANOS
        || (!terminal && now - said < (said == began ? QUIET_NANOS : LOG_NANOS))) {
      return;
    }
    said = now;
    String left = done == 0 ? "" : ", " + time((now - stagesBegan) / done * (of - done)) + " left";
    String line = "assay: %s: %s%s".formatted(model, what, left);
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      out.flush();
      width = line.length();
    } else {
      out.println(line);
    }
  }

  /** Leaves no half line behind. */
  void end() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }

  private static String time(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return time.toMinutes() == 0
        ? "about %d s".formatted(Math.max(1, time.toSeconds()))
        : String.format(Locale.ROOT, "about %d:%02d min", time.toMinutes(), time.toSecondsPart());
  }
}
