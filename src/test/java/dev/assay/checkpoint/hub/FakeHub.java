package dev.assay.checkpoint.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.checkpoint.hub.Published.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Two servers on the loopback interface that answer as the hub and its storage host do, and
 * misbehave when told to. Files named like weights are "large": the hub redirects to the storage
 * host, which, like the real one, refuses whoever shows it a token.
 */
public final class FakeHub implements AutoCloseable {
  static {
    // Else the server waits 40 ms for more before it sends a short answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What was asked, by whom. */
  record Request(String method, String path, String range, String authorization) {
    String shown() {
      return method + " " + path;
    }
  }

  /** Answers in the server's stead; false leaves the answer to the server. */
  @FunctionalInterface
  interface Fault {
    boolean answer(HttpExchange exchange) throws IOException;
  }

  private record Planned(String method, String ending, Fault fault) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Published published = new Published();
  private final List<Planned> faults = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer hub;
  private final HttpServer store;

  public FakeHub() throws IOException {
    hub = server(this::answerAsHub);
    store = server(this::answerAsStorage);
  }

  private HttpServer server(Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, handler));
    server.start();
    return server;
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
  }

  /** The storage host goes by another name as well as another port. */
  String storageHost() {
    return "http://localhost:" + store.getAddress().getPort();
  }

  /** Publishes a commit; the branch points to it from now on. Returns the commit's hash. */
  public String publish(String repository, String branch, Map<String, byte[]> files) {
    return published.publish(repository, branch, files);
  }

  void makePrivate(String repository, String token) {
    published.restrict(repository, new Access(token, false));
  }

  void makeGated(String repository, String token) {
    published.restrict(repository, new Access(token, true));
  }

  /** The next request of this method whose path ends so gets this answer, once. */
  void once(String method, String pathEnding, Fault fault) {
    faults.add(new Planned(method, pathEnding, fault));
  }

  void always(String method, String pathEnding, Fault fault) {
    for (int i = 0; i < 50; i++) {
      once(method, pathEnding, fault);
    }
  }

  void behave() {
    faults.clear();
  }

  /** How many requests of this method went to paths that end so. */
  public long count(String method, String pathEnding) {
    return requests.stream()
        .filter(it -> it.method().equals(method) && it.path().endsWith(pathEnding))
        .count();
  }

  List<String> asked() {
    return requests.stream().map(Request::shown).toList();
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    requests.add(
        new Request(
            method,
            path,
            String.valueOf(exchange.getRequestHeaders().getFirst("Range")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
    try (exchange) {
      Optional<Planned> planned =
          faults.stream()
              .filter(it -> it.method().equals(method) && path.endsWith(it.ending()))
              .findFirst();
      if (planned.isPresent()
          && faults.remove(planned.get())
          && planned.get().fault().answer(exchange)) {
        return;
      }
      handler.handle(exchange);
    }
  }

  private void answerAsHub(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean api = path.startsWith("/api/models/");
    String[] parts =
        path.substring(api ? "/api/models/".length() : 1)
            .split(api ? "/revision/" : "/resolve/", 2);
    String repository = parts[0];
    if (!published.has(repository) || !allowed(exchange, repository)) {
      refuse(exchange, repository);
      return;
    }
    if (api) {
      list(exchange, repository, decoded(parts[1]));
    } else {
      String[] revisionAndFile = parts[1].split("/", 2);
      resolve(exchange, repository, decoded(revisionAndFile[0]), decoded(revisionAndFile[1]));
    }
  }

  private boolean allowed(HttpExchange exchange, String repository) {
    String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return published
        .access(repository)
        .map(access -> shown.equals("Bearer " + access.token()))
        .orElse(true);
  }

  private void refuse(HttpExchange exchange, String repository) throws IOException {
    boolean stranger = exchange.getRequestHeaders().getFirst("Authorization") == null;
    if (published.access(repository).map(Access::gated).orElse(false)) {
      Faults.status(stranger ? 401 : 403, Map.of("X-Error-Code", "GatedRepo")).answer(exchange);
    } else {
      // Strangers are not told whether it exists.
      Faults.status(stranger ? 401 : 404, Map.of("X-Error-Code", "RepoNotFound")).answer(exchange);
    }
  }

  private void list(HttpExchange exchange, String repository, String revision) throws IOException {
    Optional<String> commit = published.commit(repository, revision);
    if (commit.isEmpty()) {
      Faults.status(404, Map.of("X-Error-Code", "RevisionNotFound")).answer(exchange);
      return;
    }
    String siblings =
        published.files(repository, commit.get()).keySet().stream()
            .sorted()
            .map("{\"rfilename\":\"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    String json =
        "{\"id\":\"%s\",\"sha\":\"%s\",\"siblings\":[%s]}"
            .formatted(repository, commit.get(), siblings);
    Faults.body(200, Map.of(), json.getBytes(StandardCharsets.UTF_8)).answer(exchange);
  }

  private void resolve(HttpExchange exchange, String repository, String revision, String file)
      throws IOException {
    String commit = published.commit(repository, revision).orElse("");
    exchange.getResponseHeaders().set("X-Repo-Commit", commit);
    byte[] content = published.files(repository, commit).get(file);
    if (content == null) {
      Faults.status(404, Map.of("X-Error-Code", "EntryNotFound")).answer(exchange);
      return;
    }
    if (isLarge(file)) {
      String hash = Hashes.sha256(content);
      exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + hash + "\"");
      exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.length));
      Faults.redirect(storageHost() + "/repos/" + hash + "?signature=secret").answer(exchange);
    } else {
      exchange.getResponseHeaders().set("ETag", "\"" + Hashes.git(content) + "\"");
      Faults.ranged(content).answer(exchange);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static boolean isLarge(String file) {
    return file.endsWith(".safetensors") || file.endsWith(".bin") || file.contains(".ckpt.");
  }

  private void answerAsStorage(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<byte[]> content = published.stored(path.substring(path.lastIndexOf('/') + 1));
    boolean signed = "signature=secret".equals(exchange.getRequestURI().getQuery());
    if (content.isEmpty() || !signed || exchange.getRequestHeaders().containsKey("Authorization")) {
      Faults.status(400, Map.of()).answer(exchange);
    } else {
      Faults.ranged(content.get()).answer(exchange);
    }
  }

  @Override
  public void close() {
    hub.stop(0);
    store.stop(0);
    threads.shutdownNow();
  }
}
