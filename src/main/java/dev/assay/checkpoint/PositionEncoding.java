package dev.assay.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** How an encoder knows where in the text a token stands. */
public sealed interface PositionEncoding {

  /** What sets it apart from BERT's, as lines {@code NAME VALUE}; nothing if it is BERT's. */
  String identity();

  /** The learned vectors, where there are some. */
  Optional<Learned> learnedTable();

  /** The position of every token of a text: its row, where there is a table of learned ones. */
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

    @Override
    public Optional<Learned> learnedTable() {
      return Optional.of(this);
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

  /**
   * Learned vectors, and a number per head for every distance, added to the attention scores: T5's
   * buckets (Raffel et al. 2020), as MPNet has them.
   *
   * @param learned the vectors
   */
  record Bucketed(Learned learned) implements PositionEncoding {
    /** Half for keys before the query and the query itself, half for those behind it. */
    public static final int BUCKETS = 32;

    private static final int EACH_WAY = BUCKETS / 2;

    /** Distances below this have a bucket of their own. */
    private static final int EXACT = EACH_WAY / 2;

    /** From here on, all distances share the last bucket. */
    private static final int FAR = 128;

    /**
     * The bucket of a key, which is the query's place plus {@code distance}. In float32, as the
     * transformers library has it, since a bucket begins at a whole logarithm.
     */
    public static int bucket(int distance) {
      int steps = Math.abs(distance);
      int side = distance > 0 ? EACH_WAY : 0;
      if (steps < EXACT) {
        return side + steps;
      }
      float octaves =
          (float) Math.log((float) steps / EXACT) / (float) Math.log((double) FAR / EXACT);
      return side + Math.min(EACH_WAY - 1, EXACT + (int) (octaves * (EACH_WAY - EXACT)));
    }

    @Override
    public String identity() {
      return learned.identity() + "buckets " + BUCKETS + "\n";
    }

    @Override
    public Optional<Learned> learnedTable() {
      return Optional.of(learned);
    }

    @Override
    public long[] rows(int... ids) {
      return learned.rows(ids);
    }
  }

  /**
   * Queries and keys are rotated by angles that grow with the position (Su et al. 2021), so that
   * scores depend on distances; there are no learned vectors.
   *
   * @param layers how each layer does it
   */
  record Rotary(List<Layer> layers) implements PositionEncoding {
    public Rotary {
      layers = List.copyOf(layers);
    }

    /**
     * @param base pair i of a head's d numbers is rotated by position / base^(2i/d)
     * @param reach how far a token looks to each side; empty where attention is global
     */
    public record Layer(double base, OptionalInt reach) {}

    @Override
    public String identity() {
      StringBuilder lines = new StringBuilder();
      for (Layer layer : layers) {
        lines.append("rotary ").append(Double.toHexString(layer.base()));
        layer.reach().ifPresent(reach -> lines.append(" reach ").append(reach));
        lines.append('\n');
      }
      return lines.toString();
    }

    @Override
    public Optional<Learned> learnedTable() {
      return Optional.empty();
    }

    @Override
    public long[] rows(int... ids) {
      return LongStream.range(0, ids.length).toArray();
    }
  }
}
