package dev.assay.checkpoint.hub;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.checkpoint.hub.FakeHub.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers, right and wrong ones. */
final class Faults {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  private Faults() {}

  static Fault status(int status, Map<String, String> headers) {
    return body(status, headers, new byte[0]);
  }

  static Fault redirect(String location) {
    return status(302, Map.of("Location", location));
  }

  static Fault body(int status, Map<String, String> headers, byte[] body) {
    return exchange -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      send(exchange, status, body, body.length);
      return true;
    };
  }

  /** The content, or the rest of it from where the request says. */
  static Fault ranged(byte[] content) {
    return exchange -> {
      int from = from(exchange);
      if (from > 0 && from >= content.length) {
        return status(416, Map.of("Content-Range", "bytes */" + content.length)).answer(exchange);
      }
      setRange(exchange, from, content.length);
      byte[] rest = Arrays.copyOfRange(content, from, content.length);
      send(exchange, from > 0 ? 206 : 200, rest, rest.length);
      return true;
    };
  }

  /** Announces the rest of the content, sends this many bytes of it, and hangs up. */
  static Fault cutAfter(int bytes, byte[] content) {
    return exchange -> {
      int from = from(exchange);
      setRange(exchange, from, content.length);
      byte[] part = Arrays.copyOfRange(content, from, from + bytes);
      send(exchange, from > 0 ? 206 : 200, part, content.length - from);
      return true;
    };
  }

  /** The whole content, whatever range was asked for. */
  static Fault ignoringRange(byte[] content) {
    return body(200, Map.of(), content);
  }

  /** A body without a Content-Length. */
  static Fault chunked(byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(content);
      return true;
    };
  }

  /** Hangs up without a word. */
  static Fault hangUp() {
    return exchange -> {
      exchange.close();
      return true;
    };
  }

  /** Sends this many bytes of the content, then nothing until released. */
  static Fault stallAfter(int bytes, byte[] content, CountDownLatch release) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      await(release);
      return true;
    };
  }

  /** Answers as usual, but not before released. */
  static Fault holdUntil(CountDownLatch release) {
    return exchange -> {
      await(release);
      return false;
    };
  }

  private static void await(CountDownLatch release) throws IOException {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static int from(HttpExchange exchange) {
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    return range.matches() ? Integer.parseInt(range.group(1)) : 0;
  }

  private static void setRange(HttpExchange exchange, int from, int length) {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, length - 1, length));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int announced)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(announced));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    }
  }
}
