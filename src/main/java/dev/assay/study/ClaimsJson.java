package dev.assay.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.claim.Assessment;
import dev.assay.claim.ChangeEntry;
import dev.assay.claim.Claim;
import dev.assay.claim.EvidenceKind;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.LockFile;
import dev.assay.file.JsonFile;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, as {@code target/assay/claims.json} holds it: docs/files.md says what is what.
 *
 * @param schema the file's format
 * @param models those of the run, in its order
 * @param fixtures the ids of all rows of each fixture's file, keyed as in a ledger
 * @param claims one per claim and model, by model and id
 * @param malformed what is annotated as a claim and is none, and why
 * @param gone claims on record that no longer exist, as {@code model: claim}
 */
public record ClaimsJson(
    int schema,
    List<Model> models,
    SortedMap<String, List<String>> fixtures,
    List<Item> claims,
    SortedMap<String, String> malformed,
    SortedSet<String> gone) {
  /** Where test runs leave what they found. */
  public static final Path FILE = Path.of("target", "assay", "claims.json");

  private static final int SCHEMA = 2;

  /**
   * A model of the run.
   *
   * @param judgedAgainst whose ledger its results were compared with
   * @param broken why it could not be judged
   * @param uncorrected why claims of the project count as p = 1 in Holm's correction, by claim
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Model(
      String name,
      String judgedAgainst,
      @Nullable String broken,
      SortedMap<String, String> uncorrected) {

    /** With what another JVM has to say of the same model. */
    private Model with(List<Model> others) {
      return others.stream()
          .filter(other -> other.name.equals(name))
          .findFirst()
          .map(
              other -> {
                SortedMap<String, String> all = new TreeMap<>(other.uncorrected);
                all.putAll(uncorrected);
                return new Model(name, judgedAgainst, broken == null ? other.broken : broken, all);
              })
          .orElse(this);
    }
  }

  /** One claim on one model. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      String finding,
      String variant,
      String topic,
      String statement,
      String source,
      String because,
      String fixture,
      String prediction,
      @Nullable Double published,
      @Nullable List<String> evidence,
      String model,
      @Nullable String nullsRun,
      @Nullable LedgerEntry measured,
      @Nullable Double dz,
      @Nullable Double smallestP,
      List<NullValue> nulls,
      Map<String, Double> headMeans,
      List<Assessment.Row> rows,
      List<Reported> reported,
      @Nullable LedgerEntry recorded,
      @Nullable ChangeEntry change,
      List<String> changed,
      @Nullable String fixtureRows,
      String rerun,
      String record,
      @Nullable String explorer,
      @Nullable String broken) {}

  /** The estimate is the real model's on the n rows that the null model lets the claim measure. */
  public record NullValue(String model, double value, int n, double estimate) {}

  /** What a run found. */
  static ClaimsJson of(Findings findings) {
    Settings settings = findings.settings();
    List<Model> models = new ArrayList<>();
    SortedMap<String, List<String>> fixtures = new TreeMap<>();
    for (Study study : findings.studies()) {
      fixtures.putAll(study.fixtures());
    }
    for (String model : settings.models().names()) {
      AssayException broken = findings.brokenModels().get(model);
      models.add(
          new Model(
              model,
              settings.judgedAgainst(model),
              broken == null ? null : broken.getMessage(),
              new TreeMap<>(
                  findings.studies().stream()
                      .filter(study -> study.model().equals(model))
                      .findFirst()
                      .map(Study::unmeasured)
                      .orElse(Map.of()))));
    }
    SortedMap<String, String> malformed = new TreeMap<>();
    findings
        .claims()
        .malformed()
        .forEach((where, why) -> malformed.put(where, String.valueOf(why.getMessage())));
    return new ClaimsJson(
        SCHEMA,
        models,
        fixtures,
        findings.studies().stream()
            .flatMap(
                study ->
                    study.results().stream()
                        .map(result -> item(result, settings, study.explorers())))
            .toList(),
        malformed,
        new TreeSet<>(findings.gone()));
  }

  /**
   * What a run found, with what other JVMs of the same build have written to {@link #FILE}; without
   * it if the file could not be written.
   */
  public static ClaimsJson withOthers(Findings findings) {
    ClaimsJson own = of(findings);
    try {
      return concurrent(FILE).map(own::beside).orElse(own);
    } catch (IOException e) {
      return own;
    }
  }

  private static Item item(Result result, Settings settings, Explorers explorers) {
    Claim claim = result.body().claim();
    Optional<Result.Judged> judged =
        result instanceof Result.Judged found ? Optional.of(found) : Optional.empty();
    Optional<Result.Broken> broken =
        result instanceof Result.Broken found ? Optional.of(found) : Optional.empty();
    Optional<Assessment> assessment = judged.map(found -> found.judgement().assessment());
    return new Item(
        claim.id(),
        claim.finding(),
        claim.variant(),
        claim.topic(),
        claim.statement(),
        claim.source(),
        claim.because(),
        claim.fixture(),
        claim.expectation().kind(),
        claim.published().isPresent() ? (Double) claim.published().getAsDouble() : null,
        judged
            .map(found -> EvidenceKind.labels(found.evidence()))
            .filter(kinds -> !kinds.isEmpty())
            .orElse(null),
        result.model(),
        judged
            .map(Result.Judged::nulls)
            .filter(nulls -> nulls != Nulls.ALL)
            .map(Nulls::word)
            .orElse(null),
        judged.map(Result.Judged::entry).orElse(null),
        assessment.filter(a -> a.dz().isPresent()).map(a -> a.dz().getAsDouble()).orElse(null),
        assessment.flatMap(Assessment::test).map(Assessment.Test::smallestP).orElse(null),
        assessment.map(ClaimsJson::nulls).orElse(List.of()),
        assessment.<Map<String, Double>>map(Assessment::headMeans).orElse(Map.of()),
        assessment.map(Assessment::rows).orElse(List.of()),
        judged.map(Result.Judged::reported).orElse(List.of()),
        judged
            .map(found -> found.change().recorded())
            .orElseGet(() -> broken.flatMap(Result.Broken::recorded))
            .orElse(null),
        judged.map(found -> found.change().entry()).orElse(null),
        judged.map(found -> found.change().provenance()).orElse(List.of()),
        judged.map(found -> found.change().rows()).filter(rows -> !rows.isEmpty()).orElse(null),
        RerunCommand.of(result.body(), result.model(), settings),
        RerunCommand.recording(result.body(), result.model(), settings),
        explorers.file(claim.fixture()).orElse(null),
        broken.map(found -> found.why().getMessage()).orElse(null));
  }

  private static List<NullValue> nulls(Assessment assessment) {
    return assessment.nulls().stream()
        .map(n -> new NullValue(n.model().label(), n.value(), n.n(), n.real()))
        .toList();
  }

  /**
   * Reads the file; none if there is none.
   *
   * @throws AssayException if it is not what a run of this version leaves
   */
  public static Optional<ClaimsJson> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ClaimsJson read = JsonFile.read(file, ClaimsJson.class);
      if (read.schema != SCHEMA) {
        throw new IOException("it has schema %d, not %d".formatted(read.schema, SCHEMA));
      }
      return Optional.of(read);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new AssayException(
          "%s is not what a run of this version leaves (%s); run mvn test again."
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /**
   * Writes the file whole or not at all. What another JVM of the same build, or of one at the same
   * time, has written since this build began stays beside it: forks and two builds at once lose
   * nothing. What an earlier build left is replaced.
   */
  void write(Path file) {
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      LockFile.hold(
          folder,
          () -> {
            ClaimsJson all = concurrent(file).map(this::beside).orElse(this);
            JsonFile.write(file, all);
            return all;
          });
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); check the folder, its permissions and the free space."
              .formatted(file, e),
          e);
    }
  }

  private static Optional<ClaimsJson> concurrent(Path file) throws IOException {
    if (!Files.exists(file) || Build.isOlder(file)) {
      return Optional.empty();
    }
    try {
      return read(file);
    } catch (AssayException e) {
      // Whatever it is, it is no result.
      return Optional.empty();
    }
  }

  private ClaimsJson beside(ClaimsJson other) {
    SortedMap<String, List<String>> allFixtures = new TreeMap<>(other.fixtures);
    allFixtures.putAll(fixtures);
    SortedMap<String, String> allMalformed = new TreeMap<>(other.malformed);
    allMalformed.putAll(malformed);
    SortedSet<String> allGone = new TreeSet<>(other.gone);
    allGone.addAll(gone);
    List<Model> allModels =
        merged(
            other.models, models.stream().map(one -> one.with(other.models)).toList(), Model::name);
    List<String> order = allModels.stream().map(Model::name).toList();
    List<Item> allClaims =
        new ArrayList<>(merged(other.claims, claims, item -> item.model() + "\n" + item.id()));
    allClaims.sort(
        Comparator.comparingInt((Item item) -> order.indexOf(item.model()))
            .thenComparing(Item::id));
    return new ClaimsJson(SCHEMA, allModels, allFixtures, allClaims, allMalformed, allGone);
  }

  /** What is in both is taken from the second. */
  private static <T> List<T> merged(List<T> first, List<T> second, Function<T, String> key) {
    Map<String, T> merged = new java.util.LinkedHashMap<>();
    first.forEach(one -> merged.put(key.apply(one), one));
    second.forEach(one -> merged.put(key.apply(one), one));
    return List.copyOf(merged.values());
  }
}
