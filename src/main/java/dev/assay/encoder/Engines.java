package dev.assay.encoder;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.assay.checkpoint.Djl;

/** Starts DJL's PyTorch engine once, on the CPU, with the thread settings that suit one text. */
final class Engines {
  static final String PYTORCH = "PyTorch";

  private Engines() {}

  static NDManager newManager() {
    Djl.configure();
    return NDManager.newBaseManager(Device.cpu(), PYTORCH);
  }

  /** PyTorch's version, such as 2.7.1. */
  static String version() {
    Djl.configure();
    return Engine.getEngine(PYTORCH).getVersion();
  }
}
