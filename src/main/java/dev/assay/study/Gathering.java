package dev.assay.study;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.EditedTrace;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that ask a model for traces, many at once and each in a thread of its own, and gathers
 * what they ask for: a task waits for what it has asked for, and when all of them wait, all that is
 * asked for is traced together, in batches, and they go on. So a text costs as much whatever is
 * kept of it and whenever it is asked for.
 *
 * <p>Which requests share a batch depends on the tasks only, not on how fast they run, so that two
 * runs agree to the last digit; only a task that waits for something else than the model (a lock, a
 * thread of its own) is not waited for longer than {@link #PATIENCE_MILLIS}.
 *
 * <p>Memory is bounded: no more is traced at once than the store has room for beside what
 * unfinished tasks hold, the first tasks first, and at least one text, so that there is always one
 * that goes on.
 */
final class Gathering {
  /** Enough texts for several batches of similar length per core. */
  private static final int AT_ONCE = 128;

  private static final long PATIENCE_MILLIS = 100;

  /** How often is looked whether anybody computes. */
  private static final long LOOK_MILLIS = 10;

  private final PyTorchModel model;
  private final TraceStore store;
  private final int n;
  private final Task task;
  private final @Nullable Throwable[] thrown;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** All below are guarded by the lock. */
  private final Map<TraceKey, Request> open = new LinkedHashMap<>();

  private final Set<GatheredModel> running = new LinkedHashSet<>();
  private final Set<GatheredModel> waiting = new LinkedHashSet<>();
  private int next;
  private int ended;

  private Gathering(PyTorchModel model, TraceStore store, int n, Task task) {
    this.model = model;
    this.store = store;
    this.n = n;
    this.task = task;
    this.thrown = new Throwable[n];
  }

  /** What is to be done for one item, with the model to ask. */
  @FunctionalInterface
  interface Task {
    void run(int item, GatheredModel model);
  }

  /**
   * Runs the task for the items 0 to n-1 and returns when all of them have ended.
   *
   * @param store what is remembered of the model's traces
   * @throws RuntimeException or Error that a task threw, the first item's; the others are
   *     suppressed
   */
  static void forEach(PyTorchModel model, TraceStore store, int n, Task task) {
    Gathering gathering = new Gathering(model, store, n, task);
    for (int worker = 0; worker < Math.min(n, AT_ONCE); worker++) {
      RowThreads.start(gathering::work);
    }
    gathering.conduct();
    Failures.throwFirst(gathering.thrown);
  }

  private void work() {
    while (true) {
      GatheredModel mine;
      lock.lock();
      try {
        if (next >= n) {
          return;
        }
        mine = new GatheredModel(this, model, next++, Thread.currentThread());
        running.add(mine);
      } finally {
        lock.unlock();
      }
      try {
        task.run(mine.order(), mine);
      } catch (Throwable e) { // whatever it is, the others must end before it is thrown on
        thrown[mine.order()] = e;
      } finally {
        end(mine);
      }
    }
  }

  private void end(GatheredModel task) {
    lock.lock();
    try {
      task.held().forEach(store::release);
      running.remove(task);
      ended++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Traces what is asked for whenever nobody goes on without it, until all tasks have ended. */
  private void conduct() {
    boolean interrupted = false;
    lock.lock();
    try {
      int quiet = 0;
      while (ended < n) {
        boolean started = next >= Math.min(n, AT_ONCE + ended);
        if (started
            && !open.isEmpty()
            && (running.isEmpty() || quiet * LOOK_MILLIS > PATIENCE_MILLIS)) {
          serve(turn());
          quiet = 0;
          continue;
        }
        try {
          boolean something = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          boolean stuck = !open.isEmpty() && (nobodyComputes() || isAskedElsewhere());
          quiet = !something && stuck ? quiet + 1 : 0;
        } catch (InterruptedException e) {
          interrupted = true; // the tasks go on, and would use a model that is closed
        }
      }
      refuseWhatIsStillAsked();
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Threads that tasks have started and not waited for would wait for ever. */
  private void refuseWhatIsStillAsked() {
    open.values()
        .forEach(
            request ->
                request
                    .waiters()
                    .forEach(wait -> deliver(wait, request.key(), tooLate(request.key()))));
    open.clear();
  }

  private static AssayException tooLate(TraceKey key) {
    return new AssayException(
        "\"%s\" is asked for after the claim's body has returned; let the body wait for the threads that it starts."
            .formatted(key.text()));
  }

  private boolean nobodyComputes() {
    return running.stream().noneMatch(GatheredModel::computes);
  }

  /**
   * Whether a thread that a task has started waits: the task may wait for it in a way that looks
   * like work, and so may others, as those do that wait for a parallel stream.
   */
  private boolean isAskedElsewhere() {
    return open.values().stream()
        .anyMatch(request -> request.waiters().stream().anyMatch(wait -> wait.task().isEmpty()));
  }

  /** Whose requests are served now: the first tasks' first, as many as there is room for. */
  private List<Request> turn() {
    List<Request> turn = new ArrayList<>();
    long weight = 0;
    for (Request request :
        open.values().stream()
            .sorted(Comparator.comparingInt((Request request) -> request.order()))
            .toList()) {
      weight += request.weight();
      if (!turn.isEmpty() && !store.hasRoomFor(weight)) {
        break;
      }
      turn.add(request);
    }
    store.hasRoomFor(weight);
    return turn;
  }

  /** Traces without the lock, so that tasks may go on asking, and hands out what came of it. */
  private void serve(List<Request> turn) {
    Map<Request, Object> results;
    lock.unlock();
    try {
      results = Passes.of(model, turn);
    } finally {
      lock.lock();
    }
    results.forEach(
        (request, result) -> {
          open.remove(request.key());
          if (result instanceof EditedTrace pass) {
            store.put(request.key(), pass.trace(), request.weight());
            store.remarkIdle(request.key(), pass.idle());
            request.holders().forEach(holder -> hold(holder, request.key()));
          }
          request.waiters().forEach(wait -> deliver(wait, request.key(), result));
        });
  }

  private void deliver(Request.Wait wait, TraceKey key, Object result) {
    wait.got(key, result);
    if (wait.left().getCount() == 1) {
      wait.task()
          .ifPresent(
              task -> {
                waiting.remove(task);
                task.wakes(true);
                running.add(task);
              });
    }
    wait.left().countDown();
  }

  /**
   * Says what a task will ask for, so that it is traced with what others ask for now. Of edited
   * passes it is not known yet what donors give; what they give is among the others.
   */
  void announce(GatheredModel task, Collection<TraceKey> keys) {
    Map<TraceKey, EditedText> texts = new LinkedHashMap<>();
    keys.stream()
        .filter(key -> !key.isEdited())
        .forEach(key -> texts.put(key, EditedText.plain(task.tokenize(key.text()))));
    lock.lock();
    try {
      texts.forEach(
          (key, text) -> {
            if (store.get(key).isPresent()) {
              hold(task, key);
            } else {
              request(task, key, text);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  /** What is remembered of a text; nothing is asked for. */
  Optional<Trace> known(TraceKey key) {
    return store.get(key);
  }

  /** The traces, in the order of the keys; waits until they are there. */
  List<Trace> get(GatheredModel task, List<TraceKey> keys, List<EditedText> texts) {
    Map<TraceKey, Trace> found = new LinkedHashMap<>();
    Optional<Request.Wait> wait = Optional.empty();
    lock.lock();
    try {
      if (ended == n) {
        throw tooLate(keys.get(0));
      }
      List<Request> missing = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        TraceKey key = keys.get(i);
        Optional<Trace> trace = store.get(key);
        if (trace.isPresent()) {
          hold(task, key);
          found.put(key, trace.get());
        } else if (missing.stream().noneMatch(request -> request.key().equals(key))) {
          missing.add(request(task, key, texts.get(i)));
        }
      }
      if (!missing.isEmpty()) {
        wait = Optional.of(waitFor(task, missing));
      }
    } finally {
      lock.unlock();
    }
    if (wait.isPresent()) {
      Uninterrupted.await(wait.get().left());
      if (wait.get().task().isPresent()) {
        task.wakes(false);
      }
      wait.get().failure().ifPresent(Failures::rethrow);
      found.putAll(wait.get().traces());
    }
    return keys.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  private Request.Wait waitFor(GatheredModel task, List<Request> missing) {
    // A thread that a task started itself waits too, but the task goes on.
    boolean own = Thread.currentThread() == task.thread();
    Request.Wait wait =
        new Request.Wait(own ? Optional.of(task) : Optional.empty(), missing.size());
    missing.forEach(request -> request.waiters().add(wait));
    if (own) {
      running.remove(task);
      waiting.add(task);
    }
    changed.signalAll();
    return wait;
  }

  private Request request(GatheredModel task, TraceKey key, EditedText text) {
    Request request =
        open.computeIfAbsent(
            key,
            k ->
                new Request(
                    k,
                    text,
                    TraceStore.weight(k.sites(), text.tokens().size(), model.config()),
                    task.order()));
    request.holders().add(task);
    return request;
  }

  private void hold(GatheredModel task, TraceKey key) {
    boolean goesOn = running.contains(task) || waiting.contains(task);
    if (goesOn && task.held().add(key)) {
      store.hold(key);
    }
  }
}
