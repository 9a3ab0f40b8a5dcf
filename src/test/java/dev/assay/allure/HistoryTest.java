package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long BEGAN = 1_000_000;

  private static Seen seen(String verdict, String status) {
    return new Seen(
        "0123456789abcdef", "m", verdict, status, verdict + " on m, as recorded", 10, 30);
  }

  private static JsonNode json(Object content) {
    return new JsonMapper().valueToTree(content);
  }

  @Test
  void a_build_is_an_entry_however_many_jvms_it_has() {
    History none = new History(List.of());
    History first = none.with(List.of(seen("SUPPORTED", "passed")), BEGAN, BEGAN + 5);
    History second =
        first.with(
            List.of(seen("SUPPORTED", "passed"), seen("REFUTED", "passed")), BEGAN, BEGAN + 9);
    History next = second.with(List.of(seen("REFUTED", "passed")), BEGAN + 100, BEGAN + 200);

    assertThat(first.builds()).hasSize(1);
    assertThat(second.builds()).hasSize(1);
    assertThat(second.builds().get(0).results()).hasSize(2);
    assertThat(next.builds()).extracting(History.Entry::number).containsExactly(1, 2);
    assertThat(next.before(BEGAN + 100)).extracting(History.Entry::number).containsExactly(1);
  }

  @Test
  void the_oldest_builds_are_forgotten() {
    History history = new History(List.of());
    for (int i : IntStream.rangeClosed(1, 30).toArray()) {
      history = history.with(List.of(seen("SUPPORTED", "passed")), BEGAN * i, BEGAN * i + 5);
    }
    assertThat(history.builds()).hasSize(20);
    assertThat(history.builds().get(19).number()).isEqualTo(30);
  }

  @Test
  void allure_gets_the_trends_of_statuses_and_categories_the_last_build_first() {
    History history =
        new History(List.of())
            .with(List.of(seen("SUPPORTED", "passed")), BEGAN, BEGAN + 5)
            .with(List.of(seen("REFUTED", "passed")), BEGAN + 100, BEGAN + 105);
    List<History.Entry> before = history.before(BEGAN + 200);

    JsonNode trend = json(History.statusTrend(before));
    assertThat(trend.findValuesAsText("buildOrder")).containsExactly("2", "1");
    assertThat(trend.at("/0/data").toString()).isEqualTo("{\"passed\":1,\"total\":1}");
    JsonNode categories = json(History.categoryTrend(before));
    assertThat(categories.at("/0/data").toString()).isEqualTo("{\"Refuted, as recorded\":1}");
    assertThat(categories.at("/1/data").toString()).isEqualTo("{}");
    JsonNode claim = json(History.ofResults(before)).path("0123456789abcdef");
    assertThat(claim.at("/statistic/total").asInt()).isEqualTo(2);
    assertThat(claim.path("items").findValuesAsText("statusDetails"))
        .containsExactly("REFUTED on m, as recorded", "SUPPORTED on m, as recorded");
    assertThat(claim.at("/items/0/time/duration").asLong()).isEqualTo(20);
  }
}
