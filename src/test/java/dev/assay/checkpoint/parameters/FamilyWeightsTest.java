package dev.assay.checkpoint.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every family calls its parameters, heads included. */
class FamilyWeightsTest {
  private static final Path FOLDER = Path.of("src/test/resources/reference/architectures");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert-classifier",
        "distilbert-classifier",
        "roberta-mlm",
        "roberta-classifier",
        "xlm-roberta-mlm",
        "electra-mlm",
        "electra-classifier",
        "mpnet-mlm",
        "modernbert-mlm"
      })
  void all_parameters_are_known_and_canonical_names_read_again_give_the_same(String name) {
    EncoderConfig config = References.config(FOLDER.resolve(name));
    Weights weights = Parameters.read(config, References.safetensors(FOLDER.resolve(name)));

    assertThat(weights.ignored()).isEmpty();
    assertThat(weights.tensors().keySet())
        .allMatch(
            canonical ->
                canonical.matches("(embeddings|encoder|cls\\.predictions|classifier)[._].*"));
    assertThat(Parameters.read(config, weights).sha256()).isEqualTo(weights.sha256());
  }

  @Test
  void a_classification_head_is_read_where_the_configuration_names_one() throws IOException {
    TensorsInMemory file = file("bert-classifier");
    EncoderConfig classifier = References.config(FOLDER.resolve("bert-classifier"));
    EncoderConfig tagger =
        config("bert-classifier", "ForSequenceClassification", "ForTokenClassification");

    assertThat(Parameters.read(classifier, file).tensors())
        .containsEntry("classifier.dense.weight", new TensorInfo("F32", List.of(24L, 24L)))
        .containsEntry("classifier.out_proj.weight", new TensorInfo("F32", List.of(3L, 24L)));
    assertThat(Parameters.read(tagger, file).ignored())
        .containsExactly(
            "bert.pooler.dense.bias",
            "bert.pooler.dense.weight",
            "classifier.bias",
            "classifier.weight");

    file.putZeros("classifier.weight", 2L, 24L);
    refuses(classifier, file)
        .hasMessageContaining(
            "classifier.weight of memory has the shape [2,24], where the configuration asks for"
                + " [3,24]");
    file.putZeros("classifier.weight", 3L, 24L).remove("bert.pooler.dense.bias");
    refuses(classifier, file).hasMessageContaining("no tensor for classifier.dense.bias [24]");
    file.remove("classifier.weight").remove("classifier.bias");
    assertThat(Parameters.read(classifier, file).ignored())
        .as("a pooler with nothing on top of it")
        .containsExactly("bert.pooler.dense.weight");
  }

  @Test
  void modernberts_head_goes_by_the_task_it_was_saved_for() throws IOException {
    TensorsInMemory file = file("modernbert-mlm");
    EncoderConfig tagger = config("modernbert-mlm", "ForMaskedLM", "ForTokenClassification");
    assertThat(Parameters.read(tagger, file).ignored())
        .containsExactly("decoder.bias", "head.dense.weight", "head.norm.weight");

    file.remove("decoder.bias")
        .putZeros("classifier.weight", 2L, 24L)
        .putZeros("classifier.bias", 2L);
    EncoderConfig classifier = config("modernbert-mlm", "ForMaskedLM", "ForSequenceClassification");
    assertThat(Parameters.read(classifier, file).tensors().keySet())
        .contains(
            "classifier.dense.weight",
            "classifier.LayerNorm.weight",
            "classifier.out_proj.weight",
            "classifier.out_proj.bias")
        .noneMatch(name -> name.startsWith("cls."));
  }

  @Test
  void refuses_biases_and_missing_norms_inside_a_modernbert() throws IOException {
    TensorsInMemory file = file("modernbert-mlm");
    EncoderConfig config = References.config(FOLDER.resolve("modernbert-mlm"));

    file.putZeros("model.layers.1.attn.Wqkv.bias", 72L);
    refuses(config, file).hasMessageContaining("holds model.layers.1.attn.Wqkv.bias inside");
    file.remove("model.layers.1.attn.Wqkv.bias").remove("model.layers.1.attn_norm.weight");
    refuses(config, file)
        .hasMessageContaining("no tensor for encoder.layer.1.attention.LayerNorm.weight [24]");
  }

  @Test
  void names_the_family_of_weights_that_are_not_the_configurations() throws IOException {
    refuses(References.config(FOLDER.resolve("bert-classifier")), file("modernbert-mlm"))
        .hasMessageContaining("looks like ModernBERT (it holds model.embeddings.")
        .hasMessageContaining("its configuration is of a BERT encoder");
    refuses(References.config(FOLDER.resolve("xlm-roberta-mlm")), file("mpnet-mlm"))
        .hasMessageContaining("looks like MPNet (it holds mpnet.");
    TensorsInMemory llama =
        new TensorsInMemory().putZeros("model.layers.0.self_attn.q_proj.weight", 8L, 8L);
    refuses(References.config(FOLDER.resolve("modernbert-mlm")), llama)
        .hasMessageContaining("looks like a decoder such as Llama");
    TensorsInMemory incomplete = file("roberta-mlm").remove("roberta.embeddings.LayerNorm.bias");
    refuses(References.config(FOLDER.resolve("roberta-mlm")), incomplete)
        .hasMessageContaining("holds no tensor for embeddings.LayerNorm.bias [24], but holds lm_");
  }

  private static TensorsInMemory file(String name) {
    return TensorsInMemory.copyOf(References.safetensors(FOLDER.resolve(name)));
  }

  private static EncoderConfig config(String name, String task, String other) throws IOException {
    String json = Files.readString(FOLDER.resolve(name).resolve("config.json"));
    return ConfigFile.parse(
        json.replace(task, other).getBytes(StandardCharsets.UTF_8), "config.json");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(
      EncoderConfig config, TensorSource source) {
    return assertThatThrownBy(() -> Parameters.read(config, source))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
