package dev.assay.study;

import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Optional;

/** Whether edits of one model do what they say: an effect of one that does not says nothing. */
final class EditChecks {
  private final PyTorchModel model;
  private Optional<SelfPatch> selfPatch = Optional.empty();

  EditChecks(PyTorchModel model) {
    this.model = model;
  }

  /**
   * Checks what a claim's body asked for on the real model; claims without edits pass.
   *
   * @throws AssayException if an edit changes nothing in any row, or if a text that is patched with
   *     itself does not stay as it was, which is tried once
   */
  void require(List<Bodies.Attempt> attempts) {
    List<Use> uses = attempts.stream().map(Bodies.Attempt::use).toList();
    Optional<Text> edited =
        uses.stream().flatMap(use -> use.edited().stream()).map(Use.Pass::text).findFirst();
    if (edited.isPresent()) {
      IdleEdits.in(uses)
          .ifPresent(
              why -> {
                throw why;
              });
      SelfPatch patched = selfPatch.orElseGet(() -> SelfPatch.of(model, edited.get()));
      selfPatch = Optional.of(patched);
      patched.requireIdentity();
    }
  }
}
