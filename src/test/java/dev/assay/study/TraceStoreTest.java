package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import dev.assay.trace.Traces;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceStoreTest {
  private static final Trace TRACE = Trace.of(Traces.tokens("a"), 1, 1, Map.of());

  private final TraceStore store = new TraceStore(100);

  private static TraceKey key(String text) {
    return new TraceKey(Text.of(text), Set.of(Site.PATTERN));
  }

  private void put(String text, long weight) {
    store.put(key(text), TRACE, weight);
  }

  private boolean has(String text) {
    return store.get(key(text)).isPresent();
  }

  @Test
  void gives_back_what_was_traced_of_a_text_at_the_same_sites_only() {
    put("a", 10);

    assertThat(store.get(key("a"))).containsSame(TRACE);
    assertThat(store.get(new TraceKey(Text.of("a"), Set.of(Site.RESID)))).isEmpty();
    assertThat(store.get(key("b"))).isEmpty();
  }

  @Test
  void what_was_longest_not_asked_for_is_given_up_first() {
    put("a", 40);
    put("b", 40);
    assertThat(has("a")).isTrue();

    assertThat(store.hasRoomFor(40)).isTrue();

    assertThat(has("a")).isTrue();
    assertThat(has("b")).isFalse();
  }

  @Test
  void nothing_is_given_up_without_need() {
    put("a", 40);
    put("b", 40);

    assertThat(store.hasRoomFor(20)).isTrue();

    assertThat(has("a")).isTrue();
    assertThat(has("b")).isTrue();
  }

  @Test
  void what_is_held_stays_and_leaves_no_room_for_others() {
    put("a", 60);
    store.hold(key("a"));
    put("b", 40);

    assertThat(store.hasRoomFor(41)).isFalse();
    assertThat(has("a")).isTrue();
    assertThat(has("b")).isFalse();
    assertThat(store.hasRoomFor(40)).isTrue();
  }

  @Test
  void what_the_last_holder_has_let_go_makes_room() {
    put("a", 100);
    store.hold(key("a"));
    store.hold(key("a"));

    store.release(key("a"));
    assertThat(store.hasRoomFor(1)).isFalse();
    store.release(key("a"));
    assertThat(store.hasRoomFor(1)).isTrue();
    assertThat(has("a")).isFalse();
  }

  @Test
  void what_is_too_much_is_given_up_as_soon_as_nobody_holds_it() {
    put("a", 80);
    store.hold(key("a"));
    put("b", 80); // the only one that a task can go on with
    store.hold(key("b"));

    store.release(key("a"));

    assertThat(has("a")).isFalse();
    assertThat(has("b")).isTrue();
  }

  @Test
  void a_text_that_is_traced_again_keeps_its_holders_and_weighs_once() {
    put("a", 60);
    store.hold(key("a"));
    put("a", 50);

    assertThat(store.hasRoomFor(50)).isTrue();
    assertThat(store.hasRoomFor(51)).isFalse();
    assertThat(has("a")).isTrue();
  }

  @Test
  void after_clearing_there_is_room_for_all() {
    put("a", 60);
    store.hold(key("a"));

    store.clear();

    assertThat(has("a")).isFalse();
    assertThat(store.hasRoomFor(100)).isTrue();
    store.release(key("a")); // by who held it
    assertThat(store.hasRoomFor(100)).isTrue();
  }

  @Test
  void a_trace_weighs_four_bytes_a_number_and_one_a_token() {
    EncoderConfig config = // 2 layers, 2 heads, hidden size 24
        ConfigFile.read(Path.of("src/test/resources/reference/random-bert/config.json"));

    assertThat(TraceStore.weight(Set.of(Site.PATTERN), 3, config))
        .isEqualTo(4 * (2 * 2 * 3 * 3) + 3);
    assertThat(TraceStore.weight(Set.of(Site.V), 3, config)).isEqualTo(4 * (2 * 3 * 24) + 3);
    assertThat(TraceStore.weight(Set.of(Site.RESID), 3, config)).isEqualTo(4 * (3 * 3 * 24) + 3);
    assertThat(TraceStore.weight(Set.of(Site.PATTERN, Site.V), 3, config))
        .isEqualTo(4 * (2 * 2 * 3 * 3 + 2 * 3 * 24) + 3);
    assertThat(TraceStore.weight(Set.of(Site.PATTERN), 100_000, config))
        .isEqualTo(160_000_100_000L); // more than an int holds
  }
}
