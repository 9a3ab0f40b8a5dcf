package dev.assay.trace;

/**
 * A problem the user can act on: the message is one complete sentence saying what is wrong, where,
 * and what to do.
 */
public class AssayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AssayException(String message) {
    super(message);
  }

  public AssayException(String message, Throwable cause) {
    super(message, cause);
  }
}
