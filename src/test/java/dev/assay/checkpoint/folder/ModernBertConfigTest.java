package dev.assay.checkpoint.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.HeadConfig;
import dev.assay.checkpoint.PositionEncoding.Rotary;
import dev.assay.trace.AssayException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModernBertConfigTest {
  /** As ModernBERT-base has it, written by version 4 of the transformers library. */
  private static final String VERSION_4 =
      """
      {"model_type": "modernbert", "architectures": ["ModernBertForMaskedLM"],
       "attention_bias": false, "classifier_activation": "gelu", "classifier_bias": false,
       "classifier_pooling": "mean", "decoder_bias": true, "global_attn_every_n_layers": 3,
       "global_rope_theta": 160000.0, "hidden_activation": "gelu", "hidden_size": 768,
       "intermediate_size": 1152, "local_attention": 128, "local_rope_theta": 10000.0,
       "max_position_embeddings": 8192, "mlp_bias": false, "norm_bias": false, "norm_eps": 1e-05,
       "num_attention_heads": 12, "num_hidden_layers": 4, "pad_token_id": 50283,
       "position_embedding_type": "absolute", "vocab_size": 50368}
      """;

  private static final Rotary.Layer GLOBAL = new Rotary.Layer(160_000, OptionalInt.empty());
  private static final Rotary.Layer LOCAL = new Rotary.Layer(10_000, OptionalInt.of(64));

  @Test
  void reads_what_version_4_wrote() {
    EncoderConfig config = parse(VERSION_4);

    assertThat(config.summary()).isEqualTo("ModernBERT 4×12×768");
    assertThat(config.positions()).isEqualTo(8192);
    assertThat(config.layerNormEps()).isEqualTo(1e-5);
    assertThat(config.positionEncoding()).isEqualTo(rotary(GLOBAL, LOCAL, LOCAL, GLOBAL));
    assertThat(config.head().pooling()).isEqualTo(Embedding.Pooling.MEAN);
    assertThat(config.head().task()).isEqualTo(HeadConfig.Task.MASKED_LM);
  }

  @Test
  void reads_what_version_5_writes() {
    String json =
        with(
            VERSION_4,
            """
            "layer_types": ["sliding_attention", "sliding_attention", "full_attention", "sliding_attention"],
            "rope_parameters": {"full_attention": {"rope_theta": 80000.0, "rope_type": "default"},
                                "sliding_attention": {"rope_theta": 500.0}}
            """);
    Rotary.Layer global = new Rotary.Layer(80_000, OptionalInt.empty());
    Rotary.Layer local = new Rotary.Layer(500, OptionalInt.of(64));

    assertThat(parse(json).positionEncoding()).isEqualTo(rotary(local, local, global, local));
  }

  @Test
  void what_is_not_said_is_as_in_the_library() {
    String little =
        """
        {"model_type": "modernbert", "hidden_size": 24, "num_attention_heads": 2,
         "num_hidden_layers": 4, "intermediate_size": 40, "max_position_embeddings": 64,
         "vocab_size": 97}
        """;
    EncoderConfig config = parse(little);

    assertThat(config.positionEncoding()).isEqualTo(rotary(GLOBAL, LOCAL, LOCAL, GLOBAL));
    assertThat(config.layerNormEps()).isEqualTo(1e-5);
    assertThat(config.activation()).isEqualTo(Activation.GELU);
    assertThat(config.head().pooling()).isEqualTo(Embedding.Pooling.FIRST_TOKEN);
  }

  @Test
  void bases_windows_and_heads_are_part_of_the_identity() {
    assertThat(
            Stream.of(
                    VERSION_4,
                    VERSION_4.replace("160000", "16000"),
                    VERSION_4.replace("\"local_attention\": 128", "\"local_attention\": 64"),
                    VERSION_4.replace("_layers\": 3", "_layers\": 2"),
                    VERSION_4.replace("\"mean\"", "\"cls\""),
                    VERSION_4.replace(
                        "activation\": \"gelu\", \"classifier_b",
                        "activation\": \"relu\", \"classifier_b"))
                .map(json -> parse(json).sha256()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "attention_bias": true                    | gives attention_bias as true
          "mlp_bias": true                          | gives mlp_bias as true
          "norm_bias": true                         | gives norm_bias as true
          "classifier_bias": true                   | gives classifier_bias as true
          "decoder_bias": false                     | gives decoder_bias as false
          "classifier_pooling": "max"               | the classifier_pooling 'max'
          "global_attn_every_n_layers": 0           | gives 0 as global_attn_every_n_layers
          "local_attention": -1                     | gives -1 as local_attention
          "global_rope_theta": 0                    | gives 0.0 as the base
          "local_rope_theta": "x"                   | no number as local_rope_theta but "x"
          "rope_scaling": {"type": "linear"}        | gives rope_scaling
          "layer_types": ["full_attention"]         | gives other layer_types than full_attention
          "layer_types": ["a", "b", "c", "d"]       | gives other layer_types than full_attention
          "num_hidden_layers": 2000000000           | gives 2000000000 layers
          "num_hidden_layers": 0                    | number of layers of 0
          "num_attention_heads": 256                | gives 3 numbers to each head
          "rope_parameters": {"full_attention": {"rope_type": "yarn"}} | the rope_type 'yarn'
          """)
  void refuses_what_is_not_supported_or_makes_no_sense(String entry, String complaint) {
    String key = entry.substring(0, entry.indexOf(':'));
    String without = VERSION_4.replaceFirst(key + ": [^,}]+,?", "");
    assertThatThrownBy(() -> parse(with(without, entry)))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }

  private static Rotary rotary(Rotary.Layer... layers) {
    return new Rotary(List.of(layers));
  }

  private static EncoderConfig parse(String json) {
    return ConfigFile.parse(json.getBytes(StandardCharsets.UTF_8), "config.json");
  }

  private static String with(String json, String entry) {
    return json.replaceFirst("\\{", "{" + entry + ", ");
  }
}
