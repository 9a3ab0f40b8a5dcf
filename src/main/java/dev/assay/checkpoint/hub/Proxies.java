package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The proxies of the environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in capitals or
 * not, as Python's tools read them. Java's own {@code -Dhttps.proxyHost} and its like come first. A
 * variable is read when an address needs it: one that cannot be used disturbs nobody else.
 */
public final class Proxies {
  private final Map<String, Setting> byScheme;
  private final List<String> direct;

  /** A variable and what it holds, which may be a password. */
  private record Setting(String variable, String value) {

    URI address() {
      try {
        URI uri = URI.create(value.contains("://") ? value : "http://" + value);
        if ("http".equals(uri.getScheme())
            && uri.getHost() != null
            && Redirects.hasUsablePort(uri)) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // Its message would repeat the password.
      }
      throw new AssayException(
          "%s does not name a proxy that can be used: write it as http://host:port or http://user:password@host:port (SOCKS and https proxies are not supported)."
              .formatted(variable));
    }

    @Override
    public String toString() {
      return variable;
    }
  }

  private Proxies(Map<String, Setting> byScheme, List<String> direct) {
    this.byScheme = byScheme;
    this.direct = direct;
  }

  static Proxies from(Environment environment) {
    Map<String, Setting> byScheme = new TreeMap<>();
    for (String scheme : List.of("http", "https")) {
      String name = scheme + "_proxy";
      environment
          .firstSet(name.toUpperCase(Locale.ROOT), name, "ALL_PROXY", "all_proxy")
          .ifPresent(
              variable ->
                  byScheme.put(
                      scheme, new Setting(variable, environment.first(variable).orElse(""))));
    }
    String exceptions = environment.first("NO_PROXY", "no_proxy").orElse("");
    List<String> direct =
        Arrays.stream(exceptions.split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(entry -> !entry.isEmpty())
            .toList();
    return new Proxies(byScheme, direct);
  }

  /** Where to connect for an address; the JVM's own proxy settings win. */
  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return systemProxies(uri)
            .or(() -> proxyFor(uri).map(proxy -> List.of(connection(proxy))))
            .orElse(List.of(Proxy.NO_PROXY));
      }

      @Override
      public void connectFailed(URI uri, java.net.SocketAddress address, java.io.IOException e) {
        // The request itself fails and says so.
      }
    };
  }

  /**
   * The Proxy-Authorization header for an address, when the variable carries a user and password.
   *
   * @throws AssayException if the variable for that address names no proxy that can be used
   */
  Optional<String> authorization(URI uri) {
    if (systemProxies(uri).isPresent()) {
      return Optional.empty();
    }
    return proxyFor(uri)
        .map(URI::getRawUserInfo)
        .map(user -> URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(user -> user.getBytes(StandardCharsets.UTF_8))
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
  }

  private static Optional<List<Proxy>> systemProxies(URI uri) {
    return Optional.ofNullable(ProxySelector.getDefault())
        .map(selector -> selector.select(uri))
        .filter(found -> found.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT));
  }

  private Optional<URI> proxyFor(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String hostAndPort = host + ":" + uri.getPort();
    boolean isDirect =
        direct.stream()
            .anyMatch(
                entry ->
                    entry.equals("*")
                        || host.equals(entry)
                        || host.endsWith("." + entry)
                        || hostAndPort.equals(entry));
    return isDirect
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(uri.getScheme())).map(Setting::address);
  }

  private static Proxy connection(URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port));
  }

  /** The variables, never what they hold. */
  @Override
  public String toString() {
    return "Proxies" + byScheme;
  }
}
