package dev.assay.study;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.EditedTrace;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A trace that one or several tasks of a {@link Gathering} wait for; guarded by its lock. */
final class Request {
  private final TraceKey key;
  private final EditedText text;
  private final long weight;
  private final int order;
  private final Set<GatheredModel> holders = new LinkedHashSet<>();
  private final List<Wait> waiters = new ArrayList<>();

  /**
   * @param weight in bytes, of the trace
   * @param order of the first task that asked, which decides whose turn it is
   */
  Request(TraceKey key, EditedText text, long weight, int order) {
    this.key = key;
    this.text = text;
    this.weight = weight;
    this.order = order;
  }

  TraceKey key() {
    return key;
  }

  EditedText text() {
    return text;
  }

  long weight() {
    return weight;
  }

  int order() {
    return order;
  }

  /** Tasks that will use the trace. */
  Set<GatheredModel> holders() {
    return holders;
  }

  List<Wait> waiters() {
    return waiters;
  }

  /** A thread that waits for some requests. */
  static final class Wait {
    private final Optional<GatheredModel> task;
    private final CountDownLatch left;
    private final Map<TraceKey, Trace> traces = new LinkedHashMap<>();
    private Optional<Throwable> failure = Optional.empty();

    /**
     * @param task whose own thread it is; absent for one that a task has started
     */
    Wait(Optional<GatheredModel> task, int requests) {
      this.task = task;
      this.left = new CountDownLatch(requests);
    }

    Optional<GatheredModel> task() {
      return task;
    }

    /** How many requests are not answered yet. */
    CountDownLatch left() {
      return left;
    }

    /** Takes an answer: an {@link EditedTrace}, or what was thrown, of which the first counts. */
    void got(TraceKey key, Object answer) {
      if (answer instanceof EditedTrace pass) {
        traces.put(key, pass.trace());
      } else if (answer instanceof Throwable why && failure.isEmpty()) {
        failure = Optional.of(why);
      }
    }

    Map<TraceKey, Trace> traces() {
      return traces;
    }

    Optional<Throwable> failure() {
      return failure;
    }
  }
}
