package dev.assay.study;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a project, as far as a run knows them.
 *
 * @param selected those that are to be judged, by id
 * @param others those that belong to the same project and are not judged now
 * @param malformed why what is annotated as a claim is none, by class or method
 * @param malformedElsewhere the same of what is not to be judged now
 * @param leftOut ids of claims that a condition, such as {@code @Disabled}, leaves out
 * @param selectedPerModel what is to be judged and depends on the model at hand: one claim a layer
 * @param othersPerModel the same of what is not judged now
 * @param filter which of these are judged
 */
public record Claims(
    List<ClaimBody> selected,
    List<ClaimBody> others,
    Map<String, AssayException> malformed,
    Map<String, AssayException> malformedElsewhere,
    Set<String> leftOut,
    List<ClaimsPerModel> selectedPerModel,
    List<ClaimsPerModel> othersPerModel,
    ClaimFilter filter) {
  public Claims {
    selectedPerModel = List.copyOf(selectedPerModel);
    othersPerModel = List.copyOf(othersPerModel);
    selected = byId(selected);
    others = byId(others);
    malformed = Map.copyOf(malformed);
    malformedElsewhere = Map.copyOf(malformedElsewhere);
    leftOut = Set.copyOf(leftOut);
  }

  /** Claims that are the same on every model. */
  public Claims(
      List<ClaimBody> selected,
      List<ClaimBody> others,
      Map<String, AssayException> malformed,
      Map<String, AssayException> malformedElsewhere,
      Set<String> leftOut) {
    this(
        selected,
        others,
        malformed,
        malformedElsewhere,
        leftOut,
        List.of(),
        List.of(),
        new ClaimFilter(List.of()));
  }

  /** The claims on a model of so many layers. */
  Claims on(int layers) {
    List<ClaimBody> judged = new ArrayList<>(selected);
    List<ClaimBody> rest = new ArrayList<>(others);
    for (ClaimsPerModel claims : selectedPerModel) {
      for (ClaimBody body : claims.on(layers)) {
        (filter.accepts(body.claim().id()) ? judged : rest).add(body);
      }
    }
    othersPerModel.forEach(claims -> rest.addAll(claims.on(layers)));
    return new Claims(judged, rest, malformed, malformedElsewhere, leftOut);
  }

  /** Whether nothing is to be judged, whatever the model. */
  public boolean nothingSelected() {
    return selected.isEmpty() && selectedPerModel.isEmpty();
  }

  private static List<ClaimBody> byId(List<ClaimBody> claims) {
    return claims.stream()
        .sorted(
            Comparator.comparing((ClaimBody body) -> body.claim().id())
                .thenComparing(ClaimBody::where))
        .toList();
  }

  /** The family of Holm's correction: judged now or not. */
  public List<ClaimBody> all() {
    List<ClaimBody> all = new ArrayList<>(selected);
    all.addAll(others);
    return all;
  }

  /** Every id that a claim of the project has, left out or not. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>(leftOut);
    all().forEach(body -> ids.add(body.claim().id()));
    return ids;
  }

  /** Why a claim cannot be told from another: results and records go by the id. */
  Optional<AssayException> sameId(ClaimBody body) {
    Map<String, List<String>> bearers = new HashMap<>();
    all()
        .forEach(
            other ->
                bearers
                    .computeIfAbsent(other.claim().id(), id -> new ArrayList<>())
                    .add(other.where()));
    List<String> same = bearers.getOrDefault(body.claim().id(), List.of());
    return same.size() < 2
        ? Optional.empty()
        : Optional.of(
            new AssayException(
                "%s have the same id '%s'; give each claim an id or a variant of its own."
                    .formatted(
                        String.join(" and ", same.stream().sorted().toList()), body.claim().id())));
  }
}
