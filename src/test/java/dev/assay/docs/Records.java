package dev.assay.docs;

import dev.assay.claim.Claim;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.junit.ClaimFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the repository ships: its claims, and what is on record of them.
 *
 * @param claims by id
 * @param ledgers by model
 */
record Records(Map<String, Claim> claims, SortedMap<String, Ledger> ledgers) {
  private static final Path CLAIMS = Path.of("claims");
  private static final Path LEDGERS = CLAIMS.resolve("ledger");

  /** Shipped claims are the same on every model. */
  private static final int LAYERS = 1;

  static Records read() throws IOException {
    SortedMap<String, Ledger> ledgers = new TreeMap<>();
    for (String model : names(LEDGERS, ".json")) {
      ledgers.put(model, Ledger.read(LEDGERS, model));
    }
    return new Records(
        sources().stream()
            .flatMap(type -> ClaimFinder.of(type, LAYERS).stream())
            .map(body -> body.claim())
            .collect(Collectors.toMap(Claim::id, Function.identity())),
        ledgers);
  }

  /** Of these claims those of one topic, and what is on record of them. */
  Records ofTopic(String topic) {
    return only(claim -> claim.topic().equals(topic));
  }

  /** All but the claims of one topic. */
  Records withoutTopic(String topic) {
    return only(claim -> !claim.topic().equals(topic));
  }

  private Records only(Predicate<Claim> wanted) {
    Map<String, Claim> kept =
        claims.values().stream()
            .filter(wanted)
            .collect(Collectors.toMap(Claim::id, Function.identity()));
    SortedMap<String, Ledger> theirs = new TreeMap<>();
    ledgers.forEach(
        (model, ledger) -> {
          SortedMap<String, LedgerEntry> entries = new TreeMap<>(ledger.claims());
          entries.keySet().retainAll(kept.keySet());
          if (!entries.isEmpty()) {
            theirs.put(model, new Ledger(model, ledger.fixtures(), entries, ledger.values()));
          }
        });
    return new Records(kept, theirs);
  }

  private static List<? extends Class<?>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(CLAIMS)) {
      return files
          .map(path -> CLAIMS.relativize(path).toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replaceFirst("\\.java$", "").replaceAll("[/\\\\]", "."))
          .map(Records::load)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not compiled.", e);
    }
  }

  private static List<String> names(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .toList();
    }
  }
}
