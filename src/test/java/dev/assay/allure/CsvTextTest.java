package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTextTest {
  @Test
  void quotes_what_a_reader_would_take_apart() {
    CsvText csv = new CsvText("measure", "value", "unit");
    csv.row("plain", 0.5, "r");
    csv.row("a \"b\", c", -1, "share, of rows");
    csv.row("two\nlines", true, "");

    assertThat(csv)
        .hasToString(
            """
            measure,value,unit
            plain,0.5,r
            "a ""b"", c",-1,"share, of rows"
            "two
            lines",true,
            """);
  }

  @Test
  void a_text_is_no_formula_and_a_number_stays_one() {
    CsvText csv = new CsvText("unit", "value");
    csv.row("=cmd()|'/C calc'!A0", -0.5);
    csv.row("-2+3", 1e-7);
    csv.row("a=b", 3);

    assertThat(csv).hasToString("unit,value\n'=cmd()|'/C calc'!A0,-0.5\n'-2+3,1.0E-7\na=b,3\n");
  }
}
