package dev.assay.study;

import dev.assay.claim.Assessment;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.MissingHead;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Optional;

/** One claim on its way from rows to a verdict. */
final class Case {
  final ClaimBody body;

  /** Whether it is to be judged, and not only to be corrected for. */
  final boolean selected;

  Optional<AssayException> broken = Optional.empty();

  /** What the model lacks that the claim's body asks for. */
  Optional<MissingHead> notAbout = Optional.empty();

  Optional<ClaimRows> rows = Optional.empty();
  List<Bodies.Attempt> attempts = List.of();
  Optional<Assessment> assessment = Optional.empty();

  Case(ClaimBody body, boolean selected) {
    this.body = body;
    this.selected = selected;
  }

  Fixture<FixtureRow> fixture() {
    return rows.orElseThrow().fixture();
  }

  /** Whether it can be measured, and is about the model. */
  boolean isSound() {
    return broken.isEmpty() && notAbout.isEmpty();
  }

  void breaks(AssayException why) {
    broken = Optional.of(why);
  }
}
