package dev.assay.trace;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * The traces of a text and of its counterfactual, with the alignment of their tokens.
 *
 * @param original of the text
 * @param counterfactual of the changed text, by a model of the same shape
 * @param alignment which token is compared with which
 */
public record TracePair(Trace original, Trace counterfactual, Alignment alignment) {

  /** Aligns two traces, as {@link Alignment#of} does their tokens. */
  public static TracePair of(
      Trace original, Trace counterfactual, List<Substitution> substitutions) {
    return new TracePair(
        original,
        counterfactual,
        Alignment.of(original.tokens(), counterfactual.tokens(), substitutions));
  }

  /** The same alignment with another trace in the counterfactual's place. */
  public TracePair with(Trace other) {
    return new TracePair(original, other, alignment);
  }

  /** The mean of a measure over all heads, each beside the same head of the counterfactual. */
  public double meanOverHeads(ToDoubleBiFunction<Head, Head> measure) {
    return original.meanOverHeads(head -> measure.applyAsDouble(head, head.in(counterfactual)));
  }
}
