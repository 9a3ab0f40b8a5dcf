package dev.assay.checkpoint;

/** DJL's settings; they count only if made before its classes load. */
public final class Djl {
  private Djl() {}

  /** Keeps DJL off the network and gives PyTorch its threads. What the user has set stays. */
  public static void configure() {
    set("ai.djl.offline", "true");
    set("OPT_OUT_TRACKING", "true");
    // Batches run side by side, one thread each: sentences are too short for threads to share one
    // product, and where another process takes a core, they would wait for each other.
    set("ai.djl.pytorch.num_interop_threads", "1");
    set("ai.djl.pytorch.num_threads", "1");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
