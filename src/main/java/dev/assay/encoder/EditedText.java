package dev.assay.encoder;

import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A tokenized text with the edits of its forward pass, worked out: which rows change at which
 * place.
 *
 * @param tokens as the model gave them
 * @param edits in the order in which they are made where they meet
 * @param before the trace of the same pass without edits, from which it may go on
 */
public record EditedText(Tokens tokens, List<TextEdit> edits, Optional<Trace> before) {
  public EditedText {
    edits = List.copyOf(edits);
  }

  /** A text whose pass begins at its beginning. */
  EditedText(Tokens tokens, List<TextEdit> edits) {
    this(tokens, edits, Optional.empty());
  }

  /**
   * The same, without computing again what edits leave as it is.
   *
   * @param plain the text's trace without edits, that holds resid and whatever is to be kept of the
   *     edited pass
   */
  public EditedText goingOnFrom(Trace plain) {
    return new EditedText(tokens, edits, Optional.of(plain));
  }

  /** The same with each edit on one token only, where it is on that token at all. */
  public EditedText onlyAt(int position) {
    return new EditedText(
        tokens, edits.stream().map(edit -> edit.onlyAt(position)).toList(), before);
  }

  /** The first layer that has to be run. */
  int firstLayer() {
    return before.isEmpty()
        ? 0
        : edits.stream().mapToInt(edit -> Math.max(0, edit.point().run())).min().orElse(0);
  }

  /** A text whose pass is left as it is. */
  public static EditedText plain(Tokens tokens) {
    return new EditedText(tokens, List.of());
  }

  /**
   * Works out edits on texts. What other texts give is asked for in one go for all of them, and
   * without edits.
   *
   * @param plain the model, without edits
   * @throws dev.assay.trace.AssayException if the model has no such layer or head, a text does not
   *     have a word, or a donor cannot be aligned
   */
  public static List<EditedText> all(Model plain, List<Text> texts, List<Edit> edits) {
    edits.forEach(edit -> edit.requireIn(plain.config(), plain.name()));
    List<Tokens> tokens = new ArrayList<>();
    List<List<Edit>> drawn = new ArrayList<>();
    Map<Text, Set<Site>> donors = new LinkedHashMap<>();
    for (Text text : texts) {
      Tokens own = plain.tokenize(text);
      List<Edit> ownEdits = new ArrayList<>();
      for (Edit edit : edits) {
        ownEdits.add(
            edit instanceof Edit.Resample resample
                ? DonorDraw.of(plain, text, own, resample)
                : edit);
      }
      for (Edit edit : ownEdits) {
        edit.donors()
            .forEach(
                donor ->
                    donors
                        .computeIfAbsent(donor, key -> EnumSet.noneOf(Site.class))
                        .add(edit.where().site()));
      }
      tokens.add(own);
      drawn.add(ownEdits);
    }
    Map<Text, Trace> traces = traces(plain, donors);
    List<EditedText> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      TextEdits factory = new TextEdits(plain.config(), tokens.get(i), traces);
      List<TextEdit> own = new ArrayList<>();
      for (int j = 0; j < edits.size(); j++) {
        own.add(factory.of(edits.get(j), drawn.get(i).get(j)));
      }
      all.add(new EditedText(tokens.get(i), own));
    }
    return all;
  }

  /**
   * Checks that a text can be patched from a donor.
   *
   * @throws dev.assay.trace.AssayException if it cannot be aligned with it
   */
  public static void requireAligned(Edit.From edit, Tokens text, Tokens donor) {
    Partners.of(edit, text, donor);
  }

  private static Map<Text, Trace> traces(Model plain, Map<Text, Set<Site>> donors) {
    Map<Set<Site>, List<Text>> bySites = new LinkedHashMap<>();
    donors.forEach(
        (text, sites) -> bySites.computeIfAbsent(sites, key -> new ArrayList<>()).add(text));
    Map<Text, Trace> traces = new HashMap<>();
    bySites.forEach(
        (sites, texts) -> {
          List<Trace> found = plain.traces(texts, sites);
          for (int i = 0; i < texts.size(); i++) {
            traces.put(texts.get(i), Objects.requireNonNull(found.get(i)));
          }
        });
    return traces;
  }
}
