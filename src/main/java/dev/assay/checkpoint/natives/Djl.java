package dev.assay.checkpoint.natives;

import dev.assay.file.UserHome;
import dev.assay.trace.AssayException;
import java.nio.file.Path;

/** DJL's settings; they count only if made before its classes load. */
public final class Djl {
  private Djl() {}

  /**
   * Keeps DJL off the network, gives PyTorch its threads, and makes sure that the native libraries
   * are whole. What the user has set stays; what an image has set for other programs does not
   * count.
   *
   * @throws AssayException if the native libraries cannot be used
   */
  public static synchronized void configure() {
    set("ai.djl.offline", "true");
    set("OPT_OUT_TRACKING", "true");
    // Batches run side by side, one thread each: sentences are too short for threads to share one
    // product, and where another process takes a core, they would wait for each other.
    set("ai.djl.pytorch.num_interop_threads", "1");
    set("ai.djl.pytorch.num_threads", "1");
    set("ai.djl.default_engine", "PyTorch");
    if (!prepared) {
      prepare();
      prepared = true;
    }
  }

  private static boolean prepared;

  /** PyTorch's version, such as 2.7.1. */
  public static String pyTorchVersion() {
    configure();
    return NativeLibraries.pyTorchVersion();
  }

  /** For an error with which the first use of PyTorch ended. */
  public static AssayException pyTorchUnloadable(Throwable met) {
    return NativeLibraries.pyTorch().unloadable(met);
  }

  /** For an error with which the first use of the tokenizers library ended. */
  public static AssayException tokenizersUnloadable(Throwable met) {
    return NativeLibraries.tokenizers().unloadable(met);
  }

  private static void prepare() {
    setHome();
    NativeLibraries pyTorch = NativeLibraries.pyTorch();
    pyTorch.prepare();
    NativeLibraries.tokenizers().prepare();
    if (!System.getenv().getOrDefault("PYTORCH_VERSION", "").isEmpty()) {
      // Else DJL would look for that version, which images set for other programs.
      set("PYTORCH_LIBRARY_PATH", pyTorch.folder().toString());
    }
  }

  /** DJL and JNA take Java's word for the home directory, which may be "?". */
  private static void setHome() {
    String java = System.getProperty("user.home", "?");
    if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
      Path home = UserHome.of(System.getenv(), "DJL_CACHE_DIR");
      if (!home.equals(Path.of(java))) {
        set("DJL_CACHE_DIR", home.resolve(".djl.ai").toString());
      }
    }
    if (!Path.of(java).isAbsolute()) {
      set("jna.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
    }
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
