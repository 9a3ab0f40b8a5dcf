package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
  @TempDir Path cache;
  private FakeHub server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refuses_a_download_that_cannot_fit_before_it_begins() {
    Path blobs = cache.resolve("models--org--name/blobs");
    assertThatThrownBy(() -> new Client(server, cache).free(250_000).snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "model.safetensors of hf:org/name needs 300.0 kB more on the disk of "
                + blobs
                + ", which has 250.0 kB free: free some space or set HF_HOME to a folder on a"
                + " larger disk, and run it again.");
    assertThat(server.count("GET", Hashes.sha256(Models.WEIGHTS))).isZero();
    assertThat(new Client(server, cache).free(300_000).snapshot("hf:org/name")).exists();
  }

  @Test
  void counts_what_is_there_already() throws IOException {
    Path blobs = Files.createDirectories(cache.resolve("models--org--name/blobs"));
    byte[] half = Arrays.copyOf(Models.WEIGHTS, 150_000);
    Files.write(blobs.resolve(Hashes.sha256(Models.WEIGHTS) + ".incomplete"), half);
    assertThat(new Client(server, cache).free(150_000).snapshot("hf:org/name")).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void says_that_the_disk_is_full_when_it_fills_up_meanwhile() throws IOException {
    // A device that is always full stands for the disk.
    Path blobs = Files.createDirectories(cache.resolve("models--org--name/blobs"));
    Disk.Appender full =
        file ->
            file.toString().contains(Hashes.sha256(Models.WEIGHTS))
                ? Files.newOutputStream(Path.of("/dev/full"))
                : Disk.real().appender().open(file);
    assertThatThrownBy(
            () -> new Client(server, cache).appender(full).free(1_000_000).snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "model.safetensors of hf:org/name needs 300.0 kB more on the disk of "
                + blobs
                + ", which has 1.0 MB free: free some space or set HF_HOME to a folder on a larger"
                + " disk, and run it again.");
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void says_that_the_cache_cannot_be_written() throws IOException {
    Path file = Files.writeString(cache.resolve("models--org--name"), "not a folder");
    assertThatThrownBy(() -> new Client(server, cache).snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The hub cache " + cache + " cannot be written (")
        .hasMessageEndingWith("): make it writable, or set HF_HOME to a folder that is.");
    Files.delete(file);
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void tells_a_full_disk_from_a_forbidden_one() {
    RemoteFile file =
        new RemoteFile(
            HubReference.parse("hf:org/name"),
            "model.safetensors",
            URI.create("http://hub.invalid/x"),
            "etag",
            OptionalLong.of(5_000_000_000L),
            Long.MAX_VALUE);
    Disk disk = new Disk(folder -> 12_345, Disk.real().appender());
    for (String message :
        new String[] {
          "No space left on device", "There is not enough space on the disk", "Disk quota exceeded"
        }) {
      assertThat(disk.failed(file, 5_000_000_000L, cache, new IOException(message)))
          .hasMessageContaining("needs 5.0 GB more on the disk of " + cache)
          .hasMessageContaining("which has 12.3 kB free");
    }
    assertThat(disk.failed(file, 1, cache, new AccessDeniedException("x")))
        .hasMessage(
            "The hub cache "
                + cache
                + " cannot be written (permission denied): make it writable, or set HF_HOME to a"
                + " folder that is.");
  }
}
