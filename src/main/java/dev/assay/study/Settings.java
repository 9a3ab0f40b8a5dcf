package dev.assay.study;

import dev.assay.fixture.Fixture;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What {@code -Dassay.*} says about a run.
 *
 * @param models names of the models to judge, in order
 * @param baseline the model whose record all of them are compared with, instead of their own
 * @param record why results are to be recorded; absent if they are not
 * @param ledger the folder of ledgers
 * @param strict whether a real change fails the run even if the verdict stays
 * @param allPictures whether every row gets its pictures, not only the telling ones
 * @param nulls how many null models are run
 * @param filter which claims are judged, of those that are run
 * @param given what else was said that a rerun must repeat to find the same, by property
 */
public record Settings(
    ModelNames models,
    Optional<String> baseline,
    Optional<String> record,
    Path ledger,
    boolean strict,
    boolean allPictures,
    Nulls nulls,
    ClaimFilter filter,
    Map<String, String> given) {
  static final String MODELS = "assay.models";
  static final String RECORD = "assay.record";
  static final String BASELINE = "assay.baseline";
  static final String CLAIMS = "assay.claims";
  private static final String STRICT = "assay.strict";
  private static final String NULLS = "assay.nulls";
  private static final String LEDGER = "assay.ledger";
  private static final String PICTURES = "assay.pictures";
  private static final String OFFLINE = "assay.offline";
  private static final String DEFAULT_MODEL = "all-MiniLM-L6-v2";

  /**
   * @param ci the value of the variable CI
   */
  public static Settings of(Function<String, Optional<String>> property, String ci) {
    ModelNames models = ModelNames.parse(property.apply(MODELS).orElse(DEFAULT_MODEL), MODELS);
    if (models.names().isEmpty()) {
      throw new AssayException(
          "-D%s names no model; give one or several with commas between them, such as -D%s=%s."
              .formatted(MODELS, MODELS, DEFAULT_MODEL));
    }
    Optional<String> record = property.apply(RECORD).map(String::strip);
    if (record.isPresent() && record.get().isEmpty()) {
      throw new AssayException(
          "-D%s needs a reason, such as -D%s=\"new fixture rows\".".formatted(RECORD, RECORD));
    }
    if (record.isPresent() && ci.equals("true")) {
      throw new AssayException(
          "-D%s is refused under CI=true: a record is changed by a person who looked at it; run it on your machine and commit the ledger."
              .formatted(RECORD));
    }
    Optional<String> baseline = property.apply(BASELINE).map(String::strip);
    if (record.isPresent() && baseline.isPresent()) {
      throw new AssayException(
          "-D%s and -D%s exclude each other: a model is recorded under its own name; leave one out."
              .formatted(RECORD, BASELINE));
    }
    String pictures = property.apply(PICTURES).orElse("few");
    if (!pictures.equals("few") && !pictures.equals("all")) {
      throw new AssayException(
          "-D%s=%s is neither 'few' nor 'all'; choose one of them.".formatted(PICTURES, pictures));
    }
    Nulls nulls = nulls(property);
    if (record.isPresent() && nulls != Nulls.ALL) {
      throw new AssayException(
          "-D%s=%s gives provisional verdicts, which are not recorded; leave it out to record."
              .formatted(NULLS, nulls.word()));
    }
    return new Settings(
        models,
        baseline,
        record,
        Path.of(property.apply(LEDGER).orElse("claims/ledger")),
        strict(property),
        pictures.equals("all"),
        nulls,
        ClaimFilter.of(property.apply(CLAIMS).orElse("")),
        given(property));
  }

  /** Alone, or with the value true: {@code -Dassay.strict}. */
  private static boolean strict(Function<String, Optional<String>> property) {
    String given = property.apply(STRICT).map(String::strip).orElse("false");
    if (!Set.of("", "true", "false").contains(given)) {
      throw new AssayException(
          "-D%s=%s is neither 'true' nor 'false'; choose one of them.".formatted(STRICT, given));
    }
    return !given.equals("false");
  }

  private static Nulls nulls(Function<String, Optional<String>> property) {
    String given = property.apply(NULLS).map(String::strip).orElse(Nulls.ALL.word());
    return Arrays.stream(Nulls.values())
        .filter(nulls -> nulls.word().equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    "-D%s=%s is neither 'all' nor 'few' nor 'none'; choose one of them."
                        .formatted(NULLS, given)));
  }

  private static Map<String, String> given(Function<String, Optional<String>> property) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : List.of(BASELINE, Fixture.FOLDER_PROPERTY, LEDGER, STRICT, OFFLINE)) {
      property.apply(name).ifPresent(value -> given.put(name, value));
    }
    return given;
  }

  public static Settings ofSystem() {
    return of(
        name -> Optional.ofNullable(System.getProperty(name)),
        System.getenv().getOrDefault("CI", ""));
  }

  /** The model whose ledger a model is compared with. */
  public String judgedAgainst(String model) {
    return baseline.map(ModelNames::nameOf).orElse(model);
  }

  /**
   * Whether a claim has anything to say about a model: about itself, or about the model that it is
   * judged against, whose copy it is meant to be.
   */
  public boolean concerns(Predicate<String> isAbout, String model) {
    return isAbout.test(model) || isAbout.test(judgedAgainst(model));
  }
}
