package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An HTTP answer of any status. Closing it ends the transfer.
 *
 * @param uri who answered, after redirects
 */
record Reply(URI uri, int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
  Optional<String> header(String name) {
    return headers.firstValue(name);
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
