package replication;

import static dev.assay.claim.NullKind.*;

import dev.assay.junit.*;
import dev.assay.measure.Correlation;
import dev.assay.model.Model;
import dev.assay.trace.*;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/**
 * Raw attention tells in the lower layers which words matter to a prediction, and less the higher
 * the layer: the rank correlation, over the words of a sentence, of attention from the gap with how
 * much the right word's log probability changes when the word is blanked out.
 */
@Finding(
    id = "attention-and-importance",
    statement =
        "Attention from the gap ranks words by what blanking them out changes better in layers 0 to"
            + " 3 than in layers 8 to 11.",
    source = "Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers")
@Rows("replication/gaps.csv")
@Tag("replication")
class AttentionAndImportance {
  private static final String MASK = "[MASK]";
  private static final Pattern WORD = Pattern.compile("\\[MASK]|[\\p{L}\\p{N}]+");

  /** How many layers are the lower and the upper ones. */
  private static final int LAYERS = 4;

  @ClaimTest(models = {"bert-base-uncased", "bert-base-cased"})
  @MeanAtLeast(
      value = 0.1,
      unit = "rho",
      because =
          "The paper's models and tasks are others, so the claim is about direction; 0.1 is what"
              + " Cohen (1988) calls a small correlation.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  double fallsWithDepth(Gap row, Model model) {
    MatchResult[] words = WORD.matcher(row.text()).results().toArray(MatchResult[]::new);
    int gap =
        IntStream.range(0, words.length)
            .filter(i -> words[i].group().equals(MASK))
            .findFirst()
            .orElseThrow();
    int[] others = IntStream.range(0, words.length).filter(i -> i != gap).toArray();
    double whole = model.fillMask(row.text()).logProbability(row.word());
    double[] importance =
        IntStream.of(others)
            .mapToDouble(i -> Math.abs(whole - without(words[i], i < gap, row, model)))
            .toArray();
    Trace trace = model.trace(row.text());
    int top = trace.layerCount();
    return correlation(trace, importance, 0, words, gap)
        - correlation(trace, importance, top - LAYERS, words, gap);
  }

  /** The right word's log probability when another word is a gap as well. */
  private static double without(MatchResult word, boolean before, Gap row, Model model) {
    String blanked =
        row.text().substring(0, word.start()) + MASK + row.text().substring(word.end());
    return model.fillMask(blanked).mask(before ? 1 : 0).logProbability(row.word());
  }

  /** The mean over some layers, each averaged over its heads. */
  private static double correlation(
      Trace trace, double[] importance, int first, MatchResult[] words, int gap) {
    return IntStream.range(first, first + LAYERS)
        .mapToDouble(
            layer -> {
              AttentionPattern attention = trace.layer(layer).meanOverHeads();
              double[] received = received(attention, words, words[gap]);
              return Correlation.spearman(
                  IntStream.range(0, words.length)
                      .filter(i -> i != gap)
                      .mapToDouble(i -> received[i])
                      .toArray(),
                  importance);
            })
        .average()
        .orElseThrow();
  }

  /** Attention from the gap to each word, summed over the word's pieces. */
  private static double[] received(
      AttentionPattern attention, MatchResult[] words, MatchResult gap) {
    Tokens tokens = attention.tokens();
    int query =
        IntStream.of(tokens.contentPositions())
            .filter(i -> tokens.get(i).start() == gap.start())
            .findFirst()
            .orElseThrow();
    double[] received = new double[words.length];
    for (int key : tokens.contentPositions()) {
      for (int word = 0; word < words.length; word++) {
        int start = tokens.get(key).start();
        if (words[word].start() <= start && start < words[word].end()) {
          received[word] += attention.at(query, key);
        }
      }
    }
    return received;
  }
}
