package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HookTest {
  private static final String TEXT = "The book was not good"; // 7 tokens
  private static final Set<Site> EVERY_SITE = EnumSet.allOf(Site.class);

  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void every_site_is_observed_once_a_layer_by_its_name_and_shape() {
    Map<String, List<Long>> seen = new LinkedHashMap<>();
    Hook observer =
        (point, value, batch) -> {
          List<Long> shape = new ArrayList<>();
          for (long axis : value.getShape().getShape()) {
            shape.add(axis);
          }
          assertThat(seen.put(point.name(), shape)).as("%s before", point.name()).isNull();
          return value;
        };
    try (PyTorchModel observed = model.withHook(observer)) {
      observed.trace(TEXT, EVERY_SITE);
    }

    Map<String, List<Long>> expected = new LinkedHashMap<>();
    expected.put("blocks.0.hook_resid_pre", List.of(1L, 7L, 384L));
    for (int layer = 0; layer < 6; layer++) {
      for (String narrow : List.of("q", "k", "v")) {
        expected.put("blocks.%d.attn.hook_%s".formatted(layer, narrow), List.of(1L, 12L, 7L, 32L));
      }
      expected.put("blocks.%d.attn.hook_attn_scores".formatted(layer), List.of(1L, 12L, 7L, 7L));
      expected.put("blocks.%d.attn.hook_pattern".formatted(layer), List.of(1L, 12L, 7L, 7L));
      expected.put("blocks.%d.attn.hook_z".formatted(layer), List.of(1L, 12L, 7L, 32L));
      expected.put("blocks.%d.hook_attn_out".formatted(layer), List.of(1L, 7L, 384L));
      expected.put("blocks.%d.hook_mlp_out".formatted(layer), List.of(1L, 7L, 384L));
      expected.put("blocks.%d.hook_normalized_resid_post".formatted(layer), List.of(1L, 7L, 384L));
    }
    assertThat(seen).containsExactlyEntriesOf(expected);
  }

  @Test
  void a_hook_sees_the_last_layer_to_its_end_whatever_is_traced() {
    List<String> seen = new ArrayList<>();
    Hook observer =
        (point, value, batch) -> {
          seen.add(point.name());
          return value;
        };
    try (PyTorchModel observed = model.withHook(observer)) {
      observed.trace(TEXT);
    }

    assertThat(seen)
        .hasSize(1 + 6 * 9)
        .endsWith(
            "blocks.5.hook_attn_out",
            "blocks.5.hook_mlp_out",
            "blocks.5.hook_normalized_resid_post");
  }

  @Test
  void a_hook_on_some_sites_is_called_there_only_and_after_those_before_it() {
    List<Site> seen = new ArrayList<>();
    Hook observer =
        Hook.on(
            Set.of(Site.PATTERN, Site.Q),
            (point, value, batch) -> {
              seen.add(point.site());
              return value;
            });
    try (PyTorchModel observed = model.withHook(onPattern(NDArray::onesLike)).withHook(observer)) {
      Trace trace = observed.trace(TEXT);

      assertThat(trace.tensor(Site.PATTERN).get(0, 0, 0, 0)).isEqualTo(1f);
    }
    assertThat(seen).hasSize(2 * 6).containsOnly(Site.PATTERN, Site.Q);
  }

  @Test
  void a_pass_goes_no_further_than_what_hooks_want_to_see() {
    assertThat(Hook.NONE.sites()).isEmpty();
    assertThat(Hook.NONE.then(Hook.on(Set.of(Site.V), Hook.NONE)).sites()).containsOnly(Site.V);
    assertThat(onPattern(NDArray::onesLike).then(Hook.NONE).sites()).isEqualTo(EVERY_SITE);
    try (PyTorchModel uniform = NullModels.uniformAttention(model)) {
      assertThat(uniform.hook().sites()).containsOnly(Site.PATTERN);
    }
  }

  @Test
  void a_hook_that_only_observes_changes_nothing() {
    try (PyTorchModel observed = model.withHook((point, value, batch) -> value)) {
      requireEqual(observed.trace(TEXT, EVERY_SITE), model.trace(TEXT, EVERY_SITE));
    }
  }

  @Test
  void a_replaced_value_is_recorded_and_used_from_there_on() {
    Hook uniformInLayer2 =
        (point, value, batch) ->
            point.equals(new HookPoint(Site.PATTERN, 2)) ? value.onesLike().div(7) : value;
    Trace real = model.trace(TEXT, EVERY_SITE);
    try (PyTorchModel ablated = model.withHook(uniformInLayer2)) {
      Trace trace = ablated.trace(TEXT, EVERY_SITE);

      assertThat(trace.tensor(Site.PATTERN).get(2, 5, 3, 4)).isCloseTo(1 / 7f, within(1e-6f));
      // Before the ablation all is as it was; its own value outputs and all later layers are not.
      for (int layer = 0; layer < 6; layer++) {
        double change = distance(trace, real, Site.Z, layer);
        assertThat(change > 1e-3)
            .as("z of layer %d moved by %s", layer, change)
            .isEqualTo(layer >= 2);
        double hidden = distance(trace, real, Site.RESID, layer);
        assertThat(hidden > 1e-3).as("resid %d moved by %s", layer, hidden).isEqualTo(layer >= 3);
      }
    }
  }

  @Test
  void zeroed_attention_and_mlp_leave_the_residual_stream_to_its_norms() {
    Hook nothing =
        (point, value, batch) ->
            point.site() == Site.ATTN_OUT || point.site() == Site.MLP_OUT
                ? value.zerosLike()
                : value;
    try (PyTorchModel silent = model.withHook(nothing)) {
      Tensor resid = silent.trace(TEXT, EVERY_SITE).tensor(Site.RESID);
      Tensor other = silent.trace("The book was not bad", EVERY_SITE).tensor(Site.RESID);

      // Without attention a token knows nothing of the others.
      assertThat(resid.at(6).at(1).toArray()).isEqualTo(other.at(6).at(1).toArray());
      assertThat(resid.at(6).at(5).toArray()).isNotEqualTo(other.at(6).at(5).toArray());
    }
  }

  @Test
  void a_replaced_value_of_a_padded_batch_is_that_of_each_text_alone() {
    Hook halved =
        (point, value, batch) ->
            switch (point.site()) {
              case ATTN_OUT, MLP_OUT -> value.div(2);
              case RESID -> value.duplicate();
              default -> value;
            };
    List<String> texts = List.of(TEXT, "Good.", "The lady will not come to the house soon.");
    try (PyTorchModel changed = model.withHook(halved)) {
      List<Trace> batch = changed.traces(Text.each(texts), EVERY_SITE);
      for (int i = 0; i < texts.size(); i++) {
        Trace alone = changed.trace(texts.get(i), EVERY_SITE);
        for (int layer = 0; layer <= 6; layer++) {
          assertThat(distance(batch.get(i), alone, Site.RESID, layer)).isLessThan(1e-5);
        }
        assertThat(distance(alone, model.trace(texts.get(i), EVERY_SITE), Site.RESID, 1))
            .isGreaterThan(1e-2);
      }
    }
  }

  @Test
  void hooks_run_one_after_the_other() {
    Hook ones = onPattern(NDArray::onesLike);
    Hook halved = onPattern(value -> value.div(2));
    try (PyTorchModel first = model.withHook(ones);
        PyTorchModel both = first.withHook(halved)) {
      assertThat(both.trace(TEXT).tensor(Site.PATTERN).get(0, 0, 0, 0)).isEqualTo(0.5f);
      assertThat(first.trace(TEXT).tensor(Site.PATTERN).get(0, 0, 0, 0)).isEqualTo(1f);
    }
  }

  @Test
  void a_value_is_released_with_its_layer() {
    List<NDArray> kept = new ArrayList<>();
    List<Boolean> released = new ArrayList<>();
    Hook keeping =
        (point, value, batch) -> {
          if (point.equals(new HookPoint(Site.PATTERN, 0))) {
            kept.add(value);
          }
          if (point.layer() < 2 && point.site() == Site.Z) {
            released.add(kept.get(0).isReleased());
          }
          return value;
        };
    try (PyTorchModel keeper = model.withHook(keeping)) {
      keeper.trace(TEXT);
    }
    assertThat(released).containsExactly(false, true);
  }

  @Test
  void a_hook_sees_which_texts_share_its_batch_and_what_is_padding() {
    List<String> texts = new ArrayList<>();
    Hook observer =
        (point, value, batch) -> {
          if (point.equals(new HookPoint(Site.RESID, 0))) {
            batch.texts().forEach(tokens -> texts.add(tokens.text()));
            assertThat(batch.isPadded()).isTrue();
            assertThat(batch.keyMask().toFloatArray()).containsExactly(1, 1, 1, 0, 1, 1, 1, 1);
          }
          return value;
        };
    try (PyTorchModel observed = model.withHook(observer)) {
      observed.traces(Text.each("very good", "good"), Set.of(Site.RESID));
    }
    assertThat(texts).containsExactly("good", "very good");
  }

  private static Hook onPattern(java.util.function.UnaryOperator<NDArray> change) {
    return (point, value, batch) -> point.site() == Site.PATTERN ? change.apply(value) : value;
  }

  private static void requireEqual(Trace a, Trace b) {
    for (Site site : EVERY_SITE) {
      assertThat(a.tensor(site).toArray())
          .as(site.tensorName())
          .isEqualTo(b.tensor(site).toArray());
    }
  }

  private static double distance(Trace a, Trace b, Site site, int layer) {
    return BatchTest.distance(a.tensor(site).at(layer), b.tensor(site).at(layer));
  }
}
