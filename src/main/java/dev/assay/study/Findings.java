package dev.assay.study;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run found.
 *
 * @param studies one per model that could be judged, in the order of the run
 * @param brokenModels why models could not be, by name
 */
public record Findings(
    Settings settings,
    Claims claims,
    List<Study> studies,
    Map<String, AssayException> brokenModels) {
  public Findings {
    studies = List.copyOf(studies);
    brokenModels = new LinkedHashMap<>(brokenModels);
  }

  /** All results, model by model. */
  List<Result> results() {
    List<Result> results = new ArrayList<>();
    studies.forEach(study -> results.addAll(study.results()));
    return results;
  }

  /** Whether a model, a claim, or what is annotated as one, could not be judged. */
  public boolean anyBroken() {
    return !brokenModels.isEmpty()
        || !claims.malformed().isEmpty()
        || results().stream().anyMatch(Result.Broken.class::isInstance);
  }

  /** Whether a verdict is neither on record nor, with nothing on record, in its claim's favour. */
  public boolean anyFails() {
    return results().stream().anyMatch(result -> Standing.of(result, settings) == Standing.FAILS);
  }

  /** Claims on record for a model that are no claims any more, as {@code model: claim}. */
  List<String> gone() {
    List<String> gone = new ArrayList<>();
    for (Study study : studies) {
      study.ledger().claims().keySet().stream()
          .filter(id -> !study.ids().contains(id))
          .forEach(id -> gone.add(study.model() + ": " + id));
    }
    return gone;
  }
}
