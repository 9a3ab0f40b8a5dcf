package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Edit;
import dev.assay.trace.AssayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nulls that a claim has because of its edits.
 *
 * @param config of the model
 * @param heads how often other heads can be drawn in every pass that edits single heads
 * @param donors other donors of its patches
 */
record EditNulls(EncoderConfig config, int heads, OtherDonors donors) {

  /**
   * What a claim's edits allow.
   *
   * @param attempts of all rows on the real model
   * @throws AssayException if the claim must beat a null that its edits do not have
   */
  static EditNulls of(ClaimBody body, List<Bodies.Attempt> attempts, PyTorchModel real) {
    Map<FixtureRow, Use> uses = new LinkedHashMap<>();
    attempts.forEach(attempt -> uses.put(attempt.row(), attempt.use()));
    List<List<Edit>> ofHeads =
        uses.values().stream()
            .flatMap(use -> use.edited().stream())
            .map(Use.Pass::edits)
            .filter(edits -> edits.stream().anyMatch(edit -> edit.where().head().isPresent()))
            .distinct()
            .toList();
    int heads =
        ofHeads.stream()
            .mapToInt(edits -> OtherHeads.of(edits, real.config().heads()).draws().size())
            .min()
            .orElse(0);
    EditNulls nulls = new EditNulls(real.config(), heads, OtherDonors.of(uses, real));
    for (NullKind kind : body.claim().mustBeat()) {
      nulls
          .lacks(kind, !ofHeads.isEmpty())
          .ifPresent(
              why -> {
                throw new AssayException(
                    "%s must beat %s, but %s.".formatted(body.claim().id(), kind.label(), why));
              });
    }
    return nulls;
  }

  private Optional<String> lacks(NullKind kind, boolean editsHeads) {
    if (kind == NullKind.OTHER_HEADS && heads == 0) {
      return Optional.of(
          editsHeads
              ? "it edits so many heads of a layer that there are not as many others; edit fewer,"
                  + " or leave OTHER_HEADS out of mustBeat"
              : "it edits no single head; edit one, Where.head(layer, head), or leave OTHER_HEADS"
                  + " out of mustBeat");
    }
    if (kind == NullKind.OTHER_DONORS && donors.draws() == 0) {
      return Optional.of(
          donors.isEmpty()
              ? "it patches nothing from another text; patch with Edit.from, or leave OTHER_DONORS"
                  + " out of mustBeat"
              : "no row of another template has a donor that can be aligned; add such rows, or"
                  + " leave OTHER_DONORS out of mustBeat");
    }
    return Optional.empty();
  }

  /** Whether there is such a draw. */
  boolean has(Null draw) {
    return draw.seed() <= (draw.kind() == NullKind.OTHER_HEADS ? heads : donors.draws());
  }

  /**
   * What edits become in a draw.
   *
   * @throws AssayException if a row has no such edits
   */
  List<Edit> instead(FixtureRow row, List<Edit> edits, Null draw) {
    if (draw.kind() == NullKind.OTHER_DONORS) {
      return donors.instead(row, edits, draw.seed());
    }
    boolean ofHeads = edits.stream().anyMatch(edit -> edit.where().head().isPresent());
    return ofHeads ? OtherHeads.of(edits, config.heads()).instead(edits, draw.seed()) : edits;
  }
}
