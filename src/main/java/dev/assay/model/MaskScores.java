package dev.assay.model;

import dev.assay.trace.AssayException;
import java.util.List;

/**
 * What a masked-language-model head thinks of the words that may stand in the place of each mask of
 * a text. What is asked here without naming a mask is asked of the only one.
 *
 * @param masks from left to right as the text is written, at least one
 */
public record MaskScores(List<MaskScore> masks) {
  public MaskScores {
    masks = List.copyOf(masks);
    if (masks.isEmpty()) {
      throw new IllegalArgumentException("Scores of no mask.");
    }
  }

  /**
   * One of the masks.
   *
   * @param index from 0
   * @throws AssayException if there is none
   */
  public MaskScore mask(int index) {
    if (index < 0 || index >= masks.size()) {
      throw new AssayException(
          "There is no mask %d: the text has masks 0 to %d.".formatted(index, masks.size() - 1));
    }
    return masks.get(index);
  }

  /**
   * @throws AssayException if there are several masks
   * @see MaskScore#logProbability
   */
  public double logProbability(String word) {
    return only().logProbability(word);
  }

  /**
   * @throws AssayException if there are several masks
   * @see MaskScore#rank
   */
  public int rank(String word) {
    return only().rank(word);
  }

  /**
   * @throws AssayException if there are several masks
   * @see MaskScore#top
   */
  public List<Prediction> top(int k) {
    return only().top(k);
  }

  /**
   * @throws AssayException if there are several masks
   * @see MaskScore#among
   */
  public List<Prediction> among(String... words) {
    return only().among(List.of(words));
  }

  /**
   * @throws AssayException if there are several masks in one of the texts
   * @see MaskScore#correlation
   */
  public double correlation(MaskScores other) {
    return only().correlation(other.only());
  }

  /**
   * @throws AssayException if there are several masks in one of the texts
   * @see MaskScore#rankCorrelation
   */
  public double rankCorrelation(MaskScores other) {
    return only().rankCorrelation(other.only());
  }

  private MaskScore only() {
    if (masks.size() > 1) {
      throw new AssayException(
          "The text has %d masks; say which one is meant: mask(0) to mask(%d)."
              .formatted(masks.size(), masks.size() - 1));
    }
    return masks.get(0);
  }
}
