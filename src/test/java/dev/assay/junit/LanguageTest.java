package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.study.ClaimBody;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What annotations say, and what is wrong with them, before any model is loaded. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LanguageTest {
  @TempDir static Path folder;
  private static URLClassLoader classes;

  @BeforeAll
  static void compiles_the_samples() throws IOException {
    Path compiled = SampleClaims.compile("language", folder.resolve("classes"));
    classes =
        new URLClassLoader(
            new URL[] {compiled.toUri().toURL()}, LanguageTest.class.getClassLoader());
    Files.writeString(folder.resolve("rows.csv"), "id,text\na,A cat.\nb,A dog.\n");
    Files.writeString(
        folder.resolve("kinds.tsv"),
        "id\ttext\tkind\ttemplate\na\tA cat, a dog.\trole-swap\tt1\nb\tA dog.\tTENSE\t\n");
    Files.writeString(
        folder.resolve("kinds.jsonl"),
        """
        {"id": "a", "text": "A \\"cat\\".", "kind": "tense"}
        {"text": "A dog.", "kind": "tense", "id": 2, "template": "t", "more": [1]}
        """);
    System.setProperty(Fixture.FOLDER_PROPERTY, folder.toString());
  }

  @AfterAll
  static void closes() throws IOException {
    System.clearProperty(Fixture.FOLDER_PROPERTY);
    classes.close();
  }

  @Test
  void values_multiply_and_raw_is_named_only_where_it_stands_alone() {
    assertThat(claims("Multiplied", "measure", 1))
        .extracting(body -> body.claim().id() + ": " + body.claim().statement())
        .containsExactly(
            "f.role-swap: attention of role-swap (raw).",
            "f.role-swap-content: attention among content tokens of role-swap (content).",
            "f.role-swap-content-without-self: attention between different content tokens of"
                + " role-swap (content without self).",
            "f.tense: attention of tense (raw).",
            "f.tense-content: attention among content tokens of tense (content).",
            "f.tense-content-without-self: attention between different content tokens of tense"
                + " (content without self).");
  }

  @Test
  void a_claim_of_a_group_is_about_its_rows() {
    ClaimBody swap = claims("Multiplied", "measure", 1).get(0);

    assertThat(swap.rows().fixture().rows()).extracting(FixtureRow::id).containsExactly("a");
    assertThat(swap.rows().idsInFile()).containsExactly("a", "b");
    assertThat(swap.oneOfSeveral()).isTrue();
  }

  @Test
  void annotations_compose_and_the_methods_own_override_them() {
    ClaimBody usual = claims("Multiplied", "measure", 1).get(0);
    assertThat(usual.claim().expectation()).isEqualTo(new MeanExpectation.AtLeast(0.1));
    assertThat(usual.claim().mustBeat()).containsExactly(NullKind.RANDOM_WEIGHTS);
    assertThat(usual.claim().published()).isEmpty();
    assertThat(usual.claim().fixture()).isEqualTo("kinds.tsv");

    assertThat(claims("Multiplied", "windows", 1))
        .allSatisfy(
            own -> {
              assertThat(own.claim().expectation()).isEqualTo(new MeanExpectation.Within(-1, 1));
              assertThat(own.claim().published()).hasValue(0.5);
              assertThat(own.claim().fixture()).isEqualTo("kinds.jsonl");
            })
        .extracting(own -> own.claim().id())
        .containsExactly("f.named.window-1", "f.named.window-5");
  }

  @Test
  void there_is_a_claim_for_every_layer_that_the_model_has() {
    assertThat(claims("PerLayer", "measure", 2))
        .extracting(body -> body.claim().id())
        .containsExactly(
            "layers.layer-0",
            "layers.layer-1",
            "layers.content.layer-0",
            "layers.content.layer-1",
            "layers.content-without-self.layer-0",
            "layers.content-without-self.layer-1");
    assertThat(claims("PerLayer", "measure", 12)).hasSize(36);
    assertThat(method("PerLayer", "measure").mayHave("layers.content.layer-11")).isTrue();
    assertThat(method("PerLayer", "measure").mayHave("layers.content.window-1")).isFalse();
  }

  @Test
  void rows_are_any_records_with_an_id_and_hints_are_found_by_name() {
    List<FixtureRow> rows = claims("Multiplied", "measure", 1).get(0).rows().fixture().rows();
    assertThat(rows.get(0).cluster()).isEqualTo("t1");
    assertThat(rows.get(0).group()).isEqualTo("role-swap");
    assertThat(rows.get(0).texts()).containsExactly("A cat, a dog.");

    List<FixtureRow> lines = claims("Multiplied", "windows", 1).get(0).rows().fixture().rows();
    assertThat(lines).extracting(FixtureRow::id).containsExactly("a", "2");
    assertThat(lines).extracting(FixtureRow::cluster).containsExactly("a", "t");
    assertThat(lines.get(0).texts()).containsExactly("A \"cat\".");
  }

  @Test
  void rows_may_come_from_a_method() {
    ClaimBody made = claims("Made", "nearTheOther", 1).get(0);

    assertThat(made.claim().fixture()).isEqualTo("Made.rows");
    assertThat(made.rows().fixture().rows()).hasSize(6);
    assertThat(made.rows().fixture().sha256())
        .isEqualTo(claims("Made", "heads", 1).get(0).rows().fixture().sha256());
    assertThat(made.against()).containsExactly("tiny");
    assertThat(claims("Made", "besideTheBaseline", 1).get(0).against()).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noExpectation | Mistakes.noExpectation says nothing of what is expected; annotate it or"
            + " its class, for instance with @MeanAtLeast.",
        "twoExpectations | Mistakes.twoExpectations has @MeanAtLeast and @MeanAtMost, but a claim"
            + " has one expectation; make two methods of it.",
        "meaninglessNull | mistakes claims that a mean lies within borders, so there is no"
            + " direction in which to beat a null; leave mustBeat out: nulls are reported all the"
            + " same.",
        "notANumber | Mistakes.notANumber: @MeanAtLeast has value = NaN, with which nothing can be"
            + " compared; give a finite number.",
        "unresolvable | Mistakes.unresolvable has a parameter of type Variant, which stands for"
            + " nothing; a claim takes one record with an id() as its row, a Model, and if it likes"
            + " an @Each Variant, String (group) or int (layer, or ints), an @Against Model and an"
            + " Evidence.",
        "withoutRow | Mistakes.withoutRow takes [Model]; a claim takes one record with an id() as"
            + " its row, one Model, and if it likes @Each parameters (one String at most), @Against"
            + " models and an Evidence.",
        "withoutResult | Mistakes.withoutResult returns void, but what is expected of it, a mean"
            + " effect of at least +1 u, needs a double; correct one of the two.",
        "withoutHeads | Mistakes.withoutHeads returns double, but what is expected of it, a head"
            + " with a mean effect of at least +1 u, needs HeadEffects; correct one of the two.",
        "sameId | Mistakes.sameId makes two claims with the id 'mistakes.window-1'; let its values,"
            + " or its groups' names, differ.",
        "noGroup | Mistakes.noGroup asks for each group of rows.csv, but no row has one; give the"
            + " record a group() or leave the parameter out.",
        "misspelt | The statement of Mistakes.misspelt has {wndow}, but its @Each parameters are"
            + " [window]; correct the name.",
        "rowsFromNowhere | Mistakes.rowsFromNowhere has its rows from nowhere, but Mistakes has no"
            + " static method nowhere() that returns a Stream; write one or correct the name.",
        "rowsTwice | Mistakes.rowsTwice has both @Rows and @RowsFrom; leave one of them out.",
        "wrongValues | Mistakes.wrongValues has a parameter of type Variant with @Each(ints ="
            + " ...), which are no values of it; leave them out or correct the type.",
      })
  void a_mistake_is_one_sentence(String name, String message) {
    assertThatThrownBy(() -> method("Mistakes", name))
        .isInstanceOf(AssayException.class)
        .hasMessage(message);
  }

  @Test
  void a_claim_without_rows_says_so() {
    assertThatThrownBy(() -> method("WithoutRows", "measure"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "WithoutRows.measure has no rows; annotate it or its class with @Rows(\"file.csv\") or"
                + " @RowsFrom(\"method\").");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rowsFail | Mistakes.failing makes no rows: no network",
        "rowsAreNone | Mistakes.noRecords makes rows of which number 1 is a String and no Plain;"
            + " correct it or the claim's parameter.",
      })
  void a_method_that_makes_no_rows_breaks_its_claim(String name, String message) {
    assertThatThrownBy(() -> claims("Mistakes", name, 1).get(0).rows())
        .isInstanceOf(AssayException.class)
        .hasMessage(message);
  }

  private static List<ClaimBody> claims(String type, String name, int layers) {
    return method(type, name).on(layers);
  }

  private static ClaimMethod method(String type, String name) {
    try {
      Class<?> found = classes.loadClass("language." + type);
      return ClaimMethod.of(
          new Candidate(
              found,
              Arrays.stream(found.getDeclaredMethods())
                  .filter(method -> method.getName().equals(name))
                  .findFirst()
                  .orElseThrow()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
