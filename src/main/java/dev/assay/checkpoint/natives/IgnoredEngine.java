package dev.assay.checkpoint.natives;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;

/**
 * An engine of the name that {@code DJL_DEFAULT_ENGINE} has. Images set that variable for other
 * programs, and DJL refuses to start where no engine has the name, even though Assay asks for
 * PyTorch by name and never for the default.
 */
public final class IgnoredEngine implements EngineProvider {

  /** Made by DJL, as a service. */
  public IgnoredEngine() {}

  @Override
  public String getEngineName() {
    String wanted = System.getenv("DJL_DEFAULT_ENGINE");
    return wanted == null || wanted.equals("PyTorch") ? "none" : wanted;
  }

  @Override
  public int getEngineRank() {
    return Integer.MAX_VALUE; // never chosen
  }

  @Override
  public Engine getEngine() {
    throw new EngineException("There is no engine %s here.".formatted(getEngineName()));
  }
}
