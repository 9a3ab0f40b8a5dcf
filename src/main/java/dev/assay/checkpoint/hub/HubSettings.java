package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the hub is, where its cache is, and on whose behalf it is asked.
 *
 * <p>The variables are those of Python's huggingface_hub, with its defaults: HF_ENDPOINT, HF_HOME,
 * HF_HUB_CACHE, HF_TOKEN, HF_TOKEN_PATH, HF_HUB_OFFLINE and XDG_CACHE_HOME, and the proxy variables
 * that every Python tool obeys.
 *
 * @param endpoint the hub's address, without a trailing slash
 * @param cache the folder that holds the {@code models--org--name} folders
 * @param token what to show the hub, for private and gated repositories
 * @param offline whether the network is off limits
 * @param proxies through which proxies the network is reached
 */
public record HubSettings(
    URI endpoint, Path cache, Optional<HubToken> token, boolean offline, Proxies proxies) {

  private static final String PUBLIC_HUB = "https://huggingface.co";

  /** Settings from this process's environment and, for offline mode, {@code -Dassay.offline}. */
  public static HubSettings ofSystem() {
    String offline = System.getProperty("assay.offline");
    return from(System.getenv(), offline != null && !offline.equalsIgnoreCase("false"));
  }

  /**
   * Settings from the given environment.
   *
   * @param offline asks for offline mode even where the environment does not
   * @throws AssayException when a variable holds something that cannot be used
   */
  public static HubSettings from(Map<String, String> variables, boolean offline) {
    Environment environment = new Environment(variables);
    Path home =
        environment
            .path("HF_HOME")
            .or(() -> environment.path("XDG_CACHE_HOME").map(cache -> cache.resolve("huggingface")))
            .orElseGet(() -> environment.home().resolve(".cache").resolve("huggingface"));
    boolean stayOffline = offline || environment.isTrue("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE");
    return new HubSettings(
        endpoint(environment.first("HF_ENDPOINT").orElse(PUBLIC_HUB)),
        environment
            .path("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
            .orElseGet(() -> home.resolve("hub"))
            .toAbsolutePath()
            .normalize(),
        stayOffline ? Optional.empty() : token(environment, home),
        stayOffline,
        Proxies.from(environment));
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text.strip().replaceAll("/+$", ""));
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && Redirects.hasUsablePort(uri)
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The sentence below says all there is to say.
    }
    throw new AssayException(
        "HF_ENDPOINT is \"%s\", which is not the address of a hub: set it to something like %s, or unset it."
            .formatted(Quoted.plain(Text.withoutSecrets(text)), PUBLIC_HUB));
  }

  private static Optional<HubToken> token(Environment environment, Path home) {
    Optional<String> direct = environment.first("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
    if (direct.isPresent()) {
      return HubToken.read(direct.get(), "HF_TOKEN");
    }
    Path file = environment.path("HF_TOKEN_PATH").orElseGet(() -> home.resolve("token"));
    try {
      return HubToken.read(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssayException(
          "The hub token file %s cannot be read: make it a text file that you may read, or set HF_TOKEN."
              .formatted(file),
          e);
    }
  }
}
