package replication;

import dev.assay.trace.Tokens;
import java.util.stream.IntStream;

/** Where [CLS] and [SEP] stand: the tokens around and between texts. */
final class SpecialTokens {
  private SpecialTokens() {}

  /** [CLS], which is the first token, and every [SEP]. */
  static int[] all(Tokens tokens) {
    return IntStream.range(0, tokens.size()).filter(i -> !tokens.get(i).content()).toArray();
  }

  /** Every [SEP]. */
  static int[] separators(Tokens tokens) {
    return IntStream.of(all(tokens)).filter(i -> i > 0).toArray();
  }
}
