package dev.assay.checkpoint;

import java.util.OptionalInt;

/** How an encoder knows where in the text a token stands. */
public sealed interface PositionEncoding {

  /** What sets it apart from BERT's, as lines {@code NAME VALUE}; nothing if it is BERT's. */
  String identity();

  /** For every token of a text, which row of the table of learned positions is added to it. */
  long[] rows(int... ids);

  /**
   * A learned vector for every position, added to the word's embedding.
   *
   * @param paddingId for families that count from behind the padding's own row, as RoBERTa does:
   *     the id of the padding token, which is also that row; empty where the first token has row 0
   */
  record Learned(OptionalInt paddingId) implements PositionEncoding {
    /** BERT's: token i has row i. */
    public static final Learned FROM_ZERO = new Learned(OptionalInt.empty());

    @Override
    public String identity() {
      return paddingId.isPresent() ? "paddingId " + paddingId.getAsInt() + "\n" : "";
    }

    /** Rows of the table that no token of a text has. */
    public int offset() {
      return paddingId.isPresent() ? paddingId.getAsInt() + 1 : 0;
    }

    /**
     * {@inheritDoc} A padding token that is spelled out in a text is not counted and has the
     * padding's row, as in the transformers library.
     */
    @Override
    public long[] rows(int... ids) {
      long[] rows = new long[ids.length];
      int next = offset();
      for (int i = 0; i < ids.length; i++) {
        boolean padding = paddingId.isPresent() && ids[i] == paddingId.getAsInt();
        rows[i] = padding ? ids[i] : next++;
      }
      return rows;
    }
  }
}
