package dev.assay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
  private static final List<String> LABELS = List.of("NEGATIVE", "NEUTRAL", "POSITIVE");

  @Test
  void probabilities_of_classes_that_exclude_each_other_are_shares() {
    ClassScores scores = ClassScores.of(LABELS, true, 0, (float) Math.log(2), (float) Math.log(5));

    assertThat(scores.probabilities())
        .containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-7));
    assertThat(scores.logProbability("NEUTRAL")).isCloseTo(Math.log(0.25), within(1e-7));
    assertThat(scores.logit("NEGATIVE")).isZero();
    assertThat(scores.label()).isEqualTo("POSITIVE");
  }

  @Test
  void probabilities_of_classes_that_do_not_are_each_its_own() {
    ClassScores scores = ClassScores.of(LABELS, false, 0, (float) Math.log(3), -1000);

    assertThat(scores.probabilities()).containsExactly(new double[] {0.5, 0.75, 0}, within(1e-7));
    assertThat(scores.logProbability("POSITIVE")).isCloseTo(-1000, within(1e-9));
  }

  @Test
  void large_scores_overflow_nothing() {
    ClassScores scores = ClassScores.of(LABELS, true, 3e38f, 3e38f, -3e38f);

    assertThat(DoubleStream.of(scores.probabilities()).sum()).isCloseTo(1, within(1e-12));
    assertThat(scores.label()).as("the first of equal ones").isEqualTo("NEGATIVE");
  }

  @Test
  void a_label_that_is_not_there_is_refused_with_those_that_are() {
    ClassScores scores = ClassScores.of(LABELS, true, 1, 2, 3);

    assertThatThrownBy(() -> scores.probability("positive"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "There is no class 'positive'; the classes are 'NEGATIVE', 'NEUTRAL', 'POSITIVE'.");
  }
}
