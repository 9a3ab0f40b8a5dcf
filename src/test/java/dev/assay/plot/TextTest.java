package dev.assay.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void breaks_lines_at_spaces_and_keeps_every_word() {
    List<String> lines = Text.wrap("  John gave  Mary the book ", 10, 80);
    assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> Text.width(line, 10) <= 80);
    assertThat(String.join(" ", lines)).isEqualTo("John gave Mary the book");
    assertThat(Text.wrap(" ", 10, 80)).isEmpty();
  }

  @Test
  void shortens_only_what_does_not_fit() {
    assertThat(Text.fit("short", 10, 100)).isEqualTo("short");
    String fitted = Text.fit("antidisestablishmentarianism", 10, 60);
    assertThat(fitted).startsWith("anti").endsWith("…");
    assertThat(Text.width(fitted, 10)).isLessThanOrEqualTo(60);
  }

  @Test
  void never_cuts_a_character_in_half() {
    assertThat(Text.fit("😀😀😀😀😀", 10, 40)).isEqualTo("😀😀…");
  }

  @Test
  void leaves_room_for_the_sans_serif_of_this_machine() {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    FontRenderContext context = new FontRenderContext(null, true, true);
    for (String text :
        List.of(
            "[CLS]",
            "[SEP]",
            "##ing",
            "the",
            "little",
            "William",
            "MAMMOTH",
            "0.0001",
            "-0.75",
            "from (query)",
            "value-weighted attention (cosine)",
            "Mary never gave John the book.")) {
      assertThat(font.getStringBounds(text, context).getWidth())
          .as(text)
          .isPositive()
          .isLessThan(Text.width(text, 10) * 1.05);
    }
  }
}
