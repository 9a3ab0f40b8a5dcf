package dev.assay.cli;

import dev.assay.measure.WordAttention;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import dev.assay.trace.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Attention from and to a cue in one variant, averaged over sentences that are aligned at it. A
 * token's offset is its distance from the cue, negative on its left; the cue is one position,
 * offset 0, however many word pieces it has.
 */
final class CueProfile {
  private final Variant variant;
  private final int window;
  private final int[] sentences;
  private final double[][][] fromCue;
  private final double[][][] toCue;

  /**
   * @param window the largest offset that is looked at
   */
  CueProfile(Variant variant, int layers, int heads, int window) {
    this.variant = variant;
    this.window = window;
    int offsets = 2 * window + 1;
    this.sentences = new int[offsets];
    this.fromCue = new double[layers][heads][offsets];
    this.toCue = new double[layers][heads][offsets];
  }

  Variant variant() {
    return variant;
  }

  /**
   * @throws AssayException if this variant of the attention does not exist on this text, or if the
   *     cue is not in it exactly once; then the text counts in no head
   */
  void add(Trace trace, String cue) {
    List<AttentionPattern> patterns = new ArrayList<>();
    for (Layer layer : trace.layers()) {
      for (Head head : layer.heads()) {
        patterns.add(head.pattern().as(variant));
      }
    }
    Word word = patterns.get(0).tokens().word(cue);
    for (int i = 0; i < patterns.size(); i++) {
      int layer = i / trace.headCount();
      int head = i % trace.headCount();
      add(patterns.get(i), word, fromCue[layer][head], toCue[layer][head]);
    }
    for (int offset = -window; offset <= window; offset++) {
      int position = position(word, offset);
      if (position >= 0 && position < patterns.get(0).size()) {
        sentences[offset + window]++;
      }
    }
  }

  private void add(AttentionPattern pattern, Word cue, double[] from, double[] to) {
    double[] fromProfile = WordAttention.fromWord(pattern, cue);
    double[] toProfile = WordAttention.toWord(pattern, cue);
    for (int offset = -window; offset <= window; offset++) {
      int position = position(cue, offset);
      if (offset == 0) {
        double self = WordAttention.fromTo(pattern, cue, cue);
        from[window] += self;
        to[window] += self;
      } else if (position >= 0 && position < pattern.size()) {
        from[offset + window] += fromProfile[position];
        to[offset + window] += toProfile[position];
      }
    }
  }

  private static int position(Word cue, int offset) {
    List<Integer> pieces = cue.positions();
    return offset + (offset < 0 ? pieces.get(0) : pieces.get(pieces.size() - 1));
  }

  /** How many sentences reach to each offset. */
  int[] sentences() {
    return sentences.clone();
  }

  /** The mean attention from the cue to the token at each offset, empty where no sentence is. */
  List<OptionalDouble> fromCue(int layer, int head) {
    return means(fromCue[layer][head]);
  }

  /** The mean attention to the cue from the token at each offset, empty where no sentence is. */
  List<OptionalDouble> toCue(int layer, int head) {
    return means(toCue[layer][head]);
  }

  private List<OptionalDouble> means(double[] sums) {
    List<OptionalDouble> means = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      means.add(
          sentences[i] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[i] / sentences[i]));
    }
    return means;
  }
}
