package replication;

import dev.assay.fixture.FixtureRow;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A word and the word that it depends on, in Stanford dependencies. Both are words as {@link Words}
 * has them.
 *
 * @param dependent occurs in the text once
 * @param governor occurs in the text once
 */
record Dependency(String id, String template, String text, String dependent, String governor)
    implements FixtureRow {
  Dependency {
    Words.index(text, dependent);
    Words.index(text, governor);
  }

  @Override
  public String cluster() {
    return template;
  }

  @Override
  public List<String> texts() {
    return List.of(text);
  }

  /** How many words the governor stands after the dependent; negative if before it. */
  int distance() {
    return Words.index(text, governor) - Words.index(text, dependent);
  }

  /**
   * Which heads find the governor: of all other words it gets most of the dependent's attention,
   * which is summed over the pieces of a word that gets it and averaged over those of one that
   * gives it (Clark et al. 2019). Special tokens are no words.
   *
   * @param trace of the text, with pattern
   * @return [L][H]
   */
  boolean[][] found(Trace trace) {
    int[] words = Words.of(trace.tokens());
    int count = Words.count(text);
    int own = Words.index(text, dependent);
    int wanted = Words.index(text, governor);
    int[] from = IntStream.range(0, words.length).filter(i -> words[i] == own).toArray();
    boolean[][] found = new boolean[trace.layerCount()][trace.headCount()];
    for (int layer = 0; layer < found.length; layer++) {
      for (int head = 0; head < found[layer].length; head++) {
        Tensor pattern = trace.tensor(Site.PATTERN).at(layer).at(head);
        double[] attention = new double[count];
        for (int key = 0; key < words.length; key++) {
          if (words[key] != Words.NONE && words[key] != own) {
            for (int query : from) {
              attention[words[key]] += pattern.get(query, key);
            }
          }
        }
        found[layer][head] = isLargest(attention, wanted);
      }
    }
    return found;
  }

  /** Where several words get most, none of them has been found. */
  private static boolean isLargest(double[] attention, int wanted) {
    for (int word = 0; word < attention.length; word++) {
      if (word != wanted && attention[word] >= attention[wanted]) {
        return false;
      }
    }
    return true;
  }
}
