package dev.assay.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.file.JsonFile;
import dev.assay.study.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What earlier builds found, one entry a build, so that Allure shows how verdicts have changed.
 * Allure 2 keeps its own history in reports, but not in those of a single file, and {@code mvn
 * clean} takes those; so this is kept beside Allure itself, which Maven's plugin unpacks into the
 * same folder.
 *
 * @param builds the oldest first
 */
record History(List<Entry> builds) {
  static final Path FOLDER = Path.of(".allure");
  private static final Path FILE = FOLDER.resolve("claims-history.json");

  /** As many as Allure 2 shows. */
  private static final int BUILDS = 20;

  /**
   * A build.
   *
   * @param number counts builds from 1
   * @param stop when its last result was written, in milliseconds since 1970
   */
  record Entry(int number, long stop, List<Seen> results) {}

  /** Writes what Allure needs of earlier builds, and keeps this one for later ones. */
  static void write(List<Seen> results, boolean toBeRemembered) throws IOException {
    History history = read();
    long began = Build.beganMillis();
    if (toBeRemembered && !results.isEmpty()) {
      JsonFile.write(FILE, history.with(results, began, System.currentTimeMillis()));
    }
    List<Entry> before = history.before(began);
    if (!before.isEmpty()) {
      ResultFolder.write("history/history.json", ofResults(before));
      ResultFolder.write("history/history-trend.json", statusTrend(before));
      ResultFolder.write("history/categories-trend.json", categoryTrend(before));
    }
  }

  /**
   * The history with a build's results, in place of what another JVM of that build has written.
   *
   * @param began when the build did, in milliseconds since 1970
   */
  History with(List<Seen> results, long began, long now) {
    List<Entry> all = new ArrayList<>(builds);
    all.removeIf(entry -> entry.stop() >= began);
    int number = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    all.add(new Entry(number, now, results));
    return new History(List.copyOf(all.subList(Math.max(0, all.size() - BUILDS), all.size())));
  }

  /** What builds before one have found, the last one first. */
  List<Entry> before(long began) {
    return builds.stream()
        .filter(entry -> entry.stop() < began)
        .sorted(Comparator.comparingInt(Entry::number).reversed())
        .toList();
  }

  /** What cannot be read is said, and forgotten: it would be in the way for ever. */
  private static History read() throws IOException {
    if (!Files.exists(FILE)) {
      return new History(List.of());
    }
    List<History> found = new ArrayList<>();
    Trouble.remember(
        () -> {
          try {
            found.add(JsonFile.read(FILE, History.class));
          } catch (JsonProcessingException e) {
            throw new IOException(FILE + ": " + e.getOriginalMessage(), e);
          }
        });
    return found.isEmpty() ? new History(List.of()) : found.get(0);
  }

  static List<Map<String, Object>> statusTrend(List<Entry> entries) {
    return entries.stream().map(entry -> trend(entry, statuses(entry))).toList();
  }

  static List<Map<String, Object>> categoryTrend(List<Entry> entries) {
    return entries.stream().map(entry -> trend(entry, categories(entry))).toList();
  }

  private static Map<String, Object> trend(Entry entry, Map<String, Long> data) {
    return Map.of("buildOrder", entry.number(), "data", data);
  }

  private static Map<String, Long> statuses(Entry entry) {
    Map<String, Long> counts = counts(entry.results(), Seen::status);
    counts.put("total", (long) entry.results().size());
    return counts;
  }

  private static Map<String, Long> categories(Entry entry) {
    Map<String, Long> counts = counts(entry.results(), seen -> seen.category().orElse(""));
    counts.remove("");
    return counts;
  }

  private static Map<String, Long> counts(List<Seen> results, Function<Seen, String> of) {
    return results.stream().collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
  }

  /** By claim and model, the last build first. */
  static Map<String, Object> ofResults(List<Entry> entries) {
    Map<String, List<Map<String, Object>>> items = new LinkedHashMap<>();
    Map<String, List<Seen>> seen = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (Seen one : entry.results()) {
        items
            .computeIfAbsent(one.history(), id -> new ArrayList<>())
            .add(
                Map.of(
                    "uid", one.history().substring(0, 8) + entry.number(),
                    "status", one.status(),
                    "statusDetails", one.message(),
                    "time",
                        Map.of(
                            "start", one.start(),
                            "stop", one.stop(),
                            "duration", one.stop() - one.start())));
        seen.computeIfAbsent(one.history(), id -> new ArrayList<>()).add(one);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    items.forEach(
        (id, own) -> {
          Map<String, Long> statistic = counts(seen.getOrDefault(id, List.of()), Seen::status);
          statistic.put("total", (long) own.size());
          all.put(id, Map.of("statistic", statistic, "items", own));
        });
    return all;
  }
}
