package replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.fixture.RecordRow;
import dev.assay.trace.WordSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sentences of the replication pack promise, whatever a model makes of them. */
class ReplicationFixturesTest {
  private static final Path FOLDER = Path.of("fixtures", "replication");
  private static final int FEWEST_ROWS = 60;
  private static final int FEWEST_TEMPLATES = 20;

  private static final Map<String, Class<? extends Record>> TYPES =
      Map.of(
          "categories.csv", CategoriesUnderNegation.Category.class,
          "determiners.csv", Dependency.class,
          "direct-objects.csv", Dependency.class,
          "disabled-heads.csv", HeadsThatCanGo.DisabledHead.class,
          "gaps.csv", Gap.class,
          "negated-gaps.csv", FillersUnderNegation.NegatedGap.class,
          "negated-sentences.csv", NegatedSentence.class,
          "paragraph-pairs.csv", ParagraphPair.class,
          "passive-auxiliaries.csv", Dependency.class,
          "possessives.csv", Dependency.class);

  /** A relation's file and the offset that its claims compare with. */
  static Stream<Arguments> relations() {
    return Stream.of(
        Arguments.of("determiners.csv", 1),
        Arguments.of("direct-objects.csv", -2),
        Arguments.of("passive-auxiliaries.csv", 1),
        Arguments.of("possessives.csv", 2));
  }

  @Test
  void every_file_is_checked_here_and_in_the_readme() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    }
    String readme = Files.readString(Path.of("fixtures", "README.md"));
    for (String file : TYPES.keySet()) {
      long templates = rows(file).stream().map(FixtureRow::cluster).distinct().count();
      assertThat(readme)
          .contains("| `%s` | %d | %d |".formatted(file, rows(file).size(), templates));
    }
  }

  @Test
  void hold_enough_rows_from_enough_templates() {
    for (String file : TYPES.keySet()) {
      assertThat(rows(file)).as(file).hasSizeGreaterThanOrEqualTo(FEWEST_ROWS);
      assertThat(rows(file).stream().map(FixtureRow::cluster).distinct())
          .as(file)
          .hasSizeGreaterThanOrEqualTo(FEWEST_TEMPLATES);
    }
  }

  @ParameterizedTest
  @MethodSource("relations")
  void no_fixed_offset_is_right_for_60_percent_of_the_pairs(String file, int best) {
    Map<Integer, Long> distances =
        rows(file, Dependency.class).stream()
            .collect(
                Collectors.groupingBy(Dependency::distance, TreeMap::new, Collectors.counting()));
    long most = distances.values().stream().mapToLong(count -> count).max().orElseThrow();
    assertThat(most).as("%s: %s", file, distances).isLessThan(6L * rows(file).size() / 10);
    assertThat(distances.get(best)).as("%s: %s", file, distances).isEqualTo(most);
    assertThat(distances).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("relations")
  void dependent_and_governor_are_two_words_of_their_sentence(String file, int best) {
    assertThat(rows(file, Dependency.class))
        .allSatisfy(row -> assertThat(row.distance()).isNotZero());
    assertDistinct(rows(file, Dependency.class).stream().map(Dependency::text).toList());
  }

  @Test
  void negated_sentences_hold_their_noun_verb_and_negation_once() {
    List<NegatedSentence> rows = rows("negated-sentences.csv", NegatedSentence.class);
    for (NegatedSentence row : rows) {
      for (String word : List.of(row.noun(), row.verb(), row.negation())) {
        assertThat(WordSpan.all(row.negated(), word)).as("%s in %s", word, row.id()).hasSize(1);
      }
      assertThat(WordSpan.all(row.text(), row.negation())).as(row.id()).isEmpty();
      assertThat(row.unrelated()).isNotEqualTo(row.text());
    }
    assertDistinct(rows.stream().flatMap(row -> Stream.of(row.text(), row.negated())).toList());
  }

  @Test
  void gaps_have_one_mask_and_a_word_that_is_not_given_away() {
    for (Gap row : rows("gaps.csv", Gap.class)) {
      assertOneMask(row.text());
      assertThat(WordSpan.all(row.text(), row.word())).as(row.id()).isEmpty();
    }
    rows("negated-gaps.csv", FillersUnderNegation.NegatedGap.class)
        .forEach(
            row -> {
              assertOneMask(row.affirmed());
              assertOneMask(row.negated());
              assertThat(row.negated()).isNotEqualTo(row.affirmed());
            });
    rows("categories.csv", CategoriesUnderNegation.Category.class)
        .forEach(
            row -> {
              assertThat(row.affirmed()).endsWith(" is a [MASK].");
              assertThat(row.negated()).isEqualTo(row.affirmed().replace(" is a ", " is not a "));
              // One article before both, so that it gives nothing away.
              assertThat(row.category().charAt(0)).isNotIn('a', 'e', 'i', 'o', 'u');
              assertThat(row.other().charAt(0)).isNotIn('a', 'e', 'i', 'o', 'u');
              assertThat(row.other()).isNotEqualTo(row.category());
            });
  }

  @Test
  void false_categories_are_the_true_ones_of_other_rows() {
    List<CategoriesUnderNegation.Category> rows =
        rows("categories.csv", CategoriesUnderNegation.Category.class);
    assertThat(rows.stream().map(row -> row.other()).sorted())
        .isEqualTo(rows.stream().map(row -> row.category()).sorted().toList());
  }

  @Test
  void every_head_of_a_base_model_is_disabled_once_on_a_sentence_with_a_gap() {
    List<HeadsThatCanGo.DisabledHead> rows =
        rows("disabled-heads.csv", HeadsThatCanGo.DisabledHead.class);
    Set<String> heads = new HashSet<>();
    Set<String> sentences =
        rows("gaps.csv", Gap.class).stream()
            .map(gap -> gap.text() + gap.word())
            .collect(Collectors.toSet());
    for (HeadsThatCanGo.DisabledHead row : rows) {
      heads.add(row.layer() + "." + row.head());
      assertThat(row.layer()).isBetween(0, 11);
      assertThat(row.head()).isBetween(0, 11);
      assertThat(sentences).contains(row.text() + row.word());
    }
    assertThat(heads).hasSize(144);
    assertThat(rows).hasSize(144);
  }

  /** Every word and mark is one word piece at least. */
  @Test
  void paragraphs_are_64_tokens_or_longer() {
    List<ParagraphPair> rows = rows("paragraph-pairs.csv", ParagraphPair.class);
    for (ParagraphPair row : rows) {
      for (String paragraph : List.of(row.first(), row.second())) {
        assertThat(Words.count(paragraph)).as("%s: %s", row.id(), paragraph).isBetween(64, 90);
      }
    }
    assertDistinct(rows.stream().flatMap(row -> Stream.of(row.first(), row.second())).toList());
  }

  private static void assertOneMask(String text) {
    assertThat(text.split("\\[MASK]", -1)).as(text).hasSize(2);
  }

  private static void assertDistinct(List<String> texts) {
    assertThat(texts).isNotEmpty().hasSameSizeAs(new HashSet<>(texts));
  }

  private static List<FixtureRow> rows(String file) {
    return Fixture.ofRecords("replication/" + file, TYPES.get(file)).rows();
  }

  private static <R extends Record> List<R> rows(String file, Class<R> type) {
    return rows(file).stream()
        .map(row -> row instanceof RecordRow record ? record.row() : row)
        .map(type::cast)
        .toList();
  }
}
