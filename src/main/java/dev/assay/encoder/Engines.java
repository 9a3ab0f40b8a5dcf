package dev.assay.encoder;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.assay.checkpoint.natives.Djl;
import java.util.function.Function;

/**
 * DJL's PyTorch engine on the CPU, which starts at the first call. It gives each batch one thread,
 * because batches run side by side.
 */
final class Engines {
  static final String PYTORCH = "PyTorch";

  private Engines() {}

  /**
   * Owns the arrays that are made in it; they are released when it is closed.
   *
   * @throws dev.assay.trace.AssayException if the engine cannot be started
   */
  static NDManager newManager() {
    Djl.configure();
    try {
      return NDManager.newBaseManager(Device.cpu(), PYTORCH);
    } catch (EngineException | LinkageError e) {
      throw Djl.pyTorchUnloadable(e);
    }
  }

  /** What is made in a manager; if making it fails, the manager is closed. */
  static <T> T filled(NDManager manager, Function<NDManager, T> make) {
    try {
      return make.apply(manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** PyTorch's version, such as 2.7.1. */
  static String version() {
    return Djl.pyTorchVersion();
  }
}
