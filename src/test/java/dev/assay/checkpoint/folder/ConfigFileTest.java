package dev.assay.checkpoint.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.HeadConfig;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.checkpoint.References;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  /** What Google publishes with its BERT miniatures; it names no model type. */
  private static final String GOOGLE =
      """
      {"hidden_size": 128, "hidden_act": "gelu", "initializer_range": 0.02, "vocab_size": 30522,
       "hidden_dropout_prob": 0.1, "num_attention_heads": 2, "type_vocab_size": 2,
       "max_position_embeddings": 512, "num_hidden_layers": 2, "intermediate_size": 512,
       "attention_probs_dropout_prob": 0.1}
      """;

  private static final String DISTILBERT =
      """
      {"model_type": "distilbert", "activation": "gelu", "dim": 24, "n_heads": 4, "n_layers": 3,
       "hidden_dim": 40, "max_position_embeddings": 32, "vocab_size": 97}
      """;

  @Test
  void reads_both_architectures_as_transformers_writes_them() {
    for (EncoderConfig expected :
        List.of(
            new EncoderConfig(Architecture.BERT, 2, 2, 24, 40, 97, 32, 1e-12, Activation.GELU),
            new EncoderConfig(
                Architecture.DISTILBERT, 3, 4, 24, 40, 97, 32, 1e-12, Activation.GELU))) {
      boolean bert = expected.architecture() == Architecture.BERT;
      EncoderConfig read =
          References.config(bert ? References.RANDOM_BERT : References.RANDOM_DISTILBERT);
      assertThat(read).usingRecursiveComparison().ignoringFields("head.task").isEqualTo(expected);
      assertThat(read.head().task()).isEqualTo(HeadConfig.Task.MASKED_LM);
      assertThat(read.sha256()).isEqualTo(expected.sha256());
    }
  }

  private static final String ROBERTA =
      """
      {"model_type": "roberta", "hidden_act": "gelu", "hidden_size": 24, "num_attention_heads": 2,
       "num_hidden_layers": 3, "intermediate_size": 40, "max_position_embeddings": 514,
       "type_vocab_size": 1, "vocab_size": 97, "layer_norm_eps": 1e-05}
      """;

  @ParameterizedTest
  @CsvSource({
    "roberta, RobertaModel, ROBERTA",
    "xlm-roberta, XLMRobertaForMaskedLM, XLM_ROBERTA",
    "camembert, CamembertForTokenClassification, CAMEMBERT"
  })
  void robertas_positions_begin_behind_the_padding(
      String type, String writer, Architecture architecture) {
    String json = ROBERTA.replace("\"roberta\"", "\"" + type + "\"");
    for (String text :
        List.of(
            json,
            json.replace(
                "model_type\": \"" + type, "architectures\": [\"" + writer + "\"], \"x\": \""))) {
      EncoderConfig config = parse(text);
      assertThat(config.architecture()).isEqualTo(architecture);
      assertThat(config.positions()).isEqualTo(512);
      assertThat(config.positionEncoding())
          .isEqualTo(new PositionEncoding.Learned(OptionalInt.of(1)));
    }
    assertThat(parse(with(json, "\"pad_token_id\": 3")).positions()).isEqualTo(510);
    refuses(with(json, "\"pad_token_id\": -1"), "gives -1 as pad_token_id");
    refuses(with(json, "\"pad_token_id\": 600"), "number of positions of -87");
  }

  @Test
  void electras_embeddings_may_be_narrower() {
    String electra = ROBERTA.replace("roberta", "electra");
    assertThat(parse(electra).embedding()).isEqualTo(24);
    assertThat(parse(with(electra, "\"embedding_size\": 16")).embedding()).isEqualTo(16);
    assertThat(parse(with(electra, "\"embedding_size\": 16")).positions()).isEqualTo(514);
    refuses(with(electra, "\"embedding_size\": 0"), "embedding size of 0");
  }

  @Test
  void labels_are_those_of_a_checkpoint_that_was_saved_as_a_classifier() {
    String classifier = with(GOOGLE, "\"architectures\": [\"BertForSequenceClassification\"]");
    String named = with(classifier, "\"id2label\": {\"1\": \"good\", \"0\": \"bad\"}");

    assertThat(parse(named).head().labels()).containsExactly("bad", "good");
    assertThat(parse(named).head().exclusive()).isTrue();
    String several = with(named, "\"problem_type\": \"multi_label_classification\"");
    assertThat(parse(several).head().exclusive()).isFalse();
    assertThat(parse(several).sha256()).isNotEqualTo(parse(named).sha256());
    assertThat(parse(with(classifier, "\"num_labels\": 1")).head().exclusive()).isFalse();
    assertThat(parse(classifier).head().labels()).containsExactly("LABEL_0", "LABEL_1");
    assertThat(parse(with(classifier, "\"num_labels\": 1")).head().labels())
        .containsExactly("LABEL_0");
    assertThat(parse(with(GOOGLE, "\"architectures\": [\"BertForTokenClassification\"]")).head())
        .isEqualTo(parse(GOOGLE).head());
    refuses(
        with(classifier, "\"id2label\": {\"1\": \"a\", \"2\": \"b\"}"), "none with the number 0");
    refuses(with(classifier, "\"num_labels\": 2000000000"), "asks for 2000000000 classes");
  }

  @Test
  void reads_googles_bert_config() {
    assertThat(parse(GOOGLE))
        .isEqualTo(
            new EncoderConfig(
                Architecture.BERT, 2, 2, 128, 512, 30522, 512, 1e-12, Activation.GELU));
  }

  @ParameterizedTest
  @CsvSource({
    "gelu, GELU",
    "gelu_python, GELU",
    "gelu_new, GELU_NEW",
    "gelu_pytorch_tanh, GELU_NEW",
    "gelu_fast, GELU_NEW",
    "relu, RELU"
  })
  void knows_an_activation_by_all_its_names(String name, Activation activation) {
    assertThat(parse(GOOGLE.replace("\"gelu\"", "\"" + name + "\"")).activation())
        .isEqualTo(activation);
  }

  @Test
  void an_old_file_without_model_type_goes_by_the_class_that_wrote_it() {
    assertThat(parse(with(GOOGLE, "\"architectures\": [\"BertForMaskedLM\"]")).architecture())
        .isEqualTo(Architecture.BERT);
    assertThat(
            parse(
                    with(
                        DISTILBERT.replace("\"model_type\": \"distilbert\",", ""),
                        "\"architectures\": [\"DistilBertModel\"]"))
                .architecture())
        .isEqualTo(Architecture.DISTILBERT);
    refuses(with(GOOGLE, "\"architectures\": [\"T5Model\"]"), "of type 'T5Model'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
"model_type": "deberta-v2"                  | describes a model of type 'deberta-v2'; supported are BERT, DistilBERT, RoBERTa,
"position_embedding_type": "relative_key"   | asks for the position embeddings 'relative_key'; supported are absolute
"is_decoder": true                          | sets is_decoder
"add_cross_attention": true                 | sets add_cross_attention
"pruned_heads": {"0": [1]}                  | sets pruned_heads
"quantization_config": {"bits": 8}          | is quantised (it holds quantization_config), so that its numbers are not
""")
  void refuses_what_no_plain_encoder_has(String entry, String complaint) {
    refuses(with(GOOGLE, entry), complaint);
  }

  @Test
  void refuses_what_is_missing_or_wrong() {
    refuses(GOOGLE.replace("\"gelu\"", "\"quick_gelu\""), "the activation 'quick_gelu'");
    refuses(GOOGLE.replace("\"gelu\"", "7"), "names no activation as hidden_act");
    refuses(GOOGLE.replace("\"hidden_size\"", "\"width\""), "no whole number as hidden_size");
    refuses(GOOGLE.replace("128", "\"many\""), "as hidden_size but \"many\"");
    refuses(GOOGLE.replace("128", "128.5"), "as hidden_size but 128.5");
    refuses(
        with(GOOGLE, "\"layer_norm_eps\": \"1e-5\""), "no number as layer_norm_eps but \"1e-5\"");
    refuses(with(GOOGLE, "\"layer_norm_eps\": 1e999"), "no number as layer_norm_eps");
    refuses(GOOGLE.replace("128", "127"), "cannot be shared out among 2 heads");
    refuses(DISTILBERT.replace("\"n_layers\": 3", "\"n_layers\": 0"), "number of layers of 0");
    refuses("{}", "names neither a model_type nor");
    refuses("[]", "should hold one JSON object");
    refuses("{} {}", "one JSON object and nothing else");
    refuses("", "one JSON object");
    refuses("{\"a\": 1", "not valid JSON");
    refuses("{\"a\": [1, 2", "not valid JSON");
    refuses("{\"a\": nul}", "not valid JSON");
    assertThatThrownBy(() -> ConfigFile.read(Path.of("no", "config.json")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "\"1e-12\"", "0", "-1e-12", "1e999", "true", "[1e-12]"})
  void refuses_an_epsilon_that_is_no_positive_number(String epsilon) {
    assertThatThrownBy(() -> parse(with(GOOGLE, "\"layer_norm_eps\": " + epsilon)))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching("[^\\n]*(no number as layer_norm_eps|is not positive)[^\\n]+\\.");
  }

  @Test
  void refuses_numbers_that_only_a_mistake_can_be_and_flags_that_are_none() {
    refuses(GOOGLE.replace("_layers\": 2", "_layers\": 1001"), "1001 as num_hidden_layers");
    refuses(GOOGLE.replace("30522", "9".repeat(5000)), "exceeds the maximum allowed");
    refuses("{\"a\": " + "[".repeat(2000), "is not valid JSON: Document nesting depth");
    refuses(with(GOOGLE, "\"is_decoder\": \"yes\""), "no truth value as is_decoder but \"yes\"");
    refuses("{\"a\": \"\\ud800\"}", "half a character (U+D800)");
    refuses("{\"model_type\": \"\\u001b[31m\"}", "of type '\\u001b[31m'");
    refuses(GOOGLE.replace("\"gelu\"", "\"" + "g".repeat(9000) + "\""), "... (9000 characters)'");
  }

  @Test
  void refuses_what_would_fill_the_memory(@TempDir Path folder) throws IOException {
    refuses("{\"a\": [" + "[],".repeat(3_000_000) + "0]}", "it holds more than 3000000 values");
    Path sparse = folder.resolve("config.json");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(1L << 32);
    }
    assertThatThrownBy(() -> ConfigFile.read(sparse))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has 4294967296 bytes, and no configuration or tokenizer has more");
  }

  @Test
  void refuses_bytes_that_are_no_text() {
    byte[] utf32InAnOddOrder = {0, 0, (byte) 0xff, (byte) 0xfe, '{', 0, 0, 0};
    assertThatThrownBy(() -> ConfigFile.parse(utf32InAnOddOrder, "config.json"))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("config.json is not UTF-8; ")
        .hasMessageMatching("[^\\n]+\\.");
  }

  private static EncoderConfig parse(String json) {
    return ConfigFile.parse(json.getBytes(StandardCharsets.UTF_8), "config.json");
  }

  private static String with(String json, String entry) {
    return json.replaceFirst("\\{", "{" + entry + ", ");
  }

  private static void refuses(String json, String complaint) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
