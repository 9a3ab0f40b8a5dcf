package dev.assay.checkpoint;

import dev.assay.trace.AssayException;
import java.util.List;

/** The checkpoints that are known by name. */
public final class Catalog {
  private Catalog() {}

  public static Checkpoint open(String name) {
    if (name.equals(MiniLm.NAME)) {
      return MiniLm.open(CacheFolder.of(System.getenv()));
    }
    throw new AssayException("unknown " + List.of(MiniLm.NAME));
  }
}
