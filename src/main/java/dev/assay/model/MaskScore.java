package dev.assay.model;

import dev.assay.measure.Correlation;
import dev.assay.trace.AssayException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The scores of all tokens of a vocabulary in the place of one mask. */
public final class MaskScore {
  private final Words words;
  private final int position;
  private final float[] logits;

  private final double largest;

  /** Logarithm of the sum of the exponentials of what the logits are below the largest. */
  private final double logSum;

  /** The words that may stand in a mask's place. */
  public interface Words {
    /** How the vocabulary spells the token with an id. */
    String piece(int id);

    /**
     * The id of a word as it is written in the mask's place.
     *
     * @throws AssayException if the word is not one token of the vocabulary there
     */
    int id(String word);
  }

  /**
   * @param words what the scores are of
   * @param position of the mask among the text's tokens
   * @param logits by id, all of them finite
   */
  public MaskScore(Words words, int position, float... logits) {
    this.words = words;
    this.position = position;
    this.logits = logits.clone();
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    this.largest = most;
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest); // shifted, so that no exponential overflows
    }
    this.logSum = Math.log(sum);
  }

  /** Where the mask is among the text's tokens, special tokens included, from 0. */
  public int position() {
    return position;
  }

  /**
   * The natural logarithm of a word's probability in the mask's place, by softmax over the whole
   * vocabulary.
   *
   * @param word as it would be written there: "bird" is the token Ġbird of RoBERTa's vocabulary
   * @throws AssayException if it is not one token of the vocabulary
   */
  public double logProbability(String word) {
    return logProbability(words.id(word));
  }

  private double logProbability(int id) {
    return logits[id] - largest - logSum;
  }

  /**
   * The place of a word among all tokens of the vocabulary, the likeliest being 1: one more than
   * there are tokens with a larger score.
   *
   * @throws AssayException if it is not one token of the vocabulary
   */
  public int rank(String word) {
    return rank(words.id(word));
  }

  private int rank(int id) {
    int above = 0;
    for (float logit : logits) {
      if (logit > logits[id]) {
        above++;
      }
    }
    return above + 1;
  }

  /**
   * The likeliest tokens, the likeliest first; of equal ones the lower id.
   *
   * @param k how many, or all that there are if that is less
   * @throws AssayException if it is less than 1
   */
  public List<Prediction> top(int k) {
    if (k < 1) {
      throw new AssayException("The top %d tokens are none; ask for 1 at least.".formatted(k));
    }
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(id -> -logits[id]))
        .limit(k)
        .map(this::prediction)
        .toList();
  }

  /**
   * Given candidates, the likeliest first; probabilities are still those among all tokens of the
   * vocabulary.
   *
   * @throws AssayException if one of them is not one token of the vocabulary
   */
  public List<Prediction> among(List<String> candidates) {
    return candidates.stream()
        .map(words::id)
        .map(this::prediction)
        .sorted(Comparator.comparingDouble((Prediction one) -> -one.logit()))
        .toList();
  }

  /**
   * Pearson's r, over all tokens of the vocabulary, of the logarithms of their probabilities here
   * and in another place, -1 to 1.
   *
   * @throws AssayException if the other is of another vocabulary
   */
  public double correlation(MaskScore other) {
    requireSameVocabulary(other);
    return Correlation.pearson(logProbabilities(), other.logProbabilities());
  }

  /**
   * Spearman's rho, over all tokens of the vocabulary, of their ranks here and in another place, -1
   * to 1.
   *
   * @throws AssayException if the other is of another vocabulary
   */
  public double rankCorrelation(MaskScore other) {
    requireSameVocabulary(other);
    return Correlation.spearman(logProbabilities(), other.logProbabilities());
  }

  private void requireSameVocabulary(MaskScore other) {
    if (other.logits.length != logits.length) {
      throw new AssayException(
          "Scores of %d tokens cannot be correlated with those of %d; compare models with one vocabulary."
              .formatted(logits.length, other.logits.length));
    }
  }

  private double[] logProbabilities() {
    return IntStream.range(0, logits.length).mapToDouble(this::logProbability).toArray();
  }

  private Prediction prediction(int id) {
    return new Prediction(words.piece(id), id, logProbability(id), rank(id), logits[id]);
  }
}
