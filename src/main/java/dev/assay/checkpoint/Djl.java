package dev.assay.checkpoint;

/** DJL's settings; they count only if made before its classes load. */
public final class Djl {
  private Djl() {}

  /** Keeps DJL off the network and gives PyTorch its threads. What the user has set stays. */
  public static void configure() {
    set("ai.djl.offline", "true");
    set("OPT_OUT_TRACKING", "true");
    // Claims run one forward pass at a time: a second pool of threads only gets in its way.
    set("ai.djl.pytorch.num_interop_threads", "1");
    set("ai.djl.pytorch.num_threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
