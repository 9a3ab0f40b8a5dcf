package dev.assay.checkpoint.hub;

import java.time.Duration;

/**
 * How long a server may keep silent.
 *
 * @param connect until there is a connection
 * @param answer until an answer begins
 * @param silence between two pieces of its body
 */
record Timeouts(Duration connect, Duration answer, Duration silence) {
  static Timeouts real() {
    return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
  }
}
