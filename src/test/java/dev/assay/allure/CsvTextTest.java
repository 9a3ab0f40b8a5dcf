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
}
