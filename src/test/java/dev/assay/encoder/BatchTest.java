package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Set<Site> EVERY_SITE = EnumSet.allOf(Site.class);

  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void a_trace_in_a_batch_equals_the_trace_alone_whatever_the_lengths() {
    requireSameAsAlone(1, 2, 3, 5, 8, 13, 2, 5);
  }

  @Tag("slow")
  @Test
  void a_text_of_a_page_is_traced_alike_beside_a_short_one() {
    requireSameAsAlone(1, 21, 40, 80);
  }

  private void requireSameAsAlone(int... lengths) {
    List<String> texts = new ArrayList<>();
    for (int length : lengths) {
      texts.add("The old dog barked, and ".repeat(length).strip() + " left.");
    }
    List<Trace> batch = model.traces(Text.each(texts), EVERY_SITE);

    assertThat(batch).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      Trace alone = model.trace(texts.get(i), EVERY_SITE);
      assertThat(batch.get(i).tokens()).isEqualTo(alone.tokens());
      for (Site site : EVERY_SITE) {
        assertThat(batch.get(i).tensor(site).shape())
            .as("%s of text %d", site, i)
            .isEqualTo(alone.tensor(site).shape());
        assertThat(distance(batch.get(i).tensor(site), alone.tensor(site)))
            .as("%s of text %d", site, i)
            .isLessThanOrEqualTo(tolerance(site, alone.tensor(site)));
      }
    }
  }

  @Test
  void traces_come_in_the_order_of_their_texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add("Number " + i + " is" + " very".repeat(i % 17) + " large.");
    }
    Collections.shuffle(texts, new Random(1));

    assertThat(model.traces(Text.each(texts), Set.of(Site.PATTERN)))
        .extracting(trace -> trace.tokens().text())
        .containsExactlyElementsOf(texts);
  }

  @Test
  void attention_in_a_padded_batch_still_sums_to_one() {
    List<Trace> traces =
        model.traces(
            Text.each("No.", "The lady will come to the house soon."), Set.of(Site.PATTERN));

    for (Trace trace : traces) {
      Tensor pattern = trace.tensor(Site.PATTERN);
      int n = trace.tokens().size();
      assertThat(pattern.shape()).containsExactly(6, 12, n, n);
      for (int query = 0; query < n; query++) {
        double sum = 0;
        for (int key = 0; key < n; key++) {
          sum += pattern.get(5, 11, query, key);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void no_text_is_no_trace() {
    assertThat(model.traces(List.of(), Set.of(Site.PATTERN))).isEmpty();
  }

  @Test
  void a_trace_holds_what_was_asked_for_only() {
    assertThat(model.trace("Yes.").sites()).isEqualTo(Set.of(Site.PATTERN, Site.Z));
    assertThat(model.trace("Yes.", Set.of(Site.RESID)).sites()).isEqualTo(Set.of(Site.RESID));
  }

  @Test
  void batches_hold_every_text_once_and_only_texts_of_similar_length() {
    List<Tokens> texts = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      texts.add(model.tokenize("very ".repeat(1 + random.nextInt(60)) + "good"));
    }

    List<List<Integer>> batches = Batches.of(texts);

    Set<Integer> seen = new HashSet<>();
    int longestBefore = 0;
    for (List<Integer> batch : batches) {
      assertThat(batch).isNotEmpty();
      int shortest = batch.stream().mapToInt(i -> texts.get(i).size()).min().orElseThrow();
      assertThat(shortest).isGreaterThanOrEqualTo(longestBefore);
      longestBefore = batch.stream().mapToInt(i -> texts.get(i).size()).max().orElseThrow();
      batch.forEach(i -> assertThat(seen.add(i)).isTrue());
    }
    assertThat(seen).hasSize(500);
    assertThat(batches.size()).isGreaterThan(5);
  }

  @Test
  void batches_that_run_side_by_side_are_of_one_size_and_none_is_left_over() {
    List<Tokens> texts = new ArrayList<>();
    for (int i = 0; i < 216; i++) {
      texts.add(model.tokenize("very ".repeat(5 + i % 9) + "good"));
    }

    List<Integer> padded =
        Batches.of(texts).stream()
            .map(batch -> batch.size() * texts.get(batch.get(batch.size() - 1)).size())
            .toList();

    assertThat(padded).hasSize(6);
    assertThat(padded).allSatisfy(tokens -> assertThat(tokens).isBetween(430, 510));
  }

  @Test
  void a_few_long_texts_do_not_pad_many_short_ones() {
    List<Tokens> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(model.tokenize("Good."));
    }
    texts.add(model.tokenize("very ".repeat(400) + "good"));

    assertThat(Batches.of(texts)).last().isEqualTo(List.of(40));
  }

  /** The sites that nothing normalises reach 190 and 30 here, and float32 is as much coarser. */
  private static double tolerance(Site site, Tensor tensor) {
    double largest = 0;
    for (float x : tensor.toArray()) {
      assertThat(x).isFinite();
      largest = Math.max(largest, Math.abs(x));
    }
    return site == Site.MLP_OUT || site == Site.ATTN_SCORES ? 1e-5 * largest : 1e-5;
  }

  static double distance(Tensor a, Tensor b) {
    float[] x = a.toArray();
    float[] y = b.toArray();
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs((double) x[i] - y[i]));
    }
    return worst;
  }
}
