package dev.assay.checkpoint.hub;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub client whose waits take no time, with what it noted and how long it would have waited. */
final class Client {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final List<String> finished = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Disk disk = Disk.real();
  private RepositoryCache.Linker linker = Files::createSymbolicLink;
  private Timeouts timeouts = Timeouts.real();

  Client(URI endpoint, Path cache) {
    with("HF_ENDPOINT", endpoint.toString());
    with("HF_HUB_CACHE", cache.toString());
    // No test reads the user's own token file.
    with("HF_HOME", cache.resolve("no-home").toString());
  }

  Client(FakeHub hub, Path cache) {
    this(hub.endpoint(), cache);
  }

  Client with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Client offline() {
    return with("HF_HUB_OFFLINE", "1");
  }

  Client free(long bytes) {
    disk = new Disk(folder -> bytes, disk.appender());
    return this;
  }

  Client appender(Disk.Appender other) {
    disk = new Disk(disk.usable(), other);
    return this;
  }

  Client linker(RepositoryCache.Linker other) {
    linker = other;
    return this;
  }

  Client timeouts(Timeouts other) {
    timeouts = other;
    return this;
  }

  Hub hub() {
    HubSettings settings = HubSettings.from(environment, false);
    Patience patience = new Patience(Clock.fixed(NOW, ZoneOffset.UTC), pauses::add);
    HubProgress progress = new Recorder();
    HubHttp http = new HubHttp(settings, patience, progress, timeouts);
    return new Hub(settings, progress, http, patience, disk, linker);
  }

  Path snapshot(String reference, Need... needs) {
    EnumSet<Need> wanted =
        needs.length == 0 ? EnumSet.allOf(Need.class) : EnumSet.of(needs[0], needs);
    return hub().snapshot(HubReference.parse(reference), wanted);
  }

  private final class Recorder implements HubProgress {
    @Override
    public Transfer begin(String file, OptionalLong size, long from) {
      return new Transfer() {
        @Override
        public void at(long bytes) {}

        @Override
        public void finished() {
          finished.add(file);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void note(String sentence) {
      notes.add(sentence);
    }
  }
}
