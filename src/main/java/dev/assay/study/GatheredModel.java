package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.encoder.EditedText;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Heads;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The model as one task of a {@link Gathering} sees it: what it asks for comes in batches. */
final class GatheredModel implements Model {
  private final Gathering gathering;
  private final PyTorchModel model;
  private final int order;
  private final Thread thread;
  private volatile boolean waking;
  private final Set<TraceKey> held = new LinkedHashSet<>();
  private final Set<TraceKey> asked = Collections.synchronizedSet(new LinkedHashSet<>());

  /** All claims of a row ask for the same few texts, and each text is tokenized once for all. */
  private final Map<Text, Tokens> tokenized = new ConcurrentHashMap<>();

  GatheredModel(Gathering gathering, PyTorchModel model, int order, Thread thread) {
    this.gathering = gathering;
    this.model = model;
    this.order = order;
    this.thread = thread;
  }

  int order() {
    return order;
  }

  Thread thread() {
    return thread;
  }

  /** What it waited for is there, but its thread does not run yet, and may not for a while. */
  void wakes(boolean now) {
    waking = now;
  }

  /** Whether its thread runs, or will without anybody else's doing. */
  boolean computes() {
    return waking || thread.getState() == Thread.State.RUNNABLE;
  }

  /** Traces that are kept until the task ends; guarded by the gathering's lock. */
  Set<TraceKey> held() {
    return held;
  }

  /** All that the task has asked for so far, in order. */
  List<TraceKey> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** Says what will be asked for, so that it is traced with what other tasks ask for now. */
  void announce(Collection<TraceKey> keys) {
    gathering.announce(this, keys);
  }

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    if (texts.isEmpty()) {
      return List.of();
    }
    return get(
        texts,
        List.of(),
        sites,
        texts.stream().map(this::tokenize).map(EditedText::plain).toList());
  }

  /** What donors give is asked for first, and so is gathered and remembered like any trace. */
  @Override
  public List<Trace> editedTraces(List<Text> texts, List<Edit> edits, Set<Site> sites) {
    if (edits.isEmpty() || texts.isEmpty()) {
      return traces(texts, sites);
    }
    List<EditedText> edited = EditedText.all(this, texts, edits);
    return get(
        texts,
        edits,
        sites,
        IntStream.range(0, texts.size())
            .mapToObj(i -> goingOn(edited.get(i), new TraceKey(texts.get(i), sites)))
            .toList());
  }

  /** From what is known of the same text without edits, as it mostly is, to be compared with. */
  private EditedText goingOn(EditedText text, TraceKey plain) {
    return plain.sites().contains(Site.RESID)
        ? gathering.known(plain).map(text::goingOnFrom).orElse(text)
        : text;
  }

  private List<Trace> get(
      List<Text> texts, List<Edit> edits, Set<Site> sites, List<EditedText> edited) {
    List<TraceKey> keys = texts.stream().map(text -> new TraceKey(text, edits, sites)).toList();
    asked.addAll(keys);
    return gathering.get(this, keys, edited);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public EncoderConfig config() {
    return model.config();
  }

  @Override
  public Tokens tokenize(Text text) {
    return tokenized.computeIfAbsent(text, model::tokenize);
  }

  @Override
  public Heads heads() {
    return model.heads();
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.outputProjection(layer);
  }
}
