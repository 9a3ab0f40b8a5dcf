package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NullModelsTest {
  private static final String TEXT = "She doesn't like unbelievably expensive restaurants.";
  private static final Set<Site> SITES = Set.of(Site.PATTERN, Site.Z, Site.RESID);

  private final PyTorchModel real = SharedMiniLm.get();

  @Test
  void uniform_attention_is_one_in_t_for_every_token_also_beside_longer_texts() {
    try (PyTorchModel uniform = NullModels.uniformAttention(real)) {
      for (Trace trace : uniform.traces(Text.each("No.", "Hardly.", TEXT), SITES)) {
        int n = trace.tokens().size();
        float[] weights = trace.tensor(Site.PATTERN).toArray();
        assertThat(weights).hasSize(6 * 12 * n * n);
        for (float weight : weights) {
          assertThat(weight).isCloseTo(1f / n, within(1e-6f));
        }
        float[] alone = uniform.trace(trace.tokens().text(), SITES).tensor(Site.Z).toArray();
        assertThat(trace.tensor(Site.Z).toArray())
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(alone);
      }
    }
  }

  @Test
  void uniform_attention_makes_every_row_of_z_the_mean_of_v() {
    try (PyTorchModel uniform = NullModels.uniformAttention(real)) {
      Trace trace = uniform.trace(TEXT, Set.of(Site.V, Site.Z));
      int n = trace.tokens().size();
      double mean = 0;
      for (int token = 0; token < n; token++) {
        mean += trace.tensor(Site.V).get(3, 4, token, 5) / n;
      }
      for (int token = 0; token < n; token++) {
        assertThat((double) trace.tensor(Site.Z).get(3, 4, token, 5)).isCloseTo(mean, within(1e-5));
      }
    }
  }

  @Test
  void shuffling_keeps_the_tokens_and_leaves_cls_and_sep_in_their_places() {
    Tokens before = real.tokenize(TEXT);
    try (PyTorchModel shuffled = NullModels.shuffledTokens(real, 1)) {
      Tokens after = shuffled.tokenize(TEXT);
      int last = before.size() - 1;

      assertThat(after.list()).containsExactlyInAnyOrderElementsOf(before.list());
      assertThat(after.list()).isNotEqualTo(before.list());
      assertThat(after.get(0)).isEqualTo(before.get(0));
      assertThat(after.get(last)).isEqualTo(before.get(last));
      assertThat(after.text()).isEqualTo(TEXT);
      assertThat(shuffled.trace(TEXT).tokens()).isEqualTo(after);
    }
  }

  @Test
  void a_word_is_found_among_shuffled_tokens_by_its_pieces() {
    try (PyTorchModel shuffled = NullModels.shuffledTokens(real, 1)) {
      Tokens tokens = shuffled.tokenize(TEXT);
      List<Integer> positions = tokens.word("unbelievably").positions();

      assertThat(positions.stream().map(i -> tokens.get(i).piece()))
          .containsExactlyInAnyOrder("un", "##bel", "##ie", "##va", "##bly");
    }
  }

  @Test
  void texts_of_equal_length_are_shuffled_alike() {
    try (PyTorchModel shuffled = NullModels.shuffledTokens(real, 4)) {
      List<String> very = shuffled.tokenize("The movie we saw was very good").pieces();
      List<String> not = shuffled.tokenize("The movie we saw was not good").pieces();

      assertThat(very.stream().map(p -> p.replace("very", "not"))).containsExactlyElementsOf(not);
    }
  }

  @Test
  void permuted_positions_keep_the_words_and_change_what_follows() {
    try (PyTorchModel permuted = NullModels.permutedPositions(real, 1)) {
      assertThat(permuted.tokenize(TEXT)).isEqualTo(real.tokenize(TEXT));
      requireAnother(permuted);

      float[] before = real.encoder().weights().positions().table().orElseThrow().toFloatArray();
      float[] after = permuted.encoder().weights().positions().table().orElseThrow().toFloatArray();
      assertThat(rowSums(after)).isNotEqualTo(rowSums(before));
      assertThat(sorted(rowSums(after))).isEqualTo(sorted(rowSums(before)));
    }
  }

  @Test
  void random_weights_keep_mean_and_deviation_and_nothing_else() {
    try (PyTorchModel random = RandomWeights.like(real).draw(1)) {
      requireAnother(random);

      float[] before = real.encoder().weights().words().toFloatArray();
      float[] after = random.encoder().weights().words().toFloatArray();
      assertThat(after).hasSameSizeAs(before);
      assertThat(mean(after)).isCloseTo(mean(before), within(1e-4));
      assertThat(deviation(after)).isCloseTo(deviation(before), within(1e-4));
      assertThat(correlation(before, after)).isCloseTo(0, within(0.01));
    }
  }

  @Test
  void the_same_seed_makes_the_same_null_and_another_seed_another() {
    requireRepeatable(
        RandomWeights.like(real).draw(1),
        RandomWeights.like(real).draw(1),
        RandomWeights.like(real).draw(2));
    requireRepeatable(
        NullModels.permutedPositions(real, 1),
        NullModels.permutedPositions(real, 1),
        NullModels.permutedPositions(real, 2));
    requireRepeatable(
        NullModels.shuffledTokens(real, 1),
        NullModels.shuffledTokens(real, 1),
        NullModels.shuffledTokens(real, 2));
  }

  @Test
  void closing_a_null_leaves_the_real_model_as_it_was() {
    float[] before = real.trace(TEXT, SITES).tensor(Site.RESID).toArray();
    PyTorchModel random = RandomWeights.like(real).draw(3);
    random.close();
    NullModels.uniformAttention(real).close();
    NullModels.permutedPositions(real, 3).close();
    NullModels.shuffledTokens(real, 3).close();

    assertThat(real.trace(TEXT, SITES).tensor(Site.RESID).toArray()).isEqualTo(before);
    assertThatThrownBy(() -> random.trace(TEXT)).isInstanceOf(IllegalStateException.class);
  }

  private void requireAnother(PyTorchModel model) {
    Trace mine = model.trace(TEXT, SITES);
    Trace theirs = real.trace(TEXT, SITES);
    assertThat(BatchTest.distance(mine.tensor(Site.PATTERN), theirs.tensor(Site.PATTERN)))
        .isGreaterThan(0.05);
    assertThat(BatchTest.distance(mine.tensor(Site.Z), theirs.tensor(Site.Z))).isGreaterThan(0.1);
  }

  private static void requireRepeatable(PyTorchModel one, PyTorchModel same, PyTorchModel other) {
    try (one;
        same;
        other) {
      float[] numbers = one.trace(TEXT, SITES).tensor(Site.RESID).toArray();
      assertThat(same.trace(TEXT, SITES).tensor(Site.RESID).toArray()).isEqualTo(numbers);
      assertThat(other.trace(TEXT, SITES).tensor(Site.RESID).toArray()).isNotEqualTo(numbers);
    }
  }

  private static double[] rowSums(float[] table) {
    return IntStream.range(0, 512)
        .mapToDouble(
            row -> IntStream.range(row * 384, (row + 1) * 384).mapToDouble(i -> table[i]).sum())
        .toArray();
  }

  private static double[] sorted(double[] numbers) {
    double[] copy = numbers.clone();
    Arrays.sort(copy);
    return copy;
  }

  private static double mean(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  private static double correlation(float[] a, float[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB) / a.length;
    }
    return product / deviation(a) / deviation(b);
  }

  private static double deviation(float[] numbers) {
    double mean = mean(numbers);
    double sum = 0;
    for (float number : numbers) {
      sum += (number - mean) * (number - mean);
    }
    return Math.sqrt(sum / numbers.length);
  }
}
