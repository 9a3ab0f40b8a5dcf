package dev.assay.checkpoint.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a redirect leads, and who may be shown the token there. */
final class Redirects {
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirects() {}

  static boolean isRedirect(int status) {
    return STATUSES.contains(status);
  }

  /**
   * The address a redirect leads to.
   *
   * @throws HubFailure when it leads from https to http, or nowhere that can be fetched
   */
  static URI target(URI from, String location) throws HubFailure {
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw Failures.redirect(from, location, "it is no valid address");
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || to.getHost() == null || !hasUsablePort(to)) {
      throw Failures.redirect(from, location, "it is no web address");
    }
    if (scheme.equals("http") && from.getScheme().equalsIgnoreCase("https")) {
      throw Failures.redirect(from, location, "it would leave the encrypted connection");
    }
    return to;
  }

  /**
   * Whether an address names a port that exists, or none; the HTTP client would throw at others.
   */
  static boolean hasUsablePort(URI uri) {
    return uri.getPort() <= 0xffff;
  }

  /** Same scheme, host and port: the only place that may see what is meant for the other. */
  static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equalsIgnoreCase(b.getScheme())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && port(a) == port(b);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
