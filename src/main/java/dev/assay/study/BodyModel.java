package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.model.Edit;
import dev.assay.model.Heads;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A model as one claim's body sees it on one row: what is asked of it is noted, and a null of edits
 * has other edits made than those that were asked for.
 *
 * @param model the model itself
 * @param use where it is noted
 * @param instead what edits become
 * @param idle which edits of a pass changed nothing although they should have
 */
record BodyModel(
    Model model, Use use, UnaryOperator<List<Edit>> instead, Function<TraceKey, List<Edit>> idle)
    implements Model {

  @Override
  public List<Trace> traces(List<Text> texts, Set<Site> sites) {
    use.traced(texts.size());
    return model.traces(texts, sites);
  }

  @Override
  public List<Trace> editedTraces(List<Text> texts, List<Edit> edits, Set<Site> sites) {
    use.traced(texts.size());
    if (edits.isEmpty()) {
      return model.traces(texts, sites);
    }
    List<Edit> made = instead.apply(edits);
    List<Trace> traces = model.editedTraces(texts, made, sites);
    for (Text text : texts) {
      use.edited(text, made, idle.apply(new TraceKey(text, made, sites)));
    }
    return traces;
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
    return model.tokenize(text);
  }

  /** Every behaviour puts a head on one trace that it asks for itself. */
  @Override
  public Heads heads() {
    Heads heads = model.heads();
    return new Heads() {
      @Override
      public MaskedLm maskedLm() {
        MaskedLm head = heads.maskedLm();
        return (trace, layer) -> {
          use.behaved();
          return head.of(trace, layer);
        };
      }

      @Override
      public Classifier classifier() {
        Classifier head = heads.classifier();
        return trace -> {
          use.behaved();
          return head.of(trace);
        };
      }

      @Override
      public double[] embedding(Trace trace) {
        use.behaved();
        return heads.embedding(trace);
      }
    };
  }

  @Override
  public Tensor outputProjection(int layer) {
    return model.outputProjection(layer);
  }
}
