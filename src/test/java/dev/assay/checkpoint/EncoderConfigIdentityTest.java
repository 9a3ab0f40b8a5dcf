package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class EncoderConfigIdentityTest {
  private static final EncoderConfig MINILM =
      new EncoderConfig(Architecture.BERT, 6, 12, 384, 1536, 30522, 512, 1e-12, Activation.GELU);

  @Test
  void is_the_hash_of_all_components_line_by_line() {
    String lines =
        """
        architecture BERT
        layers 6
        heads 12
        hidden 384
        intermediate 1536
        vocabulary 30522
        positions 512
        layerNormEps 0x1.19799812dea11p-40
        activation GELU
        """;
    assertThat(MINILM.sha256()).isEqualTo(DigestUtils.sha256Hex(lines));
  }

  @Test
  void is_the_same_where_numbers_have_other_digits() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    String here = MINILM.sha256();
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
      assertThat("%d".formatted(6)).isNotEqualTo("6");
      assertThat(MINILM.sha256()).isEqualTo(here);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  @Test
  void every_component_counts() {
    List<EncoderConfig> others =
        List.of(
            config(Architecture.DISTILBERT, 6, 12, 384, 1536, 30522, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 5, 12, 384, 1536, 30522, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 6, 384, 1536, 30522, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 12, 768, 1536, 30522, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 12, 384, 1537, 30522, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 12, 384, 1536, 30523, 512, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 12, 384, 1536, 30522, 511, 1e-12, Activation.GELU),
            config(Architecture.BERT, 6, 12, 384, 1536, 30522, 512, 1e-5, Activation.GELU),
            config(Architecture.BERT, 6, 12, 384, 1536, 30522, 512, 1e-12, Activation.RELU));

    assertThat(Stream.concat(Stream.of(MINILM), others.stream()).map(EncoderConfig::sha256))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_not_as_in_bert_counts_too() {
    EncoderConfig roberta = roberta(384, new PositionEncoding.Learned(OptionalInt.of(1)));
    EncoderConfig otherPadding = roberta(384, new PositionEncoding.Learned(OptionalInt.of(0)));
    EncoderConfig fromZero = roberta(384, PositionEncoding.Learned.FROM_ZERO);
    EncoderConfig projected = roberta(128, PositionEncoding.Learned.FROM_ZERO);

    assertThat(Stream.of(roberta, otherPadding, fromZero, projected).map(EncoderConfig::sha256))
        .doesNotHaveDuplicates();
  }

  private static EncoderConfig roberta(int embedding, PositionEncoding positions) {
    return new EncoderConfig(
        Architecture.ROBERTA,
        6,
        12,
        384,
        1536,
        30522,
        512,
        1e-12,
        Activation.GELU,
        embedding,
        positions,
        MINILM.head());
  }

  private static EncoderConfig config(
      Architecture architecture,
      int layers,
      int heads,
      int hidden,
      int intermediate,
      int vocabulary,
      int positions,
      double epsilon,
      Activation activation) {
    return new EncoderConfig(
        architecture,
        layers,
        heads,
        hidden,
        intermediate,
        vocabulary,
        positions,
        epsilon,
        activation);
  }
}
