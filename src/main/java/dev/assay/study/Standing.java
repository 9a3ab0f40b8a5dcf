package dev.assay.study;

/** What a result means for the run that it is of. */
public enum Standing {
  /** It agrees with the record, or nothing is on record and it is in the claim's favour. */
  PASSES,
  /** It does not. */
  FAILS,
  /** Not all null models were run. */
  PROVISIONAL,
  /** There is no verdict. */
  BROKEN;

  /** What is about to be recorded is no reason to fail. */
  public static Standing of(Result result, Settings settings) {
    if (!(result instanceof Result.Judged judged)) {
      return BROKEN;
    }
    if (judged.nulls() != Nulls.ALL) {
      return PROVISIONAL;
    }
    return judged.change().fails(settings.strict()) && settings.record().isEmpty() ? FAILS : PASSES;
  }
}
