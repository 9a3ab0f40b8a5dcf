package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-0.0, 0, 0",
    "1, 1, 0.0005",
    "0.5, 0.5, 0.00005",
    "1200, 1200, 0.5",
    "123456, 123500, 0",
    "123500, 123500, 50",
    "0.0123449, 0.01234, 0",
    "0.01234, 0.01234, 0.000005",
    "-0.0123451, -0.01235, 0",
    "9.9999, 10, 0",
    "1.2345678e-9, 1.235E-9, 0",
  })
  void is_written_with_four_significant_digits(double value, String written, double roundedBy) {
    RowValue row = new RowValue("r", "c", value);

    assertThat(row.written()).isEqualTo(written);
    assertThat(row.onRecord().value()).isEqualTo(Double.parseDouble(written));
    assertThat(row.roundedBy()).isCloseTo(roundedBy, within(1e-12));
  }

  @Test
  void rows_are_identified_by_what_goes_on_record_of_them_and_its_order() {
    List<RowValue> rows = List.of(new RowValue("a", "x", 0.12341), new RowValue("b", "y", 1));

    assertThat(RowValue.hash(rows)).hasSize(12);
    assertThat(RowValue.hash(List.of(new RowValue("a", "x", 0.12339), new RowValue("b", "y", 1))))
        .isEqualTo(RowValue.hash(rows));
    assertThat(RowValue.hash(List.of(rows.get(1), rows.get(0)))).isNotEqualTo(RowValue.hash(rows));
    assertThat(RowValue.hash(List.of(new RowValue("a", "x", 0.1235), rows.get(1))))
        .isNotEqualTo(RowValue.hash(rows));
    assertThat(RowValue.hash(List.of(new RowValue("a", "y", 0.1234), rows.get(1))))
        .isNotEqualTo(RowValue.hash(rows));
  }

  @Test
  void rows_are_in_the_order_of_the_outcomes_and_know_their_clusters() {
    List<Outcome.OfRow> outcomes =
        List.of(
            new Outcome.OfRow("late", "t1", new Outcome.Value(0.3)),
            new Outcome.OfRow("early", "t2", new Outcome.Value(0.1)));
    Assessment assessment =
        Claims.assess(Claims.claim("a", new MeanExpectation.AtLeast(0.1)), outcomes);

    assertThat(RowValue.of(assessment, outcomes))
        .containsExactly(new RowValue("late", "t1", 0.3), new RowValue("early", "t2", 0.1));
  }
}
