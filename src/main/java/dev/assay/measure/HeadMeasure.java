package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Tokens;
import dev.assay.trace.Variant;
import dev.assay.trace.Word;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Every measure that needs nothing but one head of one trace and is one number, for tables and
 * reports over all heads. Measures of a word are here as their mean over all content tokens.
 */
public enum HeadMeasure {
  /** {@link AttentionMeasures#distance}. */
  ATTENTION_DISTANCE("attention_distance", "tokens"),
  /** {@link AttentionMeasures#localMass} within 1 token. */
  LOCAL_MASS_1("local_mass_1", "share"),
  /** {@link AttentionMeasures#localMass} within 2 tokens. */
  LOCAL_MASS_2("local_mass_2", "share"),
  /** {@link AttentionMeasures#entropy}. */
  ATTENTION_ENTROPY("attention_entropy", "nats"),
  /** {@link ValueMeasures#neighbourhoodSimilarity} within 2 tokens, mean over content tokens. */
  NEIGHBOURHOOD_SIMILARITY_2("neighbourhood_similarity_2", "cosine"),
  /** {@link ValueMeasures#effectiveNeighbours}, mean over content tokens. */
  EFFECTIVE_NEIGHBOURS("effective_neighbours", "share");

  private final String label;
  private final String unit;

  HeadMeasure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Its name in JSON and reports, such as {@code attention_distance}. */
  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /** The variants in which it exists: all three for attention, content only for value outputs. */
  public List<Variant> variants() {
    return switch (this) {
      case ATTENTION_DISTANCE, LOCAL_MASS_1, LOCAL_MASS_2, ATTENTION_ENTROPY ->
          List.of(Variant.values());
      case NEIGHBOURHOOD_SIMILARITY_2, EFFECTIVE_NEIGHBOURS -> List.of(Variant.CONTENT);
    };
  }

  /**
   * The measure of one head.
   *
   * @throws IllegalArgumentException if the measure does not exist in this variant
   * @throws dev.assay.trace.AssayException if it has no value on this text, which may be too short
   */
  public double of(Head head, Variant variant) {
    if (!variants().contains(variant)) {
      throw new IllegalArgumentException(
          "%s does not exist in the variant %s.".formatted(label, variant.label()));
    }
    return switch (this) {
      case ATTENTION_DISTANCE -> AttentionMeasures.distance(pattern(head, variant));
      case LOCAL_MASS_1 -> AttentionMeasures.localMass(pattern(head, variant), 1);
      case LOCAL_MASS_2 -> AttentionMeasures.localMass(pattern(head, variant), 2);
      case ATTENTION_ENTROPY -> AttentionMeasures.entropy(pattern(head, variant));
      case NEIGHBOURHOOD_SIMILARITY_2 ->
          overContent(head, word -> ValueMeasures.neighbourhoodSimilarity(head, word, 2));
      case EFFECTIVE_NEIGHBOURS ->
          overContent(head, word -> ValueMeasures.effectiveNeighbours(head, word));
    };
  }

  private static AttentionPattern pattern(Head head, Variant variant) {
    return head.pattern().as(variant);
  }

  private static double overContent(Head head, ToDoubleFunction<Word> measure) {
    Tokens tokens = head.trace().tokens();
    return IntStream.of(tokens.contentPositions())
        .mapToObj(position -> new Word(tokens.get(position).piece(), List.of(position)))
        .mapToDouble(measure)
        .average()
        .orElseThrow(
            () ->
                new AssayException(
                    "\"%s\" has no content token; use a longer text.".formatted(tokens.text())));
  }
}
