package replication;

import dev.assay.fixture.Fixture;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Set;

/**
 * A dependency relation and the head that is said to find it.
 *
 * @param rows all pairs there are
 * @param layer from 0
 * @param head from 0
 * @param offset the distance from dependent to governor that is right most often in these rows
 */
record Relation(List<Dependency> rows, int layer, int head, int offset) {
  private static final Set<Site> ATTENTION = Set.of(Site.PATTERN);

  static Relation of(String file, int layer, int head, int offset) {
    return new Relation(Fixture.named(file, Dependency.class).rows(), layer, head, offset);
  }

  /** 1 if the head finds the governor, else 0. */
  double found(Dependency row, Model model) {
    return row.found(model.trace(row.text(), ATTENTION))[layer][head] ? 1 : 0;
  }

  /** {@link #found} less what the word at the best fixed offset would get. */
  double aboveOffset(Dependency row, Model model) {
    return found(row, model) - (row.distance() == offset ? 1 : 0);
  }

  /**
   * {@link #found} less what the best other head gets: the one that finds most governors in the
   * rows of other templates, so that no head is chosen by the row that it is measured on.
   */
  double aboveBestOther(Dependency row, Model model) {
    int[][] hits = new int[model.config().layers()][model.config().heads()];
    // All rows are asked for, the same by every row, so that they are traced together.
    List<Trace> traces =
        model.traces(rows.stream().map(other -> Text.of(other.text())).toList(), ATTENTION);
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).template().equals(row.template())) {
        add(rows.get(i).found(traces.get(i)), hits);
      }
    }
    boolean[][] own = row.found(model.trace(row.text(), ATTENTION));
    int best = -1;
    boolean bestFinds = false;
    for (int l = 0; l < hits.length; l++) {
      for (int h = 0; h < hits[l].length; h++) {
        if (hits[l][h] > best && !(l == layer && h == head)) {
          best = hits[l][h];
          bestFinds = own[l][h];
        }
      }
    }
    return (own[layer][head] ? 1 : 0) - (bestFinds ? 1 : 0);
  }

  private static void add(boolean[][] found, int[][] hits) {
    for (int l = 0; l < hits.length; l++) {
      for (int h = 0; h < hits[l].length; h++) {
        hits[l][h] += found[l][h] ? 1 : 0;
      }
    }
  }
}
