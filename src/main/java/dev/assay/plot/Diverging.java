package dev.assay.plot;

/**
 * Colours for numbers with a sign: red below 0, blue above, nearly white at 0, as far from it as
 * the number is. They are those of the pages with every head, where paper is white.
 */
final class Diverging {
  private static final int[] STOPS = {0xa3182a, 0xdd7a63, 0xf3f1ec, 0x7aaad4, 0x1f5c9e};

  private Diverging() {}

  /**
   * The colour at a share of the way along the map, as {@code #rrggbb}.
   *
   * @param share 0 is the most negative end, 1 the most positive one; what lies outside takes the
   *     nearer end
   */
  static String colour(double share) {
    double at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
    int below = (int) Math.min(STOPS.length - 2, Math.floor(at));
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= Byte.SIZE) {
      int from = STOPS[below] >> shift & 255;
      int to = STOPS[below + 1] >> shift & 255;
      colour |= (int) Math.round(from + (to - from) * (at - below)) << shift;
    }
    return "#%06x".formatted(colour);
  }
}
