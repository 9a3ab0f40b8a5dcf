package dev.assay.study;

import dev.assay.claim.Ledger;
import dev.assay.claim.Null;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.MissingHead;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All claims of a run on one model: measured, measured on the null models, judged together and
 * compared with the record. It is done as a whole, because Holm's correction needs every claim's p
 * before any verdict, and because null models are costly and serve all claims.
 *
 * @param model its name
 * @param results of the claims that concern it, by id
 * @param notAbout of claims whose bodies ask for a head that the model lacks, by id, what it lacks
 * @param ledger what was on record
 * @param unmeasured why claims of the project count as p = 1 in Holm's correction, by id
 * @param ignored parameters of the checkpoint that no claim can be about: they are not the
 *     encoder's
 * @param traces of the real model
 * @param asked what the rows asked for, by the fixture's name
 * @param ids of all claims that there are about such a model, run or not
 * @param explorers what was written of it for who wants to see every head
 */
public record Study(
    String model,
    List<Result> results,
    Map<String, MissingHead> notAbout,
    Ledger ledger,
    Map<String, String> unmeasured,
    List<String> ignored,
    TraceStore traces,
    Map<String, Bodies.Asked> asked,
    Set<String> ids,
    Explorers explorers) {

  /**
   * @param models which null models
   */
  static Study of(
      PyTorchModel real,
      Claims claims,
      OtherModels others,
      Settings settings,
      List<Null> models,
      Progress progress) {
    return new StudyWork(real, claims, others, settings, models, progress).study();
  }

  /** The result of a claim; none if it does not concern the model. */
  Optional<Result> result(ClaimBody body) {
    return results.stream().filter(result -> result.body().equals(body)).findFirst();
  }

  Study with(Explorers written) {
    return new Study(
        model, results, notAbout, ledger, unmeasured, ignored, traces, asked, ids, written);
  }

  /** The study with a claim of it broken after all. */
  Study withBroken(ClaimBody body, AssayException why) {
    List<Result> changed =
        results.stream()
            .map(
                result ->
                    result.body().equals(body)
                        ? new Result.Broken(body, model, why, ledger.entry(body.claim().id()))
                        : result)
            .toList();
    return new Study(
        model, changed, notAbout, ledger, unmeasured, ignored, traces, asked, ids, explorers);
  }

  /** The row ids of the fixtures that claims were judged with, keyed as in a ledger. */
  Map<String, List<String>> fixtures() {
    Map<String, List<String>> fixtures = new TreeMap<>();
    for (Result result : results) {
      if (result instanceof Result.Judged judged) {
        String sha256 = judged.entry().provenance().fixture();
        fixtures.put(
            Ledger.fixture(judged.body().claim().fixture(), sha256),
            judged.measurement().idsInFile());
      }
    }
    return fixtures;
  }
}
