package dev.assay.checkpoint.hub;

import dev.assay.checkpoint.hub.HubFailure.Kind;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** The sentences for what goes wrong between this machine and the hub. */
final class Failures {
  private static final String OTHERWISE =
      "check the network, set HTTPS_PROXY behind a proxy or HF_ENDPOINT for a mirror, or set"
          + " HF_HUB_OFFLINE=1 to use only what is in the cache";

  private static final String BROKEN_COPY =
      "run it again, and if that does not help the server or a proxy on the way has a broken copy";

  private Failures() {}

  /** No connection, or one that broke. Query strings are left out: signed addresses are secrets. */
  static HubFailure connection(URI uri, IOException e) {
    if (causedBy(e, SSLException.class)) {
      return new HubFailure(
          Kind.CONNECTION,
          "No secure connection to %s could be made (%s): if a company proxy opens encrypted connections, give Java its certificate with -Djavax.net.ssl.trustStore, else %s."
              .formatted(host(uri), reason(e), OTHERWISE),
          e);
    }
    return new HubFailure(
        Kind.CONNECTION,
        "%s %s (%s): %s."
            .formatted(
                causedBy(e, ConnectException.class, HttpConnectTimeoutException.class)
                    ? "Cannot connect to"
                    : "The connection broke to",
                host(uri),
                reason(e),
                OTHERWISE),
        e);
  }

  static HubFailure cut(RemoteFile file, long received, int attempts, IOException e) {
    String of = file.size().isPresent() ? " of " + file.size().getAsLong() : "";
    return new HubFailure(
        Kind.CONNECTION,
        "The download of %s stopped at %d%s bytes and could not be resumed in %d attempts (%s): run it again to resume from there."
            .formatted(file.shown(), received, of, attempts, reason(e)),
        e);
  }

  static HubFailure wrongLength(RemoteFile file, URI source, long expected, long got) {
    return HubFailure.answer(
        "%s should have %d bytes, but %s sends %d: it was not kept; %s."
            .formatted(file.shown(), expected, host(source), got, BROKEN_COPY));
  }

  static HubFailure tooLarge(RemoteFile file) {
    return HubFailure.answer(
        "%s has more than %s, which no such file has: it was not kept; use another revision of the model."
            .formatted(file.shown(), Text.size(file.most())));
  }

  static HubFailure wrongContent(RemoteFile file, String hash) {
    return HubFailure.answer(
        "%s arrived damaged, with hash %s where %s announced %s: it was not kept; %s."
            .formatted(file.shown(), hash, host(file.uri()), file.etag(), BROKEN_COPY));
  }

  static HubFailure notAHub(URI uri, String lack) {
    return HubFailure.answer(
        "The answer from %s is not a hub's (%s): check HF_ENDPOINT, and whether a proxy wants a login in the browser first."
            .formatted(place(uri), lack));
  }

  static HubFailure redirect(URI from, String location, String problem) {
    return HubFailure.answer(
        "%s redirects to \"%s\", which is not followed because %s: check HF_ENDPOINT."
            .formatted(
                place(from),
                Quoted.plain(Text.withoutSecrets(location).replaceAll("(?s)\\?.*", "")),
                problem));
  }

  static HubFailure busy(URI uri, int status, int attempts, Duration wanted) {
    String wait =
        wanted.isZero()
            ? ""
            : ", last asking to wait %d more seconds".formatted(wanted.toSeconds());
    return HubFailure.answer(
        "%s is too busy to answer (HTTP %d after %s%s): try again later%s."
            .formatted(
                place(uri),
                status,
                attempts == 1 ? "1 attempt" : attempts + " attempts",
                wait,
                status == 429 ? ", or set HF_TOKEN, which raises the hub's limits" : ""));
  }

  /** Scheme, host and port; before the host there may be a password. */
  static String host(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  /** An address without its query, in which a signature may be. */
  static String place(URI uri) {
    return Quoted.plain(host(uri) + uri.getRawPath());
  }

  private static String reason(IOException e) {
    if (causedBy(e, UnresolvedAddressException.class, UnknownHostException.class)) {
      return "no such host";
    }
    if (e instanceof HttpConnectTimeoutException) {
      return "no answer in time";
    }
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? (e instanceof ConnectException ? "connection refused" : "connection lost")
        : Quoted.plain(message);
  }

  @SafeVarargs
  private static boolean causedBy(Throwable e, Class<? extends Throwable>... types) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      for (Class<? extends Throwable> type : types) {
        if (type.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }
}
