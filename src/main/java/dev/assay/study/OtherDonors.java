package dev.assay.study;

import dev.assay.claim.Judge;
import dev.assay.claim.NullKind;
import dev.assay.encoder.EditedText;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Tokens;
import dev.assay.trace.WordAlignment;
import dev.assay.trace.WordSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The same patches from what unrelated rows are patched from: rows of another cluster, whose donor
 * can be aligned. A patch at a word gets the word that the other row's patch would have got.
 *
 * @param donors by row id and patch, in an order that is drawn; those that can take its place
 */
record OtherDonors(Map<String, Map<Edit.From, List<Edit.From>>> donors) {
  private static final int MOST = NullKind.OTHER_DONORS.seeds().size();

  /** A patch, the text that it was made on, and the row that asked for it. */
  private record Patch(FixtureRow row, Text text, Edit.From edit) {}

  /**
   * @param uses what a body asked for, by row
   * @param model that tokenizes the texts
   */
  static OtherDonors of(Map<FixtureRow, Use> uses, Model model) {
    List<Patch> all = new ArrayList<>();
    uses.forEach((row, use) -> all.addAll(patches(row, use)));
    Map<Text, Tokens> tokens = new HashMap<>();
    for (Patch patch : all) {
      tokens.computeIfAbsent(patch.text, model::tokenize);
      tokens.computeIfAbsent(patch.edit.donor(), model::tokenize);
    }
    Map<String, Map<Edit.From, List<Edit.From>>> donors = new LinkedHashMap<>();
    for (Patch patch : all) {
      List<Patch> others = new ArrayList<>(all);
      Collections.shuffle(others, new Random(31 * Judge.SEED + patch.row.id().hashCode()));
      Set<Edit.From> found = new LinkedHashSet<>();
      for (Patch other : others) {
        if (found.size() < MOST && isUnrelated(patch, other)) {
          instead(patch, other, tokens).ifPresent(found::add);
        }
      }
      donors
          .computeIfAbsent(patch.row.id(), id -> new LinkedHashMap<>())
          .put(patch.edit, List.copyOf(found));
    }
    return new OtherDonors(donors);
  }

  private static List<Patch> patches(FixtureRow row, Use use) {
    List<Patch> patches = new ArrayList<>();
    for (Use.Pass pass : use.edited()) {
      for (Edit edit : pass.edits()) {
        if (edit instanceof Edit.From from) {
          patches.add(new Patch(row, pass.text(), from));
        }
      }
    }
    return patches;
  }

  /** Of another cluster, at the same place but for the word. */
  private static boolean isUnrelated(Patch patch, Patch other) {
    return !patch.row.cluster().equals(other.row.cluster())
        && !other.edit.donor().equals(patch.edit.donor())
        && !other.edit.donor().equals(patch.text)
        && patch.edit.where().site() == other.edit.where().site()
        && patch.edit.where().layer() == other.edit.where().layer()
        && patch.edit.where().head().equals(other.edit.where().head())
        && patch.edit.where().word().isPresent() == other.edit.where().word().isPresent();
  }

  /** A patch from another's donor, if the two can be aligned. */
  private static Optional<Edit.From> instead(Patch patch, Patch other, Map<Text, Tokens> tokens) {
    Tokens donor = Objects.requireNonNull(tokens.get(other.edit.donor()));
    try {
      Optional<String> word =
          other.edit.counterpart().isPresent() || other.edit.where().word().isEmpty()
              ? other.edit.counterpart()
              : Optional.of(
                  partner(
                      Objects.requireNonNull(tokens.get(other.text)),
                      donor,
                      other.edit.where().word().get()));
      Edit.From edit = new Edit.From(patch.edit.where(), other.edit.donor(), word);
      EditedText.requireAligned(edit, Objects.requireNonNull(tokens.get(patch.text)), donor);
      return Optional.of(edit);
    } catch (AssayException e) {
      return Optional.empty();
    }
  }

  /** The donor's word that takes the place of a word. */
  private static String partner(Tokens text, Tokens donor, String word) {
    List<Integer> positions = WordAlignment.of(text, donor).partners(word);
    int start = positions.stream().mapToInt(at -> donor.get(at).start()).min().orElseThrow();
    int end = positions.stream().mapToInt(at -> donor.get(at).end()).max().orElseThrow();
    String partner = donor.text().substring(start, end);
    WordSpan.only(donor.text(), partner);
    return partner;
  }

  /** How often other donors can be drawn: as often as for the row that has the most. */
  int draws() {
    return donors.values().stream()
        .flatMap(patches -> patches.values().stream())
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  /** Whether any row patches at all. */
  boolean isEmpty() {
    return donors.isEmpty();
  }

  /**
   * Edits with the donors of a draw; a row with fewer than others begins anew.
   *
   * @param draw from 1
   * @throws AssayException if no other donor of a patch can be aligned
   */
  List<Edit> instead(FixtureRow row, List<Edit> edits, int draw) {
    return edits.stream()
        .map(edit -> edit instanceof Edit.From from ? instead(row, from, draw) : edit)
        .toList();
  }

  private Edit instead(FixtureRow row, Edit.From edit, int draw) {
    List<Edit.From> others = donors.getOrDefault(row.id(), Map.of()).getOrDefault(edit, List.of());
    if (others.isEmpty()) {
      throw new AssayException(
          "No unrelated row has a donor that can be aligned for the edit '%s' of row %s."
              .formatted(edit, row.id()));
    }
    return others.get((draw - 1) % others.size());
  }
}
