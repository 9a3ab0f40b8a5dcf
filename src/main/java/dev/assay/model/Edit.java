package dev.assay.model;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Site;
import java.util.List;
import java.util.Optional;

/**
 * A change to a forward pass, as data. What is changed is a copy of the value at its place; all
 * that is computed from it follows. Edits that are equal have the same effect, and on a null model
 * an edit means the same as on the real one.
 *
 * <p>Edits of one pass are made in the order of the forward pass, and where two are at one place,
 * in the order in which they were given. What is put in from other texts is what the model computes
 * of them without any edit.
 *
 * <p>An edit on a layer or head that the model does not have is refused.
 */
public sealed interface Edit {

  /** Nothing is there: z of a head, v of a token, mlp_out of a layer. */
  record Zero(Where where) implements Edit {
    @Override
    public String toString() {
      return "zero " + where;
    }
  }

  /** Attention is 1/T for every token of the text. */
  record Uniform(Where where) implements Edit {
    public Uniform {
      where = where.on(Site.PATTERN);
    }

    @Override
    public String toString() {
      return "uniform " + where;
    }
  }

  /** The mean over all tokens of some texts, special tokens included. */
  record Mean(Where where, List<Text> reference) implements Edit {
    /**
     * @throws AssayException if there is no text, or where is attention, which has no mean over
     *     texts of different lengths
     */
    public Mean {
      reference = requireSome(reference, "mean " + where);
      if (where.ofAttention()) {
        throw new AssayException(
            "%s has no mean over texts of different lengths; use uniform attention, or the mean of z."
                .formatted(where));
      }
    }

    @Override
    public List<Text> donors() {
      return reference;
    }

    @Override
    public String toString() {
      return "mean %s over %s".formatted(where, texts(reference));
    }
  }

  /**
   * What one of some texts has there (resample ablation; Chan et al. 2022, "Causal Scrubbing"). For
   * each text one donor is drawn among those that can be aligned with it; the text itself is none.
   */
  record Resample(Where where, List<Text> donors, long seed) implements Edit {
    /**
     * @throws AssayException if there is no donor
     */
    public Resample {
      donors = requireSome(donors, "resample " + where);
    }

    @Override
    public String toString() {
      return "resample %s from %s (seed %d)".formatted(where, texts(donors), seed);
    }
  }

  /**
   * What another text has there (activation patching; Vig et al. 2020, "Causal Mediation
   * Analysis").
   *
   * @param counterpart the donor's word that takes the place of where's; else the alignment finds
   *     it
   */
  record From(Where where, Text donor, Optional<String> counterpart) implements Edit {
    /**
     * @throws AssayException if a counterpart is named without a word that it is of, or is blank
     */
    public From {
      if (counterpart.isPresent() && where.word().isEmpty()) {
        throw new AssayException(
            "%s is patched from the word '%s' of the donor, but at no word of its own; name it with at(word)."
                .formatted(where, counterpart.get()));
      }
      if (counterpart.isPresent() && counterpart.get().isBlank()) {
        throw new AssayException(
            "%s is patched from a blank word; name a word of the donor.".formatted(where));
      }
    }

    @Override
    public List<Text> donors() {
      return List.of(donor);
    }

    @Override
    public String toString() {
      String from = "%s from %s".formatted(where, Quoted.text(donor.toString()));
      return counterpart.map(word -> from + " at '" + word + "'").orElse(from);
    }
  }

  /** No attention from the tokens of one word (queries) to another's (keys), in all heads. */
  record Cut(int layer, String from, String to) implements Edit {
    /**
     * @throws AssayException if the layer is negative or a word is blank
     */
    public Cut {
      if (to.isBlank()) {
        throw new AssayException("Attention is cut to a blank word; name a word of the text.");
      }
      Where.layer(Site.PATTERN, layer).at(from);
    }

    @Override
    public Where where() {
      return Where.layer(Site.PATTERN, layer).at(from);
    }

    @Override
    public String toString() {
      return "no attention from '%s' to '%s' in layer %d".formatted(from, to, layer);
    }
  }

  /** No attention to tokens that are more than so many tokens away, in all heads. */
  record Window(int layer, int width) implements Edit {
    /**
     * @throws AssayException if layer or width are negative
     */
    public Window {
      if (width < 0) {
        throw new AssayException(
            "Attention is cut to a window of %d tokens; give 0, each token itself, or more."
                .formatted(width));
      }
      Where.layer(Site.PATTERN, layer);
    }

    @Override
    public Where where() {
      return Where.layer(Site.PATTERN, layer);
    }

    @Override
    public String toString() {
      return "attention within %d tokens in layer %d".formatted(width, layer);
    }
  }

