package dev.assay.encoder;

import dev.assay.checkpoint.Catalog;

/** The default model, loaded once for all tests of a JVM; no test closes it. */
public final class SharedMiniLm {
  private SharedMiniLm() {}

  private static final class Holder {
    static final PyTorchModel MODEL = PyTorchModel.load(Catalog.open("all-MiniLM-L6-v2"));
  }

  public static PyTorchModel get() {
    return Holder.MODEL;
  }
}
