package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A user's access token. It shows itself to nobody: only {@link #header} has it. */
public final class HubToken {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String value;

  private HubToken(String value) {
    this.value = value;
  }

  /**
   * Reads a token as Python's huggingface_hub does: line breaks and outer blanks dropped.
   *
   * @param origin where it was found, for the message
   * @return the token, or empty when nothing is left
   * @throws AssayException when it has characters that no HTTP header can carry; the message does
   *     not repeat them
   */
  static Optional<HubToken> read(String text, String origin) {
    String cleaned = text.replace("\r", "").replace("\n", "").strip();
    if (cleaned.isEmpty()) {
      return Optional.empty();
    }
    if (!VISIBLE.matcher(cleaned).matches()) {
      // The HTTP client's own complaint would print the token.
      throw new AssayException(
          "The hub token in %s has blanks or characters outside ASCII in it: copy it again from the hub's settings page."
              .formatted(origin));
    }
    return Optional.of(new HubToken(cleaned));
  }

  String header() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "HubToken[hidden]";
  }
}
