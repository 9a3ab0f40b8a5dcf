package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.parallel.Parallel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A checkpoint on DJL's PyTorch engine.
 *
 * @param checkpoint where name, tokenizer and identity come from
 * @param encoder its weights, or a null model's
 * @param reorder what happens to a text's tokens before the encoder sees them
 * @param hook what happens to the encoder's intermediate values
 * @param manager of the native memory that this model adds; closing the model closes it
 */
public record PyTorchModel(
    Checkpoint checkpoint,
    Encoder encoder,
    UnaryOperator<Tokens> reorder,
    Hook hook,
    NDManager manager)
    implements Model, AutoCloseable {
  /** How BERT writes a mask. */
  private static final String MASK = "[MASK]";

  /**
   * Puts a checkpoint's weights on the engine. Float32 stays mapped from the checkpoint's file;
   * what had to be converted or transposed is in memory, and so are the query, key and value
   * projections, which are stacked. The checkpoint's tokenizer is closed with this model, not with
   * those derived from it.
   */
  public static PyTorchModel load(Checkpoint checkpoint) {
    return Engines.filled(
        Engines.newManager(),
        manager -> {
          manager.attachInternal("tokenizer", checkpoint.tokenizer());
          EncoderWeights weights =
              EncoderWeights.of(
                  checkpoint.config(), new MappedParameters(checkpoint.weights(), manager));
          return new PyTorchModel(
              checkpoint,
              new Encoder(checkpoint.config(), weights),
              UnaryOperator.identity(),
              Hook.NONE,
              manager);
        });
  }

  /** What runs the forward passes, such as {@code PyTorch 2.7.1}. */
  public static String engine() {
    return Engines.PYTORCH + " " + Engines.version();
  }

  /** The same weights with a hook on every intermediate value, after those already there. */
  public PyTorchModel withHook(Hook extra) {
    return new PyTorchModel(
        checkpoint, encoder, reorder, hook.then(extra), manager.newSubManager());
  }

  /** The same weights on reordered tokens. */
  PyTorchModel withReorder(UnaryOperator<Tokens> order) {
    return new PyTorchModel(checkpoint, encoder, order, hook, manager.newSubManager());
  }

  /** Other weights, in {@code own} memory, behind the same tokenizer. */
  PyTorchModel derived(NDManager own, EncoderWeights weights) {
    return new PyTorchModel(checkpoint, new Encoder(config(), weights), reorder, hook, own);
  }

  @Override
  public String name() {
    return checkpoint.name();
  }

  @Override
  public EncoderConfig config() {
    return checkpoint.config();
  }

  @Override
  public Tokens tokenize(Text given) {
    Text text = new Text(withOwnMask(given.first()), given.second().map(this::withOwnMask));
    Tokens tokens =
        text.second()
            .map(second -> checkpoint.tokenizer().tokenize(text.first(), second))
            .orElseGet(() -> checkpoint.tokenizer().tokenize(text.first()));
    if (tokens.size() > config().positions()) {
      throw new AssayException(
          "\"%s...\" is %d tokens long, but %s has positions for %d; shorten it."
              .formatted(
                  text.first().substring(0, Math.min(40, text.first().length())),
                  tokens.size(),
                  name(),
                  config().positions()));
    }
    requireNoneOfThoseAround(tokens);
    for (Token token : tokens.list()) {
      if (token.id() >= config().vocabulary()) {
        throw new AssayException(
            "The tokenizer of %s gives %s the id %d, but its weights know %d word pieces; the tokenizer belongs to another checkpoint."
                .formatted(name(), Quoted.of(token.piece()), token.id(), config().vocabulary()));
      }
      if (token.segment() >= encoder.tokenTypes()) {
        throw new AssayException(
            "The tokenizer of %s gives %s the token type %d, but its weights know %d types; the tokenizer belongs to another checkpoint."
                .formatted(
                    name(), Quoted.of(token.piece()), token.segment(), encoder.tokenTypes()));
      }
    }
    return reorder.apply(tokens);
  }

  /** So that one fixture fills masks in all models; no text is about the letters. */
  private String withOwnMask(String text) {
    return checkpoint.tokenizer().mask().map(own -> text.replace(MASK, own)).orElse(text);
  }

  /**
   * "A [SEP] B" in one text would be read with the token types of one segment, and the [SEP] as a
   * word of the text; both are numbers without a sense, and nobody would see it.
   */
  private void requireNoneOfThoseAround(Tokens tokens) {
    Set<Integer> around =
        tokens.list().stream()
            .filter(token -> !token.content())
            .map(Token::id)
            .collect(Collectors.toSet());
    tokens.list().stream()
        .filter(token -> token.content() && around.contains(token.id()))
        .findFirst()
        .ifPresent(
            token -> {
              throw new AssayException(
                  "The text %s spells out %s, which the tokenizer of %s puts around texts itself; leave it out, and give two texts as a pair: Text.of(first, second), or --text and --text-pair."
                      .formatted(Quoted.text(tokens.text()), Quoted.plain(token.piece()), name()));
            });
  }

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    return tokenTraces(texts.stream().map(this::tokenize).toList(), sites);
  }

  /**
   * As {@link #traces}, of texts that this model has tokenized.
   *
   * @param tokens as {@link #tokenize} gave them
   */
  public List<Trace> tokenTraces(List<Tokens> tokens, Set<Site> sites) {
    return passes(tokens.stream().map(EditedText::plain).toList(), sites).stream()
        .map(EditedTrace::trace)
        .toList();
  }

  @Override
  public List<Trace> editedTraces(List<Text> texts, List<Edit> edits, Set<Site> sites) {
    return passes(EditedText.all(this, texts, edits), sites).stream()
        .map(EditedTrace::trace)
        .toList();
  }

  /**
   * As {@link #tokenTraces}, each pass edited as its own text says, whatever the edits of others in
   * its batch are.
   */
  public List<EditedTrace> passes(List<EditedText> texts, Set<Site> sites) {
    EditedTrace[] traces = new EditedTrace[texts.size()];
    List<List<Integer>> batches = batches(texts);
    List<List<EditedTrace>> traced =
        Parallel.map(
            batches, indices -> traceBatch(indices.stream().map(texts::get).toList(), sites));
    for (int i = 0; i < batches.size(); i++) {
      for (int b = 0; b < batches.get(i).size(); b++) {
        traces[batches.get(i).get(b)] = traced.get(i).get(b);
      }
    }
    return Arrays.asList(traces);
  }

  /** Indices of texts whose passes begin at the same layer, batch by batch. */
  private static List<List<Integer>> batches(List<EditedText> texts) {
    Map<Integer, List<Integer>> byFirstLayer = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byFirstLayer.computeIfAbsent(texts.get(i).firstLayer(), l -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> batches = new ArrayList<>();
    for (List<Integer> alike : byFirstLayer.values()) {
      for (List<Integer> batch :
          Batches.of(alike.stream().map(i -> texts.get(i).tokens()).toList())) {
        batches.add(batch.stream().map(alike::get).toList());
      }
    }
    return batches;
  }

  private List<EditedTrace> traceBatch(List<EditedText> texts, Set<Site> sites) {
    try (NDManager scratch = manager.newSubManager()) {
      Batch batch = batch(texts.stream().map(EditedText::tokens).toList(), scratch);
      EditHook edits = new EditHook(texts);
      Recorder recorder = new Recorder(config(), sites);
      Hook hooks = hook.then(edits).then(recorder);
      int first = texts.get(0).firstLayer();
      if (first == 0) {
        encoder.show(batch, hooks);
      } else {
        texts.forEach(text -> recorder.begin(text.before().orElseThrow(), first));
        encoder.show(batch, first, hidden(texts, first, scratch), hooks);
      }
      List<Trace> traces = recorder.traces(batch);
      return IntStream.range(0, texts.size())
          .mapToObj(b -> new EditedTrace(traces.get(b), edits.idle(b)))
          .toList();
    }
  }

  /** What goes into a layer without edits, [N,D]. */
  private NDArray hidden(List<EditedText> texts, int layer, NDManager scratch) {
    int all = texts.stream().mapToInt(text -> text.tokens().size()).sum();
    float[] rows = new float[all * config().hidden()];
    int at = 0;
    for (EditedText text : texts) {
      float[] own = text.before().orElseThrow().tensor(Site.RESID).at(layer).toArray();
      System.arraycopy(own, 0, rows, at, own.length);
      at += own.length;
    }
    return scratch.create(rows, new Shape(all, config().hidden()));
  }

  @Override
  public Tensor outputProjection(int layer) {
    NDArray weight = encoder.weights().layers().get(layer).attentionOutput().weight();
    return Tensor.of(weight.toFloatArray(), config().hidden(), config().hidden());
  }

  @Override
  public TorchHeads heads() {
    return new TorchHeads(checkpoint, encoder.weights(), manager);
  }

  private Batch batch(List<Tokens> texts, NDManager scratch) {
    return Batch.of(texts, config().positionEncoding(), scratch);
  }

  /** Releases the native memory of the weights; traces stay valid. */
  @Override
  public void close() {
    manager.close();
  }
}
