package dev.assay.study;

import dev.assay.encoder.EditedTrace;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Traces what is requested. What is asked for of one text and its edits is of one pass, whatever is
 * to be kept of it.
 */
final class Passes {
  private Passes() {}

  /**
   * A trace each, or what was thrown; where one text is at fault, the others are not, and neither
   * is what else is kept of it.
   *
   * @return by request, an {@link EditedTrace} or a {@link Throwable}
   */
  static Map<Request, Object> of(PyTorchModel model, List<Request> requests) {
    Map<TraceKey, List<Request>> passes = new LinkedHashMap<>();
    for (Request request : requests) {
      TraceKey pass = new TraceKey(request.key().text(), request.key().edits(), Set.of());
      passes.computeIfAbsent(pass, key -> new ArrayList<>()).add(request);
    }
    Map<Set<Site>, List<List<Request>>> bySites = new LinkedHashMap<>();
    for (List<Request> same : passes.values()) {
      bySites.computeIfAbsent(sites(same), sites -> new ArrayList<>()).add(same);
    }
    Map<Request, Object> results = new LinkedHashMap<>();
    bySites.values().forEach(alike -> results.putAll(trace(model, alike)));
    return results;
  }

  private static Set<Site> sites(List<Request> requests) {
    return requests.stream()
        .flatMap(request -> request.key().sites().stream())
        .collect(Collectors.toSet());
  }

  /**
   * @param passes requests of one text with the same edits each; all keep the same sites
   */
  private static Map<Request, Object> trace(PyTorchModel model, List<List<Request>> passes) {
    Map<Request, Object> results = new LinkedHashMap<>();
    try {
      List<EditedTrace> traced =
          model.passes(
              passes.stream().map(same -> same.get(0).text()).toList(), sites(passes.get(0)));
      for (int i = 0; i < passes.size(); i++) {
        EditedTrace all = traced.get(i);
        for (Request request : passes.get(i)) {
          results.put(
              request, new EditedTrace(all.trace().only(request.key().sites()), all.idle()));
        }
      }
    } catch (RuntimeException | Error e) {
      List<List<Request>> parts =
          passes.size() > 1
              ? passes
              : passes.get(0).stream().map(request -> List.of(request)).toList();
      if (parts.size() == 1 || e instanceof VirtualMachineError) {
        passes.forEach(same -> same.forEach(request -> results.put(request, e)));
      } else {
        parts.forEach(part -> results.putAll(trace(model, List.of(part))));
      }
    }
    return results;
  }
}
