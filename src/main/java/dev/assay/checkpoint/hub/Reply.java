package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An HTTP answer of any status. Closing it ends the transfer.
 *
 * @param uri who answered, after redirects
 */
record Reply(URI uri, int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** A number of bytes that a header announces; empty if it announces none that makes sense. */
  OptionalLong length(String name) {
    return header(name)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Nothing more is wanted from it.
    }
  }
}
