package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import java.util.List;

/** The checkpoints that are known by name. */
public final class Catalog {
  private Catalog() {}

  /**
   * A checkpoint that is known by name.
   *
   * @param architecture in the literature's short form, such as BERT 6×12×384
   * @param source where it comes from
   * @param onDisk whether it can be opened without a download
   */
  public record Entry(String name, String architecture, String source, boolean onDisk) {}

  /** Every checkpoint that is known by name, the default first. */
  public static List<Entry> entries() {
    return List.of(MiniLm.entry());
  }

  public static Checkpoint open(String name) {
    if (name.equals(MiniLm.NAME)) {
      return MiniLm.open(CacheFolder.of(System.getenv()));
    }
    throw new AssayException("unknown " + List.of(MiniLm.NAME));
  }
}
