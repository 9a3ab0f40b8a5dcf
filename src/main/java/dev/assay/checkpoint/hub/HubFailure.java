package dev.assay.checkpoint.hub;

import org.jspecify.annotations.Nullable;

/**
 * Why the hub did not give what it was asked for. The message is the sentence the user will read,
 * unless something in the cache can stand in.
 */
final class HubFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What the failure means for what may be tried next. */
  enum Kind {
    /** The connection could not be made or broke: the same request may succeed in a moment. */
    CONNECTION,
    /**
     * The repository answered and knows no such revision: a cached one would hide a typing error.
     */
    NO_SUCH_REVISION,
    /** Asking again would bring the same answer. */
    ANSWER
  }

  private final Kind kind;

  HubFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  static HubFailure answer(String message) {
    return new HubFailure(Kind.ANSWER, message, null);
  }

  Kind kind() {
    return kind;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
