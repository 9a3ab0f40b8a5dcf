package dev.assay.checkpoint.hub;

import java.util.OptionalLong;

/** Who is told how downloads go. Methods may be called from any thread. */
public interface HubProgress {

  /** One file on its way. */
  interface Transfer extends AutoCloseable {
    /**
     * How many bytes of the file are there now. It can go back: a download that turns out damaged
     * starts again.
     */
    void at(long bytes);

    /** The file is complete and checked. */
    void finished();

    /** Ends the report, finished or not. */
    @Override
    void close();
  }

  /**
   * A download begins or resumes.
   *
   * @param file its name in the repository
   * @param size in bytes, when known
   * @param from how many bytes an earlier run left
   */
  Transfer begin(String file, OptionalLong size, long from);

  /** Something the user should know though nothing is wrong: one sentence. */
  void note(String sentence);

  /**
   * Reports on standard error: a bar on a terminal; elsewhere, and in CI, a line per large file.
   */
  static HubProgress console() {
    boolean ci = !System.getenv().getOrDefault("CI", "").isBlank();
    return new ConsoleProgress(System.err, !ci && Terminal.isPresent(), System::nanoTime);
  }
}
