package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.HeadConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a family's own names of parameters become canonical ones.
 *
 * @param renames applied one after the other, to names without the family's prefix
 */
record FamilyNames(List<Rename> renames) {
  private static final String LAYER = "^transformer\\.layer\\.(\\d+)\\.";

  private static final List<Rename> DISTILBERT =
      List.of(
          Rename.of(LAYER + "attention\\.q_lin\\.", "encoder.layer.$1.attention.self.query."),
          Rename.of(LAYER + "attention\\.k_lin\\.", "encoder.layer.$1.attention.self.key."),
          Rename.of(LAYER + "attention\\.v_lin\\.", "encoder.layer.$1.attention.self.value."),
          Rename.of(LAYER + "attention\\.out_lin\\.", "encoder.layer.$1.attention.output.dense."),
          Rename.of(LAYER + "sa_layer_norm\\.", "encoder.layer.$1.attention.output.LayerNorm."),
          Rename.of(LAYER + "ffn\\.lin1\\.", "encoder.layer.$1.intermediate.dense."),
          Rename.of(LAYER + "ffn\\.lin2\\.", "encoder.layer.$1.output.dense."),
          Rename.of(LAYER + "output_layer_norm\\.", "encoder.layer.$1.output.LayerNorm."),
          Rename.of(LAYER, "encoder.layer.$1."),
          Rename.of("^vocab_transform\\.", "cls.predictions.transform.dense."),
          Rename.of("^vocab_layer_norm\\.", "cls.predictions.transform.LayerNorm."),
          Rename.of("^vocab_projector\\.", "cls.predictions.decoder."));

  private static final List<Rename> LM_HEAD =
      List.of(
          Rename.of("^lm_head\\.dense\\.", "cls.predictions.transform.dense."),
          Rename.of("^lm_head\\.layer_norm\\.", "cls.predictions.transform.LayerNorm."),
          Rename.of("^lm_head\\.", "cls.predictions."));

  private static final List<Rename> ELECTRA =
      List.of(
          Rename.of("^generator_predictions\\.dense\\.", "cls.predictions.transform.dense."),
          Rename.of(
              "^generator_predictions\\.LayerNorm\\.", "cls.predictions.transform.LayerNorm."),
          Rename.of("^generator_lm_head\\.", "cls.predictions.decoder."));

  private static final String ENCODER_LAYER = "^encoder\\.layer\\.(\\d+)\\.attention\\.";

  private static final List<Rename> MPNET =
      List.of(
          Rename.of(ENCODER_LAYER + "attn\\.q\\.", "encoder.layer.$1.attention.self.query."),
          Rename.of(ENCODER_LAYER + "attn\\.k\\.", "encoder.layer.$1.attention.self.key."),
          Rename.of(ENCODER_LAYER + "attn\\.v\\.", "encoder.layer.$1.attention.self.value."),
          Rename.of(ENCODER_LAYER + "attn\\.o\\.", "encoder.layer.$1.attention.output.dense."),
          Rename.of(
              ENCODER_LAYER + "LayerNorm\\.", "encoder.layer.$1.attention.output.LayerNorm."));

  private static final List<Rename> MODERNBERT =
      List.of(
          Rename.of("^embeddings\\.tok_embeddings\\.", "embeddings.word_embeddings."),
          Rename.of("^embeddings\\.norm\\.", "embeddings.LayerNorm."),
          Rename.of("^final_norm\\.", "encoder.LayerNorm."),
          Rename.of("^layers\\.", "encoder.layer."),
          Rename.of("(\\.\\d+\\.)attn_norm\\.", "$1attention.LayerNorm."),
          Rename.of("(\\.\\d+\\.)attn\\.Wqkv\\.", "$1attention.self.qkv."),
          Rename.of("(\\.\\d+\\.)attn\\.Wo\\.", "$1attention.output.dense."),
          Rename.of("(\\.\\d+\\.)mlp_norm\\.", "$1intermediate.LayerNorm."),
          Rename.of("(\\.\\d+\\.)mlp\\.Wi\\.", "$1intermediate.dense."),
          Rename.of("(\\.\\d+\\.)mlp\\.Wo\\.", "$1output.dense."));

  private static final List<Rename> MODERNBERT_LM =
      List.of(
          Rename.of("^head\\.dense\\.", "cls.predictions.transform.dense."),
          Rename.of("^head\\.norm\\.", "cls.predictions.transform.LayerNorm."),
          Rename.of("^decoder\\.", "cls.predictions.decoder."));

  private static final List<Rename> MODERNBERT_CLASSIFIER =
      List.of(
          Rename.of("^head\\.dense\\.", "classifier.dense."),
          Rename.of("^head\\.norm\\.", "classifier.LayerNorm."),
          Rename.of("^classifier\\.(weight|bias)$", "classifier.out_proj.$1"));

  /** Replaces the first match, if there is one. */
  record Rename(Pattern from, String to) {
    static Rename of(String from, String to) {
      return new Rename(Pattern.compile(from), to);
    }
  }

  static FamilyNames of(EncoderConfig config) {
    List<Rename> renames = new ArrayList<>();
    boolean classifier = config.head().task() == HeadConfig.Task.CLASSIFICATION;
    switch (config.architecture()) {
      case BERT -> {
        if (classifier) {
          renames.add(Rename.of("^pooler\\.dense\\.", "classifier.dense."));
          renames.add(Rename.of("^classifier\\.(weight|bias)$", "classifier.out_proj.$1"));
        }
      }
      case DISTILBERT -> {
        renames.addAll(DISTILBERT);
        if (classifier) {
          renames.add(Rename.of("^pre_classifier\\.", "classifier.dense."));
          renames.add(Rename.of("^classifier\\.(weight|bias)$", "classifier.out_proj.$1"));
        }
      }
      case ROBERTA, XLM_ROBERTA, CAMEMBERT -> renames.addAll(LM_HEAD);
      case ELECTRA -> renames.addAll(ELECTRA);
      case MPNET -> {
        renames.addAll(MPNET);
        renames.addAll(LM_HEAD);
      }
      case MODERNBERT -> {
        renames.addAll(MODERNBERT);
        switch (config.head().task()) {
          case CLASSIFICATION -> renames.addAll(MODERNBERT_CLASSIFIER);
          case MASKED_LM -> renames.addAll(MODERNBERT_LM);
          case OTHER -> {} // its heads for other tasks have the same names
        }
      }
    }
    // One parameter under two names: the decoder's bias is the head's.
    renames.add(
        Rename.of("^cls\\.predictions\\.(decoder\\.bias|output_bias)$", "cls.predictions.bias"));
    return new FamilyNames(List.copyOf(renames));
  }

  String canonical(String name) {
    String canonical = name;
    for (Rename rename : renames) {
      canonical = rename.from().matcher(canonical).replaceFirst(rename.to());
    }
    return canonical;
  }
}
