package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.model.MaskScore;
import dev.assay.model.MaskScores;
import dev.assay.model.MissingHead;
import dev.assay.model.Prediction;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static PyTorchModel model;

  private final PyTorchModel miniLm = SharedMiniLm.get();

  @BeforeAll
  static void open() throws IOException {
    model = WordedBert.open(folder);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void words_have_the_references_scores_in_the_masks_place() {
    FloatBuffer logits =
        SafetensorsFile.open(WordedBert.REFERENCE.resolve("short.safetensors"))
            .float32("mlm_logits")
            .asFloatBuffer();
    MaskScores scores = model.fillMask(WordedBert.SHORT);

    assertThat(scores.mask(0).position()).isEqualTo(2);
    List<Prediction> all = scores.top(WordedBert.VOCABULARY);
    assertThat(all).hasSize(WordedBert.VOCABULARY);
    for (Prediction one : all) {
      assertThat(one.logit())
          .isCloseTo(logits.get(2 * WordedBert.VOCABULARY + one.id()), within(1e-5));
      assertThat(one.token()).isEqualTo(WordedBert.piece(one.id()));
    }
    assertThat(scores.logProbability("Word40"))
        .as("as the vocabulary's uncased spelling")
        .isEqualTo(scores.among("word40").get(0).logProbability());
  }

  @Test
  void several_masks_come_from_left_to_right_each_with_its_own_scores() {
    MaskScores scores = model.fillMask("[MASK] alpha [MASK]");
    Trace trace = model.trace("[MASK] alpha [MASK]", Site.RESID);

    assertThat(scores.masks()).extracting(MaskScore::position).containsExactly(1, 3);
    for (int mask = 0; mask < 2; mask++) {
      float[] expected =
          model.heads().wordScores(trace, trace.layerCount(), 1 + 2 * mask).at(0).toArray();
      for (Prediction one : scores.mask(mask).top(5)) {
        assertThat(one.logit()).isCloseTo(expected[one.id()], within(1e-5));
      }
    }
    assertThat(scores.mask(0).correlation(scores.mask(1))).isLessThan(0.999);
  }

  @Test
  void a_mask_may_be_in_either_text_of_a_pair() {
    MaskScores scores = model.fillMask(Text.of("alpha [MASK]", "[MASK] omega"));

    assertThat(scores.masks()).extracting(MaskScore::position).containsExactly(2, 4);
    assertThat(scores.mask(1).rank("alpha")).isBetween(1, WordedBert.VOCABULARY);
    assertThat(scores.mask(1).logProbability("omega"))
        .isNotCloseTo(
            model.fillMask("alpha [MASK] [MASK] omega").mask(1).logProbability("omega"),
            within(1e-4));
  }

  @Test
  void the_lens_on_the_last_hidden_states_is_the_models_own_answer() {
    int last = model.config().layers();
    MaskScores answer = model.fillMask(WordedBert.SHORT);

    assertThat(model.lens(WordedBert.SHORT, last).correlation(answer)).isCloseTo(1, within(1e-12));
    for (int layer = 0; layer < last; layer++) {
      assertThat(model.lens(WordedBert.SHORT, layer).correlation(answer)).isLessThan(0.9999);
    }
    for (int layer : new int[] {-1, last + 1}) {
      assertThatThrownBy(() -> model.lens(WordedBert.SHORT, layer))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("There are no hidden states " + layer + ": ")
          .hasMessageEndingWith(
              " has 0, the embeddings' output, to " + last + ", what its last layer leaves.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'alpha omega', '[alpha, omega]'",
    "alphaomega, '[[UNK]]'",
    "'', '[]'",
    "' ', '[]'",
  })
  void a_word_that_is_not_one_token_is_refused(String word, String pieces) {
    MaskScores scores = model.fillMask(WordedBert.SHORT);
    assertThatThrownBy(() -> scores.logProbability(word))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'" + word + "' is not one token in its place in \"alpha " + word)
        .hasMessageContaining(" but " + pieces)
        .hasMessageEndingWith("choose a word that is in the vocabulary.");
    assertThatThrownBy(() -> scores.among("alpha", word)).isInstanceOf(AssayException.class);
  }

  @Test
  void a_word_that_the_text_around_it_becomes_part_of_is_refused() {
    assertThatThrownBy(() -> model.fillMask("word4[MASK]").rank("0"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'0' is not one token in its place in \"word40\"");
  }

  @Test
  void a_text_without_a_mask_is_refused() {
    assertThatThrownBy(() -> model.fillMask("alpha mask"))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("\"alpha mask\" holds no [MASK], so that there is nothing");
  }

  @Test
  void null_models_fill_masks_with_the_words_of_the_text_as_it_was_written() {
    double real = model.fillMask("alpha [MASK] omega word9").logProbability("word8");
    try (PyTorchModel shuffled = NullModels.shuffledTokens(model, 1);
        PyTorchModel random = RandomWeights.like(model).draw(1);
        PyTorchModel uniform = NullModels.uniformAttention(model)) {
      for (PyTorchModel other : List.of(shuffled, random, uniform)) {
        MaskScores scores = other.fillMask("alpha [MASK] omega word9");
        assertThat(scores.logProbability("word8")).isNegative().isNotCloseTo(real, within(1e-4));
      }
      List<Integer> positions =
          shuffled.fillMask("[MASK] alpha [MASK] omega").masks().stream()
              .map(MaskScore::position)
              .toList();
      List<Integer> written =
          IntStream.range(0, 6)
              .boxed()
              .filter(i -> shuffled.tokenize("[MASK] alpha [MASK] omega").get(i).id() == 96)
              .toList();
      assertThat(positions).containsExactlyInAnyOrderElementsOf(written);
      assertThat(shuffled.tokenize("[MASK] alpha [MASK] omega").get(positions.get(0)).start())
          .as("the first mask of the text, wherever it went")
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"The movie was not good.", "Good.", "A robin is a bird, and it sings."})
  void an_embedding_is_the_mean_over_all_tokens(String text) {
    Trace trace = miniLm.trace(text, Site.RESID);
    int tokens = trace.tokens().size();
    double[] mean = new double[384];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (double) trace.tensor(Site.RESID).get(6, token, i) / tokens;
      }
    }
    assertThat(miniLm.embedding(text)).containsExactly(mean, within(1e-6));
  }

  @Test
  void an_embedding_is_normalised_where_the_checkpoint_says_so() {
    Checkpoint own = miniLm.checkpoint();
    Embedding normalised = new Embedding(List.of(Embedding.Pooling.MEAN), true, Optional.empty());
    PyTorchModel other =
        new PyTorchModel(
            new Checkpoint(
                own.name(),
                own.source(),
                own.config().with(normalised),
                own.tokenizer(),
                own.weights()),
            miniLm.encoder(),
            UnaryOperator.identity(),
            Hook.NONE,
            miniLm.manager());
    FloatBuffer expected =
        SafetensorsFile.open(
                Path.of(
                    "src/test/resources/reference/interventions/minilm-embedding-control.safetensors"))
            .float32("normalised")
            .asFloatBuffer();
    double[] embedding = other.embedding("The movie was very good.");
    for (int i = 0; i < embedding.length; i++) {
      assertThat(embedding[i]).isCloseTo(expected.get(i), within(1e-6));
    }
  }

  @Test
  void padding_changes_no_embedding() {
    List<Text> texts = Text.each("Good.", "The movie was not good.", "A robin sings. ".repeat(8));
    List<Trace> batch = miniLm.traces(texts, Set.of(Site.RESID));
    for (int i = 0; i < texts.size(); i++) {
      assertThat(miniLm.heads().embedding(batch.get(i)))
          .containsExactly(miniLm.embedding(texts.get(i)), within(1e-5));
    }
  }

  @Test
  void a_checkpoint_without_the_head_names_those_that_have_it_before_anything_is_run() {
    Hook never =
        (point, value, batch) -> {
          throw new AssertionError("a forward pass was run");
        };
    try (PyTorchModel bare = miniLm.withHook(never)) {
      assertThatThrownBy(() -> bare.fillMask("It is [MASK]."))
          .isInstanceOf(MissingHead.class)
          .hasMessage(
              "all-MiniLM-L6-v2 has no masked-language-model head, so it cannot fill in [MASK]; use"
                  + " a checkpoint that was saved with one, such as bert-base-uncased or"
                  + " bert-base-cased.");
      assertThatThrownBy(() -> bare.lens("It is [MASK].", 2)).isInstanceOf(MissingHead.class);
      assertThatThrownBy(() -> bare.classify("It is good."))
          .isInstanceOf(MissingHead.class)
          .hasMessageStartingWith("all-MiniLM-L6-v2 has no classification head");
    }
  }
}
