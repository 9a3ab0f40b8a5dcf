package dev.assay.checkpoint.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokenizer classes of the transformers library (version 4, its fast tokenizers) that can be
 * had here, with what each of them adds to its files of its own accord.
 */
enum TokenizerKind {
  BERT("BertTokenizer DistilBertTokenizer ElectraTokenizer", "bert distilbert electra"),
  MPNET("MPNetTokenizer", "mpnet"),
  ROBERTA("RobertaTokenizer", "roberta"),
  XLM_ROBERTA("XLMRobertaTokenizer", "xlm-roberta"),
  CAMEMBERT("CamembertTokenizer", "camembert"),
  /** Takes tokenizer.json as it is. */
  GENERIC("PreTrainedTokenizer TokenizersBackend", "modernbert");

  /** In the order in which transformers goes through them, without {@code _token}. */
  static final List<String> ROLES = List.of("bos", "eos", "unk", "sep", "pad", "cls", "mask");

  private final String classes;
  private final String modelTypes;

  TokenizerKind(String classes, String modelTypes) {
    this.classes = classes;
    this.modelTypes = modelTypes;
  }

  private Stream<String> classes() {
    return Arrays.stream(classes.split(" ", -1));
  }

  /** By the class that a file names; slow and fast ones give the same ids. */
  static Optional<TokenizerKind> ofClass(String name) {
    String slow = name.endsWith("Fast") ? name.substring(0, name.length() - 4) : name;
    return Arrays.stream(values())
        .filter(kind -> kind.classes().anyMatch(slow::equals))
        .findFirst();
  }

  /** By config.json's {@code model_type}, whose usual tokenizer it is. */
  static Optional<TokenizerKind> ofModelType(String modelType) {
    return Arrays.stream(values())
        .filter(kind -> Arrays.asList(kind.modelTypes.split(" ", -1)).contains(modelType))
        .findFirst();
  }

  static String supported() {
    return Arrays.stream(values())
        .flatMap(TokenizerKind::classes)
        .collect(Collectors.joining(", "));
  }

  /** The special token of a role where no file names it. */
  Optional<String> usual(String role) {
    boolean likeBert = this == BERT;
    return switch (this == GENERIC ? "" : role) {
      case "unk" -> Optional.of(this == BERT || this == MPNET ? "[UNK]" : "<unk>");
      case "sep" -> Optional.of(likeBert ? "[SEP]" : "</s>");
      case "pad" -> Optional.of(likeBert ? "[PAD]" : "<pad>");
      case "cls" -> Optional.of(likeBert ? "[CLS]" : "<s>");
      case "mask" -> Optional.of(likeBert ? "[MASK]" : "<mask>");
      case "bos" -> likeBert ? Optional.empty() : Optional.of("<s>");
      case "eos" -> likeBert ? Optional.empty() : Optional.of("</s>");
      default -> Optional.empty();
    };
  }

  /** Special tokens without a role where no file names any. */
  List<String> usualAdditional() {
    return this == CAMEMBERT ? List.of("<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED") : List.of();
  }

  /** Whether [MASK] swallows the blank before it, unless a file says how it is met. */
  boolean maskStripsLeft() {
    return this != BERT && this != GENERIC;
  }

  /** Whether the class sets up BERT's normalizer by what its settings say. */
  boolean setsNormalizer() {
    return this == BERT || this == MPNET;
  }
}
