package dev.assay.study;

import dev.assay.claim.Null;
import dev.assay.claim.NullKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many null models a run takes its time for, as {@code -Dassay.nulls} says. */
public enum Nulls {
  /** All of them. */
  ALL,
  /** The first of each kind, so that a verdict is provisional. */
  FEW,
  /** None, so that a verdict is more provisional still. */
  NONE;

  /** As the setting has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The null models, by kind and seed. */
  public List<Null> models() {
    return Arrays.stream(NullKind.values())
        .flatMap(kind -> kind.seeds().stream().map(seed -> new Null(kind, seed)))
        .filter(model -> this == ALL || (this == FEW && model.seed() == 1))
        .toList();
  }
}
