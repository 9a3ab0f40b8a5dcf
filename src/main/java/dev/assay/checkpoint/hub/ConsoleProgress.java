package dev.assay.checkpoint.hub;

import dev.assay.trace.Quoted;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Progress as text.
 *
 * @param out where to
 * @param terminal whether a line can be overwritten
 * @param nanoTime a clock for speeds, in nanoseconds
 */
record ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanoTime)
    implements HubProgress {
  /** Without a terminal, smaller files are not worth a line in the log. */
  static final long LARGE = 10_000_000;

  private static final long REDRAW_NANOS = 100_000_000;
  private static final int BAR = 24;
  private static final int NAME = 24;

  @Override
  public Transfer begin(String file, OptionalLong size, long from) {
    return new Line(file, size, from);
  }

  @Override
  public void note(String sentence) {
    out.println(sentence);
  }

  /** A bar such as {@code model.safetensors [#####...] 21% 92.0 MB of 438.0 MB, 12.4 MB/s}. */
  static String bar(String file, OptionalLong size, long bytes, double perSecond) {
    String name = file.length() <= NAME ? file : "..." + file.substring(file.length() - NAME + 3);
    String speed = Text.size(Math.round(perSecond)) + "/s";
    if (size.isEmpty() || size.getAsLong() == 0) {
      return "%s %s, %s".formatted(name, Text.size(bytes), speed);
    }
    double share = Math.min(1, (double) bytes / size.getAsLong());
    int filled = (int) (BAR * share);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %d%% %s of %s, %s",
        name,
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        (int) (100 * share),
        Text.size(bytes),
        Text.size(size.getAsLong()),
        speed);
  }

  private final class Line implements Transfer {
    private final String file;
    private final OptionalLong size;
    private final long from;
    private final long started = nanoTime.getAsLong();
    private long drawn = started - REDRAW_NANOS;
    private long bytes;
    private int width;

    Line(String file, OptionalLong size, long from) {
      this.file = Quoted.plain(file);
      this.size = size;
      this.from = from;
      this.bytes = from;
    }

    @Override
    public synchronized void at(long now) {
      bytes = now;
      long time = nanoTime.getAsLong();
      if (terminal && time - drawn >= REDRAW_NANOS) {
        drawn = time;
        draw();
      }
    }

    @Override
    public synchronized void finished() {
      if (terminal) {
        draw();
      } else if (bytes >= LARGE) {
        out.printf(
            Locale.ROOT,
            "Downloaded %s: %s in %.0f s (%s/s).%n",
            file,
            Text.size(bytes),
            seconds(),
            Text.size(Math.round(speed())));
      }
    }

    @Override
    public synchronized void close() {
      if (width > 0) {
        out.println();
        width = 0;
      }
    }

    private void draw() {
      String text = bar(file, size, bytes, speed());
      // A shorter text must cover what a longer one left on the line.
      out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      out.flush();
      width = text.length();
    }

    private double seconds() {
      return (nanoTime.getAsLong() - started) / 1e9;
    }

    /** Bytes per second of this run; after a fresh start in it, those since the beginning. */
    private double speed() {
      long received = bytes >= from ? bytes - from : bytes;
      return received / Math.max(seconds(), 1e-3);
    }
  }
}
