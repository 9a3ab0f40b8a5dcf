package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.AssayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConcurrentDownloadTest {
  private static final String HASH = Hashes.sha256(Models.WEIGHTS);
  private static final String WAITING =
      "Waiting for another download of model.safetensors of hf:org/name.";

  @TempDir Path cache;
  private final CountDownLatch release = new CountDownLatch(1);
  private FakeHub server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
    server.once("GET", HASH, Faults.holdUntil(release));
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  @Test
  void two_threads_share_one_download() throws Exception {
    CompletableFuture<Path> first = download(new Client(server, cache));
    awaitDownload();
    Client client = new Client(server, cache);
    CompletableFuture<Path> second = download(client);
    while (!client.notes.contains(WAITING)) {
      Thread.sleep(5);
    }
    release.countDown();
    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(first.get(30, TimeUnit.SECONDS));
    assertThat(second.get().resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(server.count("GET", HASH)).isEqualTo(1);
    assertThat(client.finished).doesNotContain("model.safetensors");
  }

  @Test
  void a_download_that_is_interrupted_can_be_made_later() throws Exception {
    AtomicReference<Throwable> problem = new AtomicReference<>();
    Thread thread = new Thread(() -> new Client(server, cache).snapshot("hf:org/name"));
    thread.setUncaughtExceptionHandler((it, e) -> problem.set(e));
    thread.start();
    awaitDownload();
    thread.interrupt();
    thread.join();
    assertThat(problem.get())
        .isInstanceOf(AssayException.class)
        .hasMessage("The download was interrupted: run it again to resume where it stopped.");
    assertThat(new Client(server, cache).snapshot("hf:org/name").resolve("model.safetensors"))
        .hasBinaryContent(Models.WEIGHTS);
  }

  @Test
  @Tag("slow")
  void two_processes_share_one_download() throws Exception {
    CompletableFuture<Path> first = download(new Client(server, cache));
    awaitDownload();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                server.endpoint().toString(),
                cache.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = other.inputReader()) {
      assertThat(lines.readLine()).isEqualTo(WAITING);
      release.countDown();
      Path folder = first.get(30, TimeUnit.SECONDS);
      assertThat(lines.readLine()).isEqualTo(folder.toString());
      assertThat(other.waitFor()).isZero();
      assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
      assertThat(server.count("GET", HASH)).isEqualTo(1);
      assertThat(server.count("HEAD", "model.safetensors")).isEqualTo(2);
    } finally {
      other.destroyForcibly();
    }
  }

  private void awaitDownload() throws InterruptedException {
    while (server.count("GET", HASH) == 0) {
      Thread.sleep(5);
    }
  }

  private static CompletableFuture<Path> download(Client client) {
    return CompletableFuture.supplyAsync(() -> client.snapshot("hf:org/name"));
  }

  /** Downloads the model, printing what is noted and where it is. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
      HubSettings settings =
          HubSettings.from(
              Map.of("HF_ENDPOINT", arguments[0], "HF_HUB_CACHE", arguments[1], "HF_HOME", "none"),
              false);
      HubProgress progress = new ConsoleProgress(System.out, false, System::nanoTime);
      HubReference model = HubReference.parse("hf:org/name");
      System.out.println(Hub.of(settings, progress).snapshot(model, EnumSet.allOf(Need.class)));
    }
  }
}
