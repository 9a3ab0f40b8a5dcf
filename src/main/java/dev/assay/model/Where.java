package dev.assay.model;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which part of a forward pass an {@link Edit} is about.
 *
 * @param site which value
 * @param layer numbered from 0; for {@link Site#RESID}, 0 is the embeddings' output and l what
 *     layer l-1 leaves
 * @param head one head, numbered from 0, of a site that has heads; else all
 * @param word the tokens of one word or phrase of the text, by character offsets as {@link
 *     dev.assay.trace.Tokens#word} finds them; else all tokens. Of attention these are the queries.
 */
public record Where(Site site, int layer, OptionalInt head, Optional<String> word) {
  private static final Set<Site> WITHOUT_HEADS =
      EnumSet.of(Site.ATTN_OUT, Site.MLP_OUT, Site.RESID);

  /**
   * @throws AssayException if layer or head are negative, the word is blank, or the site has no
   *     heads
   */
  public Where {
    if (layer < 0) {
      throw new AssayException(
          "An edit is on layer %d, but layers are numbered from 0; correct it.".formatted(layer));
    }
    if (head.isPresent() && head.getAsInt() < 0) {
      throw new AssayException(
          "An edit is on head %d, but heads are numbered from 0; correct it."
              .formatted(head.getAsInt()));
    }
    if (head.isPresent() && WITHOUT_HEADS.contains(site)) {
      throw new AssayException(
          "An edit is on head %d of %s, which has no heads; edit z or pattern of the head, or %s of the whole layer."
              .formatted(head.getAsInt(), site.tensorName(), site.tensorName()));
    }
    if (word.isPresent() && word.get().isBlank()) {
      throw new AssayException(
          "An edit is on a blank word; name a word of the text, or leave it out for all tokens.");
    }
  }

  /** The value outputs (z) of one head, on all tokens. */
  public static Where head(int layer, int head) {
    return new Where(Site.Z, layer, OptionalInt.of(head), Optional.empty());
  }

  /** A value of a whole layer, on all tokens. */
  public static Where layer(Site site, int layer) {
    return new Where(site, layer, OptionalInt.empty(), Optional.empty());
  }

  /** The same on the tokens of one word or phrase only. */
  public Where at(String one) {
    return new Where(site, layer, head, Optional.of(one));
  }

  /** Whether each row is as long as the text: attention before or after softmax. */
  public boolean ofAttention() {
    return site == Site.PATTERN || site == Site.ATTN_SCORES;
  }

  /** The same of another site. */
  Where on(Site other) {
    return new Where(other, layer, head, word);
  }

  /** The same in another head. */
  Where inHead(int other) {
    return new Where(site, layer, OptionalInt.of(other), word);
  }

  /**
   * @throws AssayException if the model has no such layer or head
   */
  void requireIn(EncoderConfig config, String model) {
    int layers = site == Site.RESID ? config.layers() + 1 : config.layers();
    if (layer >= layers) {
      throw new AssayException(
          "An edit is on %s of layer %d, but %s has layers 0 to %d%s; correct it."
              .formatted(
                  site.tensorName(),
                  layer,
                  model,
                  config.layers() - 1,
                  site == Site.RESID ? ", and resid up to " + config.layers() : ""));
    }
    if (head.isPresent() && head.getAsInt() >= config.heads()) {
      throw new AssayException(
          "An edit is on head %d.%d, but the layers of %s have heads 0 to %d; correct it."
              .formatted(layer, head.getAsInt(), model, config.heads() - 1));
    }
  }

  /** For people, such as {@code v of layer 1 at 'not'} or {@code z of head 2.1}. */
  @Override
  public String toString() {
    String where =
        head.isPresent()
            ? "%s of head %d.%d".formatted(site.tensorName(), layer, head.getAsInt())
            : "%s of layer %d".formatted(site.tensorName(), layer);
    return word.map(one -> where + " at '" + one + "'").orElse(where);
  }
}
