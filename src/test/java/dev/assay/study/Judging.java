package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import dev.assay.claim.Change;
import dev.assay.claim.Judgement;
import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.claim.Verdict;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.junit.ClaimFinder;
import dev.assay.junit.Finding;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** Judges the shipped claims as a test run does, without a test run around it. */
public final class Judging {
  private static final List<String> TOPICS =
      List.of("counterfactual", "diffusion", "locality", "negation");

  private final Path fixtures;
  private final List<ClaimBody> claims;
  private final Path ledger;
  private final List<Null> nulls;

  private Judging(Path fixtures, List<ClaimBody> claims, Path ledger, List<Null> nulls) {
    this.fixtures = fixtures;
    this.claims = claims;
    this.ledger = ledger;
    this.nulls = nulls;
  }

  /**
   * What came of one claim.
   *
   * @param message what a failure would say
   */
  public record Answer(Judgement judgement, Change change, String message) {
    public Verdict verdict() {
      return judgement.verdict();
    }

    public boolean fails() {
      return change.fails(false);
    }
  }

  /**
   * The shipped claims on the fixtures of a folder.
   *
   * @param wanted which of them, by id
   * @param ledger the folder of records
   */
  public static Judging of(Path fixtures, Predicate<String> wanted, Path ledger) {
    return new Judging(
        fixtures,
        shipped().filter(c -> wanted.test(c.claim().id())).toList(),
        ledger,
        Nulls.ALL.models());
  }

  /** The same with fewer null models: of each kind the first so many. */
  public Judging withNulls(int ofEachKind) {
    return new Judging(
        fixtures,
        claims,
        ledger,
        Nulls.ALL.models().stream().filter(model -> model.seed() <= ofEachKind).toList());
  }

  /** The same with other random weights: seeds that no other {@code group} has. */
  public Judging withRandomWeights(int group) {
    int first = group * NullKind.RANDOM_WEIGHTS.seeds().size();
    return new Judging(
        fixtures,
        claims,
        ledger,
        nulls.stream()
            .map(
                model ->
                    model.kind() == NullKind.RANDOM_WEIGHTS
                        ? new Null(model.kind(), first + model.seed())
                        : model)
            .toList());
  }

  /** The ids of all shipped claims that concern every model. */
  public static Set<String> ids() {
    return shipped().map(claim -> claim.claim().id()).collect(Collectors.toSet());
  }

  private static Stream<ClaimBody> shipped() {
    return TOPICS.stream()
        .flatMap(
            topic ->
                ReflectionSupport.findAllClassesInPackage(
                    topic, type -> type.isAnnotationPresent(Finding.class), name -> true)
                    .stream())
        .flatMap(type -> ClaimFinder.of(type, 1).stream())
        .sorted(Comparator.comparing((ClaimBody claim) -> claim.claim().id()));
  }

  /** Judges a model and puts the results on record under its name. */
  public Map<String, Answer> record(String model, String reason) {
    Settings settings = settings(model, Optional.empty(), Optional.of(reason));
    Study study = study(settings, model);
    // The fixtures need not be there any more: the record is of what was judged.
    Recording.record(study, settings, System.out);
    return answers(study, settings);
  }

  /**
   * Judges a model without any record.
   *
   * @return by claim id
   * @throws AssayException if a claim could not be measured
   */
  public Map<String, Answer> judge(String model) {
    Settings settings = settings(model, Optional.empty(), Optional.empty());
    return answers(study(settings, model), settings);
  }

  /**
   * Judges a model against the record of another.
   *
   * @return by claim id
   * @throws AssayException if a claim could not be measured
   */
  public Map<String, Answer> against(String baseline, String model) {
    Settings settings = settings(model, Optional.of(baseline), Optional.empty());
    return answers(study(settings, model), settings);
  }

  /** What a run leaves as claims.json: the same judgement of a model against a record, written. */
  public Map<String, Answer> against(String baseline, String model, Path claimsJson) {
    Settings settings = settings(model, Optional.of(baseline), Optional.empty());
    Study study = study(settings, model);
    ClaimsJson.of(new Findings(settings, judged(), List.of(study), Map.of())).write(claimsJson);
    return answers(study, settings);
  }

  private Settings settings(String model, Optional<String> baseline, Optional<String> reason) {
    return new Settings(
        new ModelNames(Map.of(model, model)),
        baseline,
        reason,
        ledger,
        false,
        false,
        Nulls.ALL,
        ClaimFilter.of(""),
        Map.of());
  }

  private Study study(Settings settings, String name) {
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(name))) {
      return in(
          fixtures,
          () ->
              Study.of(
                  model,
                  judged(),
                  new OtherModels(settings.models(), settings.baseline()),
                  settings,
                  nulls,
                  Progress.of(model.name())));
    }
  }

  private Claims judged() {
    return new Claims(claims, List.of(), Map.of(), Map.of(), ids());
  }

  /** Claims read their fixtures from the folder that a system property names. */
  private static <T> T in(Path fixtures, Supplier<T> work) {
    String before = System.getProperty(Fixture.FOLDER_PROPERTY);
    System.setProperty(Fixture.FOLDER_PROPERTY, fixtures.toString());
    try {
      return work.get();
    } finally {
      if (before == null) {
        System.clearProperty(Fixture.FOLDER_PROPERTY);
      } else {
        System.setProperty(Fixture.FOLDER_PROPERTY, before);
      }
    }
  }

  private Map<String, Answer> answers(Study study, Settings settings) {
    Map<String, Answer> answers = new TreeMap<>();
    for (Result result : study.results()) {
      String id = result.body().claim().id();
      if (result instanceof Result.Broken broken) {
        throw new AssayException(id + ": " + broken.why().getMessage(), broken.why());
      }
      if (result instanceof Result.Judged judged) {
        String message = VerdictMessage.of(judged, settings);
        answers.put(id, new Answer(judged.judgement(), judged.change(), message));
      }
    }
    return answers;
  }
}
