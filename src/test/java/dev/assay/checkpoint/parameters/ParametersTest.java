package dev.assay.checkpoint.parameters;

import static dev.assay.checkpoint.References.RANDOM_BERT;
import static dev.assay.checkpoint.References.RANDOM_BERT_SHA256;
import static dev.assay.checkpoint.References.RANDOM_DISTILBERT;
import static dev.assay.checkpoint.References.RANDOM_DISTILBERT_SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.Spelling;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.trace.AssayException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private final EncoderConfig bert = References.config(RANDOM_BERT);
  private final EncoderConfig distilBert = References.config(RANDOM_DISTILBERT);
  private final TensorsInMemory bertFile =
      TensorsInMemory.copyOf(References.safetensors(RANDOM_BERT));
  private final TensorsInMemory distilBertFile =
      TensorsInMemory.copyOf(References.safetensors(RANDOM_DISTILBERT));

  @Test
  void fingerprint_is_the_one_computed_independently() {
    assertThat(Parameters.read(bert, bertFile).sha256()).isEqualTo(RANDOM_BERT_SHA256);
    assertThat(Parameters.read(distilBert, distilBertFile).sha256())
        .isEqualTo(RANDOM_DISTILBERT_SHA256);
  }

  @Test
  void one_changed_bit_changes_the_fingerprint() {
    ByteBuffer bias = bertFile.float32("cls.predictions.bias");
    float[] values = new float[97];
    bias.asFloatBuffer().get(values);
    values[96] = Math.nextUp(values[96]);
    bertFile.put("cls.predictions.bias", List.of(97L), values);

    assertThat(Parameters.read(bert, bertFile).sha256()).isNotEqualTo(RANDOM_BERT_SHA256);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbers_that_are_not_finite_are_refused_in_the_encoder_and_in_heads(float number) {
    for (String name : List.of("cls.predictions.bias", "bert.embeddings.LayerNorm.weight")) {
      TensorsInMemory file = TensorsInMemory.copyOf(References.safetensors(RANDOM_BERT));
      float[] values = new float[file.float32(name).remaining() / Float.BYTES];
      values[values.length - 1] = number;
      file.put(name, List.of((long) values.length), values);

      assertThatThrownBy(() -> Parameters.read(bert, file))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("The tensor %s of memory holds %s,".formatted(name, number));
    }
  }

  @Test
  void both_architectures_have_the_same_names() {
    Weights weights = Parameters.read(distilBert, distilBertFile);
    assertThat(weights.tensors())
        .containsEntry(
            "encoder.layer.2.attention.self.query.weight", new TensorInfo("F32", List.of(24L, 24L)))
        .containsEntry(
            "encoder.layer.2.output.dense.weight", new TensorInfo("F32", List.of(24L, 40L)));
    assertThat(weights.tensors().keySet())
        .contains("encoder.layer.0.attention.output.LayerNorm.bias", "cls.predictions.bias")
        .doesNotContain("embeddings.token_type_embeddings.weight")
        .hasSize(57);
    assertThat(weights.float32("encoder.layer.0.intermediate.dense.bias"))
        .isEqualTo(distilBertFile.float32("distilbert.transformer.layer.0.ffn.lin1.bias"));
    assertThat(weights.has("cls.predictions.bias")).isTrue();
    assertThat(weights.ignored()).isEmpty();
  }

  @Test
  void every_spelling_of_the_names_gives_the_same_weights() {
    assertThat(fingerprintAs("without prefix", name -> name.replace("bert.", "")))
        .isEqualTo(RANDOM_BERT_SHA256);
    assertThat(fingerprintAs("from DataParallel", name -> "module." + name))
        .isEqualTo(RANDOM_BERT_SHA256);
    assertThat(fingerprintAs("before 2019", Spelling::gammaAndBeta)).isEqualTo(RANDOM_BERT_SHA256);
    assertThat(fingerprintAs("TensorFlow", Spelling::tensorFlow)).isEqualTo(RANDOM_BERT_SHA256);
    assertThat(fingerprintAs("TensorFlow hub", name -> "module/" + Spelling.tensorFlow(name)))
        .isEqualTo(RANDOM_BERT_SHA256);
  }

  private String fingerprintAs(String spelling, UnaryOperator<String> rename) {
    TensorsInMemory renamed = TensorsInMemory.renamed(bertFile, rename).transposeKernels();
    assertThat(renamed.tensors().keySet())
        .as(spelling)
        .hasSameSizeAs(bertFile.tensors().keySet())
        .isNotEqualTo(bertFile.tensors().keySet());
    return Parameters.read(bert, renamed).sha256();
  }

  @Test
  void task_heads_are_ignored_by_name_and_bookkeeping_in_silence() {
    bertFile
        .putZeros("classifier.weight", 2L, 24L)
        .putZeros("bert.pooler.dense.bias", 24L)
        .putZeros("cls.seq_relationship.weight", 2L, 24L)
        .putZeros("bert.embeddings.position_ids", 1L, 32L)
        .putZeros("global_step")
        .putZeros("bert/encoder/layer_0/attention/self/query/kernel/adam_m", 24L, 24L);
    Weights weights = Parameters.read(bert, bertFile);

    assertThat(weights.ignored())
        .containsExactly(
            "bert.pooler.dense.bias", "classifier.weight", "cls.seq_relationship.weight");
    assertThat(weights.sha256()).isEqualTo(RANDOM_BERT_SHA256);
  }

  @Test
  void an_encoder_alone_has_no_masked_lm_head() {
    for (String name : List.copyOf(bertFile.tensors().keySet())) {
      if (name.startsWith("cls.")) {
        bertFile.remove(name);
      }
    }
    Weights weights = Parameters.read(bert, bertFile);
    assertThat(weights.has("cls.predictions.bias")).isFalse();
    assertThat(weights.tensors()).hasSize(37);
  }

  @Test
  void a_decoder_counts_only_where_it_differs_from_the_word_embeddings() {
    ByteBuffer tied = bertFile.float32("bert.embeddings.word_embeddings.weight");
    float[] values = new float[97 * 24];
    tied.asFloatBuffer().get(values);
    bertFile.put("cls.predictions.decoder.weight", List.of(97L, 24L), values);
    assertThat(Parameters.read(bert, bertFile).sha256()).isEqualTo(RANDOM_BERT_SHA256);

    bertFile.putZeros("cls.predictions.decoder.weight", 97L, 24L);
    assertThat(Parameters.read(bert, bertFile).tensors())
        .containsKey("cls.predictions.decoder.weight");
    assertThat(Parameters.read(bert, bertFile).sha256()).isNotEqualTo(RANDOM_BERT_SHA256);

    bertFile.putZeros("cls.predictions.decoder.weight", 24L, 97L);
    refuses(bert, bertFile)
        .hasMessageContaining("cls.predictions.decoder.weight")
        .hasMessageContaining("[24,97]");
  }

  @Test
  void refuses_two_different_tensors_for_one_parameter() {
    bertFile.putZeros("cls.predictions.decoder.bias", 97L);
    refuses(bert, bertFile)
        .hasMessageContaining(
            "two different tensors for cls.predictions.bias, cls.predictions.bias and"
                + " cls.predictions.decoder.bias");
  }

  @Test
  void names_what_is_missing() {
    bertFile.remove("bert.encoder.layer.1.output.dense.bias");
    refuses(bert, bertFile)
        .hasMessageContaining("memory holds no tensor for encoder.layer.1.output.dense.bias [24]")
        .hasMessageContaining("supported are BERT, DistilBERT, RoBERTa, ");
    refuses(bert, new TensorsInMemory()).hasMessageContaining("holds no tensor at all");
    distilBertFile.remove("vocab_transform.weight");
    refuses(distilBert, distilBertFile)
        .hasMessageContaining("no tensor for cls.predictions.transform.dense.weight [24,24]");
  }

  @Test
  void a_configuration_of_endless_layers_is_refused_like_any_other() {
    EncoderConfig endless =
        new EncoderConfig(
            Architecture.BERT, 2_000_000_000, 2, 24, 40, 97, 32, 1e-12, Activation.GELU);
    refuses(endless, bertFile)
        .hasMessageContaining("no tensor for encoder.layer.2.attention.self.query.weight [24,24]");
  }

  @Test
  void names_what_has_another_shape() {
    bertFile.putZeros("bert.encoder.layer.0.intermediate.dense.weight", 24L, 40L);
    refuses(bert, bertFile)
        .hasMessageContaining(
            "bert.encoder.layer.0.intermediate.dense.weight of memory has the shape [24,40], where"
                + " the configuration asks for [40,24]");
    TensorsInMemory google =
        TensorsInMemory.renamed(bertFile, Spelling::tensorFlow)
            .transposeKernels()
            .putZeros("bert/encoder/layer_0/intermediate/dense/kernel", 960L);
    refuses(bert, google).hasMessageContaining("layer_0/intermediate/dense/kernel");
  }

  @Test
  void refuses_additions_inside_the_encoder() {
    bertFile.putZeros("bert.encoder.layer.0.attention.self.query.lora_A.weight", 4L, 24L);
    refuses(bert, bertFile)
        .hasMessageContaining("holds bert.encoder.layer.0.attention.self.query.lora_A.weight");
    refuses(
            distilBert,
            TensorsInMemory.copyOf(distilBertFile)
                .putZeros("distilbert.transformer.layer.3.ffn.lin1.bias", 40L))
        .as("a layer more than the configuration says")
        .hasMessageContaining("DistilBERT 3×4×24");
  }

  @Test
  void names_the_architecture_that_it_recognises() {
    refuses(bert, TensorsInMemory.renamed(bertFile, name -> name.replace("bert.", "roberta.")))
        .hasMessageContaining(
            "looks like RoBERTa (it holds roberta.embeddings.LayerNorm.bias), but its configuration"
                + " is of a BERT encoder; take weights and config.json from the same checkpoint.");
    refuses(bert, TensorsInMemory.renamed(bertFile, name -> name.replace("bert.", "deberta.")))
        .hasMessageContaining("looks like DeBERTa (it holds deberta.embeddings.LayerNorm.bias);");
    refuses(bert, new TensorsInMemory().putZeros("h.0.ln_1.weight", 8L))
        .hasMessageContaining("looks like GPT (it holds h.0.ln_1.weight)");
    refuses(distilBert, bertFile)
        .as("BERT's weights under DistilBERT's configuration")
        .hasMessageContaining("looks like BERT (it holds bert.")
        .hasMessageContaining("but its configuration is of a DistilBERT encoder");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(
      EncoderConfig config, TensorSource source) {
    return assertThatThrownBy(() -> Parameters.read(config, source))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
