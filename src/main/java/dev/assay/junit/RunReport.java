package dev.assay.junit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.Drift;
import dev.assay.claim.JsonFile;
import dev.assay.claim.LedgerEntry;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, as {@code target/assay/claims.json}.
 *
 * @param claims those of the run, by id
 * @param studies by model
 * @param brokenModels models that could not be loaded, and why
 * @param project all claims that exist
 */
record RunReport(
    Settings settings,
    List<ClaimMethod> claims,
    Map<String, Study> studies,
    Map<String, AssayException> brokenModels,
    ProjectClaims project) {
  static final Path FILE = Path.of("target", "assay", "claims.json");
  private static final int SCHEMA = 1;

  /** The file's outermost object. */
  private record Document(
      int schema,
      List<Model> models,
      SortedMap<String, List<String>> fixtures,
      List<Item> claims,
      List<String> gone) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Model(String name, String judgedAgainst, @Nullable String broken) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Item(
      String id,
      String finding,
      String variant,
      String topic,
      String statement,
      String source,
      String because,
      String fixture,
      String prediction,
      String model,
      @Nullable LedgerEntry measured,
      @Nullable Double dz,
      @Nullable Double smallestP,
      List<NullValue> nulls,
      List<Assessment.Row> rows,
      List<Reported> reported,
      @Nullable LedgerEntry recorded,
      Drift.@Nullable Kind drift,
      List<String> changed,
      @Nullable String fixtureRows,
      @Nullable String broken) {}

  /** The estimate is the real model's on the n rows that the null model lets the claim measure. */
  private record NullValue(String model, double value, int n, double estimate) {}

  /** Claims on record for a model that are no claims any more, as {@code model: claim}. */
  List<String> gone() {
    List<String> gone = new ArrayList<>();
    studies.forEach(
        (model, study) ->
            study.ledger().claims().keySet().stream()
                .filter(id -> !project.ids().contains(id))
                .forEach(id -> gone.add(model + ": " + id)));
    return gone;
  }

  String table() {
    return ResultTable.of(this);
  }

  void write() {
    List<Model> models = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    SortedMap<String, List<String>> fixtures = new TreeMap<>();
    studies.values().forEach(study -> fixtures.putAll(study.fixtures(claims)));
    for (String model : settings.models()) {
      Study study = studies.get(model);
      AssayException broken = brokenModels.get(model);
      models.add(
          new Model(
              model, settings.judgedAgainst(model), broken == null ? null : broken.getMessage()));
      if (study != null) {
        claims.forEach(method -> item(method.claim(), model, study).ifPresent(items::add));
      }
    }
    try {
      JsonFile.write(FILE, new Document(SCHEMA, models, fixtures, items, gone()));
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); check the folder and its permissions.".formatted(FILE, e), e);
    }
  }

  private static java.util.Optional<Item> item(Claim claim, String model, Study study) {
    Result result = study.results().get(claim.id());
    if (result instanceof Result.Judged judged) {
      Assessment assessment = judged.judgement().assessment();
      return java.util.Optional.of(
          item(
              claim,
              model,
              judged.entry(),
              assessment.dz().isPresent() ? (Double) assessment.dz().getAsDouble() : null,
              assessment.test().map(Assessment.Test::smallestP).orElse(null),
              assessment.nulls().stream()
                  .map(n -> new NullValue(n.model().label(), n.value(), n.n(), n.real()))
                  .toList(),
              assessment.rows(),
              judged.reported(),
              judged.drift().recorded().orElse(null),
              judged.drift().kind(),
              judged.drift().changed(),
              judged.drift().rows().isEmpty() ? null : judged.drift().rows(),
              null));
    }
    if (result instanceof Result.Broken broken) {
      return java.util.Optional.of(
          item(
              claim,
              model,
              null,
              null,
              null,
              List.of(),
              List.of(),
              List.of(),
              study.ledger().entry(claim.id()).orElse(null),
              null,
              List.of(),
              null,
              broken.why().getMessage()));
    }
    return java.util.Optional.empty();
  }

  private static Item item(
      Claim claim,
      String model,
      @Nullable LedgerEntry measured,
      @Nullable Double dz,
      @Nullable Double smallestP,
      List<NullValue> nulls,
      List<Assessment.Row> rows,
      List<Reported> reported,
      @Nullable LedgerEntry recorded,
      Drift.@Nullable Kind drift,
      List<String> changed,
      @Nullable String fixtureRows,
      @Nullable String broken) {
    return new Item(
        claim.id(),
        claim.finding(),
        claim.variant(),
        claim.topic(),
        claim.statement(),
        claim.source(),
        claim.because(),
        claim.fixture(),
        claim.prediction().toString(),
        model,
        measured,
        dz,
        smallestP,
        nulls,
        rows,
        reported,
        recorded,
        drift,
        changed,
        fixtureRows,
        broken);
  }
}
