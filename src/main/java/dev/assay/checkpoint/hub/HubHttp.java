package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to the hub and to the hosts it redirects to.
 *
 * <p>Redirects are followed here and not by the client, because the token must go to the hub's own
 * scheme, host and port and nowhere else.
 */
final class HubHttp {
  private static final int MOST_REDIRECTS = 10;
  private static final int CONNECTION_RETRIES = 2;

  private final HubSettings settings;
  private final Patience patience;
  private final HubProgress progress;
  private final Timeouts timeouts;
  private final HttpClient client;

  HubHttp(HubSettings settings, Patience patience, HubProgress progress, Timeouts timeouts) {
    this.settings = settings;
    this.patience = patience;
    this.progress = progress;
    this.timeouts = timeouts;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeouts.connect())
            .proxy(settings.proxies().selector())
            .build();
  }

  /** Fetches, following redirects to the end. */
  Reply get(URI uri, Map<String, String> headers) throws HubFailure {
    return follow("GET", uri, headers);
  }

  /**
   * Asks about a file. Large files live on another host; what the cache needs to know about them is
   * on the hub's own redirect, which is therefore where this stops.
   */
  Reply head(URI uri) throws HubFailure {
    return follow("HEAD", uri, Map.of());
  }

  private Reply follow(String method, URI start, Map<String, String> headers) throws HubFailure {
    URI uri = start;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Reply reply = patiently(method, uri, headers);
      Optional<String> location = reply.header("Location");
      if (!Redirects.isRedirect(reply.status()) || location.isEmpty()) {
        return reply;
      }
      URI target = Redirects.target(uri, location.get());
      if (method.equals("HEAD") && describesTheFile(reply, target)) {
        return reply;
      }
      reply.close();
      uri = target;
    }
    throw Failures.redirect(start, uri.toString(), "there were too many redirects before it");
  }

  private boolean describesTheFile(Reply redirect, URI target) {
    return redirect.header("X-Linked-Etag").isPresent()
        || (redirect.header("ETag").isPresent()
            && !Redirects.sameOrigin(settings.endpoint(), target));
  }

  private Reply patiently(String method, URI uri, Map<String, String> headers) throws HubFailure {
    Duration waited = Duration.ZERO;
    for (int attempt = 0; ; attempt++) {
      Reply reply = connected(method, uri, headers);
      if (!Patience.isLater(reply.status())) {
        return reply;
      }
      reply.close();
      Optional<Duration> asked = patience.asked(reply.headers());
      Duration wait = asked.orElse(Patience.backoff(attempt));
      waited = waited.plus(wait);
      if (attempt == Patience.RETRIES || waited.compareTo(Patience.BUDGET) > 0) {
        throw Failures.busy(uri, reply.status(), attempt + 1, asked.orElse(Duration.ZERO));
      }
      progress.note(
          "%s is busy (HTTP %d); trying again in %d s."
              .formatted(Failures.host(uri), reply.status(), wait.toSeconds()));
      patience.rest(wait);
    }
  }

  private Reply connected(String method, URI uri, Map<String, String> headers) throws HubFailure {
    for (int attempt = 0; ; attempt++) {
      try {
        return once(method, uri, headers);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        // Nobody there: what is in the cache should be used without delay.
        throw Failures.connection(uri, e);
      } catch (IOException e) {
        if (attempt == CONNECTION_RETRIES) {
          throw Failures.connection(uri, e);
        }
        patience.rest(Patience.backoff(attempt));
      }
    }
  }

  private Reply once(String method, URI uri, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeouts.answer())
            .header("User-Agent", "assay")
            // Compressed, a file's length would not be the one announced.
            .header("Accept-Encoding", "identity");
    if (method.equals("HEAD")) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    }
    headers.forEach(request::header);
    if (Redirects.sameOrigin(uri, settings.endpoint())) {
      settings.token().ifPresent(token -> request.header("Authorization", token.header()));
    }
    // Also refuses a proxy that cannot be used, which the HTTP client could not say in a sentence.
    settings
        .proxies()
        .authorization(uri)
        .ifPresent(value -> request.header("Proxy-Authorization", value));
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Reply(
          uri,
          response.statusCode(),
          response.headers(),
          new GuardedBody(response.body(), timeouts.silence()));
    } catch (InterruptedException e) {
      throw Interrupted.downloading(e);
    } catch (IllegalArgumentException e) {
      // What the client throws at headers that make no sense, such as a length of thirty digits.
      throw new ProtocolException("its answer is not valid HTTP");
    }
  }
}