  /** What is there, times a factor. */
  record Scale(Where where, double factor) implements Edit {
    /**
     * @throws AssayException if the factor is not finite
     */
    public Scale {
      if (!Double.isFinite(factor)) {
        throw new AssayException(
            "%s is scaled by %s, which is no finite number; correct it.".formatted(where, factor));
      }
    }

    @Override
    public String toString() {
      return "%s times %s".formatted(where, factor);
    }
  }

  /** Zeros: z of a head, v of a token, mlp_out of a layer. Attention is not made to sum to 1. */
  static Edit zero(Where where) {
    return new Zero(where);
  }

  /**
   * Attention of 1/T to every token of the text, in that head or layer, whatever the site: the
   * "disabled head" of Kovaleva et al. 2019, "Revealing the Dark Secrets of BERT".
   */
  static Edit uniform(Where where) {
    return new Uniform(where);
  }

  /**
   * The mean over all tokens of the reference, special tokens included, each token counting alike.
   *
   * @throws AssayException if there is no text, or where is attention
   */
  static Edit mean(Where where, List<Text> reference) {
    return new Mean(where, reference);
  }

  /**
   * What one of the donors has there, aligned as {@link #from} does: drawn for every text among the
   * donors other than itself that can be aligned with it.
   *
   * @throws AssayException if there is no donor
   */
  static Edit resample(Where where, List<Text> donors, long seed) {
    return new Resample(where, donors, seed);
  }

  /**
   * What the donor has there (activation patching), word by word: where both texts have as many
   * words, the first has the first's place and so on; else words that both have in the same order
   * are partners, and as many words in between, but a word that is named is found in the donor by
   * its name if the donor has it once. A word has a partner only if both are as many tokens; what
   * has none is refused with both token lists.
   */
  static Edit from(Where where, Text donor) {
    return new From(where, donor, Optional.empty());
  }

  /** As {@link #from(Where, Text)}. */
  static Edit from(Where where, String donor) {
    return from(where, Text.of(donor));
  }

  /**
   * What the donor has at a word of its own, which takes the place of where's.
   *
   * @throws AssayException if where names no word
   */
  static Edit from(Where where, Text donor, String counterpart) {
    return new From(where, donor, Optional.of(counterpart));
  }

  /**
   * No attention from the tokens of one word (queries) to another's (keys), in all heads; each row
   * is divided by its sum. A row of which nothing is left stays 0.
   *
   * @throws AssayException if the layer is negative or a word is blank
   */
  static Edit cut(int layer, String from, String to) {
    return new Cut(layer, from, to);
  }

  /**
   * Attention to tokens more than {@code width} tokens away is removed, in all heads; each row is
   * divided by its sum. A row of which nothing is left stays 0.
   *
   * @throws AssayException if layer or width are negative
   */
  static Edit window(int layer, int width) {
    return new Window(layer, width);
  }

  /**
   * What is there, times a factor. Attention is not made to sum to 1.
   *
   * @throws AssayException if the factor is not finite
   */
  static Edit scale(Where where, double factor) {
    return new Scale(where, factor);
  }

  /** Which values it changes. */
  Where where();

  /** Texts without which it cannot be made. */
  default List<Text> donors() {
    return List.of();
  }

  /** Whether something is taken away, so that an effect shows that it was necessary. */
  default boolean takesAway() {
    return !putsIn() && !(this instanceof Scale scale && scale.factor() >= 1);
  }

  /**
   * Whether something is put in from another text, so that an effect shows that it is sufficient.
   */
  default boolean putsIn() {
    return this instanceof From || this instanceof Resample;
  }

  /** The same edit of another head of its layer; itself if it is of all heads. */
  default Edit inHead(int head) {
    if (where().head().isEmpty()) {
      return this;
    }
    Where other = where().inHead(head);
    if (this instanceof Mean mean) {
      return new Mean(other, mean.reference());
    } else if (this instanceof Resample resample) {
      return new Resample(other, resample.donors(), resample.seed());
    } else if (this instanceof From from) {
      return new From(other, from.donor(), from.counterpart());
    } else if (this instanceof Scale scale) {
      return new Scale(other, scale.factor());
    }
    return this instanceof Uniform ? new Uniform(other) : new Zero(other);
  }

  /**
   * Checks it against a model.
   *
   * @throws AssayException if the model has no such layer or head
   */
  default void requireIn(EncoderConfig config, String model) {
    where().requireIn(config, model);
  }

  private static List<Text> requireSome(List<Text> texts, String edit) {
    if (texts.isEmpty()) {
      throw new AssayException("There is no text for the edit '%s'; give some.".formatted(edit));
    }
    return List.copyOf(texts);
  }

  private static String texts(List<Text> texts) {
    return texts.size() == 1 ? Quoted.text(texts.get(0).toString()) : texts.size() + " texts";
  }
}
