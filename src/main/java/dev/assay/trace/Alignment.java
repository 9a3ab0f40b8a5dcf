package dev.assay.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which token of an original text is compared with which of its counterfactual. Texts of equal
 * length are compared position by position. Otherwise the longest common subsequence of their word
 * pieces is kept, where a declared substitution counts as common; tokens without a partner are
 * dropped, and their number is reported.
 *
 * @param pairs the partners, ascending in both texts
 * @param originalDropped tokens of the original without a partner
 * @param counterfactualDropped tokens of the counterfactual without a partner
 */
public record Alignment(List<Pair> pairs, int originalDropped, int counterfactualDropped) {

  /** Positions of two partners. */
  public record Pair(int original, int counterfactual) {}

  public Alignment {
    pairs = List.copyOf(pairs);
  }

  /**
   * @param substitutions words to be kept as partners although they differ; both must be as many
   *     word pieces long, else their tokens are dropped
   */
  public static Alignment of(
      Tokens original, Tokens counterfactual, List<Substitution> substitutions) {
    int n = original.size();
    int m = counterfactual.size();
    List<Pair> pairs = new ArrayList<>();
    if (n == m) {
      for (int i = 0; i < n; i++) {
        pairs.add(new Pair(i, i));
      }
    } else {
      pairs.addAll(
          longestCommonSubsequence(
              original, counterfactual, partners(original, counterfactual, substitutions)));
    }
    return new Alignment(pairs, n - pairs.size(), m - pairs.size());
  }

  private static Set<Pair> partners(
      Tokens original, Tokens counterfactual, List<Substitution> substitutions) {
    Set<Pair> partners = new HashSet<>();
    for (Substitution substitution : substitutions) {
      List<Integer> from = original.word(substitution.original()).positions();
      List<Integer> to = counterfactual.word(substitution.counterfactual()).positions();
      for (int k = 0; from.size() == to.size() && k < from.size(); k++) {
        partners.add(new Pair(from.get(k), to.get(k)));
      }
    }
    return partners;
  }

  private static List<Pair> longestCommonSubsequence(Tokens a, Tokens b, Set<Pair> partners) {
    int[][] length = new int[a.size() + 1][b.size() + 1]; // of the suffixes that start at i and j
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        int paired = matches(a, b, partners, i, j) ? 1 + length[i + 1][j + 1] : 0;
        length[i][j] = Math.max(paired, Math.max(length[i + 1][j], length[i][j + 1]));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (matches(a, b, partners, i, j) && length[i][j] == 1 + length[i + 1][j + 1]) {
        pairs.add(new Pair(i++, j++));
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return Collections.unmodifiableList(pairs);
  }

  private static boolean matches(Tokens a, Tokens b, Set<Pair> partners, int i, int j) {
    return a.get(i).id() == b.get(j).id() || partners.contains(new Pair(i, j));
  }
}
