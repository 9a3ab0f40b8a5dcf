package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bert.encoder | 'bert.encoder'",
        "Käse 猫 😀 e\u0301 | 'Käse 猫 😀 e\u0301'",
        "a\u001b[31mb | 'a\\u001b[31mb'",
        "`a\nb\r\tc` | 'a\\u000ab\\u000d\\u0009c'",
        "a\u202eb | 'a\\u202eb'",
        "a\u2028b\u200bc\ufeff | 'a\\u2028b\\u200bc\\ufeff'",
        "`a\u0085b\u009bc` | 'a\\u0085b\\u009bc'",
        "x\ud83d | 'x\\ud83d'",
        "\ue000 | '\\ue000'",
        "\udb40\udc41 | '\\udb40\\udc41'",
      })
  void shows_what_is_plain_and_escapes_what_could_act_or_hide(String given, String shown) {
    assertThat(Quoted.of(given)).isEqualTo(shown);
  }

  @Test
  void cuts_what_is_long_between_characters_and_says_how_long_it_was() {
    String long3Mb = "😀".repeat(1_500_000);
    assertThat(Quoted.of(long3Mb)).isEqualTo("'" + "😀".repeat(120) + "... (3000000 characters)'");
    assertThat(Quoted.of("a".repeat(120))).isEqualTo("'" + "a".repeat(120) + "'");
    assertThat(Quoted.text("a".repeat(301)))
        .isEqualTo("\"" + "a".repeat(300) + "... (301 characters)\"");
  }

  @Test
  void leaves_out_the_quotes_where_asked() {
    assertThat(Quoted.plain("no\u0007pe")).isEqualTo("no\\u0007pe");
  }
}
