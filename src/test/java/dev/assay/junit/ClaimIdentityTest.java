package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimIdentityTest {
  /** A claim with what claims have: helpers, a record, lambdas, classes in classes, switches. */
  private static final String CLAIM =
      """
      import java.lang.annotation.*;
      import java.util.*;
      import java.util.function.*;
      @Says("finding")
      class C {
        private static final String WHY = "because";
        private static final List<Integer> WEIGHTS = List.of(1, 2);
        private final int offset = 3;
        @Says(value = WHY, minimum = 0.1)
        double claim(Row row) {
          double sum = Helper.twice(row.x()) + offset + WEIGHTS.get(0);
          IntUnaryOperator add = n -> n + 5;
          Supplier<Integer> anonymous = new Supplier<>() {
            public Integer get() { return row.x() > 7 ? 8 : 9; }
          };
          switch (row.kind()) {
            case LEFT: sum += 11; break;
            case RIGHT: sum += 12; break;
            default:
          }
          return sum + add.applyAsInt(row.x()) + anonymous.get() + label("text" + row.x()).length();
        }
        private String label(String text) { return text.trim(); }
        @Says("other")
        double sibling(Row row) { return row.x() + 13 + onlySibling(); }
        private int onlySibling() { return 14; }
        record Row(int x, Kind kind) implements Comparable<Row> {
          public int compareTo(Row other) { return Integer.compare(x, other.x); }
        }
      }
      @Retention(RetentionPolicy.RUNTIME)
      @interface Says { String value(); double minimum() default 0; }
      enum Kind { LEFT, MIDDLE, RIGHT }
      """;

  private static final String HELPER =
      """
      final class Helper {
        static int twice(int x) { return Inner.sign(2 * x); }
        static int unused(int x) { return x + 21; }
        static final class Inner { static int sign(int x) { return x; } }
      }
      """;

  @TempDir Path folder;

  @Test
  void two_compilations_have_the_same_identity_in_folders_and_jars() throws Exception {
    Compiled compiled = Compiled.of(folder, List.of(), CLAIM, HELPER);

    assertThat(compiled.identity("claim"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(identity(CLAIM, HELPER))
        .isEqualTo(compiled.identityInJar("claim"))
        .isNotEqualTo(compiled.identity("sibling"));
  }

  @Test
  void debug_information_is_no_part_of_it() throws Exception {
    String withConstant =
        CLAIM.replace("IntUnaryOperator add", "final int five = 5; IntUnaryOperator add");

    assertThat(Compiled.of(folder, List.of("-g:none"), CLAIM, HELPER).identity("claim"))
        .isEqualTo(Compiled.of(folder, List.of("-g"), CLAIM, HELPER).identity("claim"));
    assertThat(Compiled.of(folder, List.of("-g:none"), withConstant, HELPER).identity("claim"))
        .isEqualTo(Compiled.of(folder, List.of("-g"), withConstant, HELPER).identity("claim"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a comment | double claim(Row row) { | /* new */ double claim(Row row) {",
        "another format | return text.trim(); | `return\\n\\n  text . trim ( ) ;`",
        "a local variable's name | sum | total",
        "a captured one's name | row | line",
        "a sibling's body | + 13 | + 130",
        "what only a sibling reaches | return 14; | return 15;",
        "a sibling's statement | @Says(\"other\") | @Says(\"another\")",
        "a new sibling | private int onlySibling() | double third() { return 1; } private int"
            + " onlySibling()",
        "the order of an annotation's values | value = WHY, minimum = 0.1 | minimum = 0.1, value ="
            + " WHY",
        "a helper that nobody calls | + 21 | + 22",
      })
  void stays_the_same_whatever_is_said_otherwise(String what, String from, String to)
      throws Exception {
    assertThat(identity(changed(CLAIM, from, to), changed(HELPER, from, to)))
        .as(what)
        .isEqualTo(identity(CLAIM, HELPER));
  }

  @Test
  void what_the_compiler_counts_does_not_matter() throws Exception {
    String sibling =
        """
        double zero(Row row) {
          IntUnaryOperator other = n -> n + 55;
          assert row.x() > 0;
          switch (row.kind()) {
            case RIGHT: return 1;
            case MIDDLE: return 2;
            default:
          }
          switch (Thread.State.valueOf("NEW")) {
            case NEW: return 5;
            default:
          }
          class Local { int get() { return 66; } }
          return other.applyAsInt(new Local().get()) + new Object() { int get() { return 67; } }.get();
        }
        """;
    String before = CLAIM.replace("  @Says(value = WHY", sibling + "  @Says(value = WHY");

    assertThat(identity(before, HELPER)).isEqualTo(identity(CLAIM, HELPER));
  }

  @Test
  void the_order_of_members_does_not_matter() throws Exception {
    String label = "  private String label(String text) { return text.trim(); }\n";
    String moved =
        CLAIM
            .replace(label, "")
            .replace(
                "  private static final String WHY", label + "  private static final String WHY");
    String helper =
        """
        final class Helper {
          static final class Inner { static int sign(int x) { return x; } }
          static int unused(int x) { return x + 21; }
          static int twice(int x) { return Inner.sign(2 * x); }
        }
        """;

    assertThat(moved).isNotEqualTo(CLAIM);
    assertThat(identity(moved, helper)).isEqualTo(identity(CLAIM, HELPER));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an inverted helper | return x; | return -x;",
        "a helper's constant | 2 * x | 3 * x",
        "a private method | text.trim() | text.strip()",
        "a string | \"text\" | \"test\"",
        "a lambda's body | n + 5 | n + 6",
        "a comparison | > 7 | >= 7",
        "an anonymous class's constant | 8 : 9 | 8 : 10",
        "an arm of a switch | += 11 | += 111",
        "which constant an arm is for | case LEFT | case MIDDLE",
        "a field's initial value | offset = 3 | offset = 4",
        "a static field's initial value | List.of(1, 2) | List.of(2, 1)",
        "the minimum effect | minimum = 0.1 | minimum = 0.2",
        "a constant in an annotation | \"because\" | \"because not\"",
        "the class's annotation | @Says(\"finding\") | @Says(\"result\")",
        "a column of the row | record Row(int x, | record Row(int y, int x,",
        "what the row implements | compare(x, other.x) | compare(other.x, x)",
      })
  void changes_with_what_is_run_or_claimed(String what, String from, String to) throws Exception {
    assertThat(identity(changed(CLAIM, from, to), changed(HELPER, from, to)))
        .as(what)
        .isNotEqualTo(identity(CLAIM, HELPER));
  }

  @Test
  void implementations_of_an_own_interface_are_reached_through_it() throws Exception {
    String source =
        """
        class C {
          interface Step { int go(int x); default int twice(int x) { return go(go(x)); } }
          static class Up implements Step { public int go(int x) { return x + 1; } }
          static class Down implements Step { public int go(int x) { return x - 1; } }
          static abstract class Base { int base() { return 4; } }
          static class Child extends Base {}
          int claim() { Step step = new Up(); return step.twice(1) + new Child().base(); }
        }
        """;

    assertThat(identity(source.replace("x + 1", "x + 2"))).isNotEqualTo(identity(source));
    assertThat(identity(source.replace("go(go(x))", "go(x)"))).isNotEqualTo(identity(source));
    assertThat(identity(source.replace("return 4", "return 5"))).isNotEqualTo(identity(source));
    assertThat(identity(source.replace("x - 1", "x - 2"))).isEqualTo(identity(source));
  }

  @Test
  void recursion_and_classes_that_refer_to_each_other_come_to_an_end() throws Exception {
    String source =
        """
        class C {
          int claim() {
            class Local { int down(int n) { return n == 0 ? 7 : new Local() { int x() { return down(n - 1); } }.x(); } }
            Runnable again = () -> { Runnable inner = () -> claim(); inner.run(); };
            again.run();
            return new Local().down(3);
          }
        }
        """;

    assertThat(identity(source)).isEqualTo(identity(source));
    assertThat(identity(source.replace("? 7", "? 8"))).isNotEqualTo(identity(source));
  }

  private String identity(String... sources) throws Exception {
    return Compiled.of(folder, List.of(), sources).identity("claim");
  }

  private static String changed(String source, String from, String to) {
    return source.replace(from, to.replace("\\n", "\n"));
  }
}
