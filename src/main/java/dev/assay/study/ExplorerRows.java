package dev.assay.study;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.fixture.CueRow;
import dev.assay.fixture.FixtureRow;
import dev.assay.fixture.NegationPair;
import dev.assay.model.Text;
import dev.assay.page.ExplorerRow;
import dev.assay.page.ExplorerText;
import dev.assay.page.Mark;
import dev.assay.trace.AssayException;
import dev.assay.trace.Substitution;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fixture's row as a page with every head shows it: what its texts are called, what is marked.
 */
final class ExplorerRows {
  private ExplorerRows() {}

  /** The row's texts, and what else the claims asked the model for. */
  static List<Text> texts(FixtureRow row, List<TraceKey> asked) {
    Set<Text> texts = new LinkedHashSet<>(Text.each(row.texts()));
    asked.forEach(key -> texts.add(key.text()));
    return List.copyOf(texts);
  }

  /**
   * @param traces of its texts
   */
  static ExplorerRow of(FixtureRow row, Map<Text, Trace> traces) {
    List<ExplorerText> texts = new ArrayList<>();
    traces.forEach(
        (text, trace) -> {
          String label = "";
          List<Mark> marks = List.of();
          if (row instanceof NegationPair pair) {
            boolean negated = text.equals(Text.of(pair.negated()));
            label = negated ? "negated" : text.equals(Text.of(pair.control())) ? "control" : "";
            marks =
                label.isEmpty()
                    ? List.of()
                    : marks(
                        trace.tokens(),
                        Map.of(
                            negated ? "cue" : "control word",
                            negated ? pair.cue() : pair.controlWord(),
                            "affected",
                            pair.affected()));
          } else if (row instanceof CounterfactualPair pair) {
            label = label(pair, text);
            marks = exchanged(pair, label, trace.tokens());
          } else if (row instanceof CueRow cue) {
            marks = marks(trace.tokens(), Map.of("cue", cue.cue()));
          }
          texts.add(new ExplorerText(label, trace, marks));
        });
    return new ExplorerRow(
        row.id(),
        texts,
        row instanceof CounterfactualPair pair && traces.containsKey(Text.of(pair.counterfactual()))
            ? pair.substitutions()
            : List.of());
  }

  private static String label(CounterfactualPair pair, Text text) {
    Map<Text, String> labels = new LinkedHashMap<>();
    labels.put(Text.of(pair.unrelated()), "unrelated");
    labels.put(Text.of(pair.counterfactual()), "counterfactual");
    labels.put(Text.of(pair.original()), "original");
    return labels.getOrDefault(text, "");
  }

  private static List<Mark> exchanged(CounterfactualPair pair, String label, Tokens tokens) {
    List<Mark> marks = new ArrayList<>();
    for (Substitution one : pair.substitutions()) {
      if (label.equals("original")) {
        marks.addAll(marks(tokens, Map.of("exchanged", one.original())));
      } else if (label.equals("counterfactual")) {
        marks.addAll(marks(tokens, Map.of("exchanged", one.counterfactual())));
      }
    }
    return marks;
  }

  /** A word that tokenisation lost is not marked: whoever claims something of it is told. */
  private static List<Mark> marks(Tokens tokens, Map<String, String> words) {
    List<Mark> marks = new ArrayList<>();
    words.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            word -> {
              try {
                marks.add(Mark.of(word.getKey(), tokens.word(word.getValue())));
              } catch (AssayException e) {
                // See above.
              }
            });
    return marks;
  }
}
