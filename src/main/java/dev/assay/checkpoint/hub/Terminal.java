package dev.assay.checkpoint.hub;

import java.io.Console;

/** Whether somebody is watching. */
public final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // Both behaviours are handled.
  public static boolean isPresent() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is always a console, and this method tells whether it is a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
