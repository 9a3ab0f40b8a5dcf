package dev.assay.claim;

import java.util.ArrayList;
import java.util.List;

/** Changes as people read them. */
public final class ChangeWording {
  private ChangeWording() {}

  /**
   * By how much the rows have changed: {@code -0.0144 [-0.017, -0.0118] attention, -0.72 of the
   * minimum effect, p < 0.001, n = 102}.
   */
  public static String change(Change change) {
    return change
        .paired()
        .map(
            paired ->
                "%s, %s of the %s, p %s, n = %d"
                    .formatted(
                        interval(change, paired),
                        Wording.signed(paired.relative()),
                        change.isOfValues() ? "scale" : "minimum effect",
                        Wording.p(paired.adjustedP()),
                        paired.n()))
        .orElse(
            change.recorded().isPresent() ? "not tested, since rows are not on record" : "nothing");
  }

  /** The same in a few words: {@code -0.0144 [-0.017, -0.0118] attention}. */
  public static String brief(Change change) {
    return change.paired().map(paired -> interval(change, paired)).orElse("not tested");
  }

  private static String interval(Change change, Change.Paired paired) {
    String unit = change.isOfValues() ? "" : " " + change.measured().unit();
    return "%s [%s, %s]%s"
        .formatted(
            Wording.signed(paired.mean()),
            Wording.signed(paired.interval().low()),
            Wording.signed(paired.interval().high()),
            unit);
  }

  /** What comes after a verdict: {@code as recorded}. */
  public static String verdict(Change change) {
    String recorded = change.recorded().map(old -> old.verdict().toString()).orElse("nothing");
    return switch (change.kind()) {
      case VERDICT_CHANGED -> "but %s is on record".formatted(recorded);
      case NOT_REPRODUCED -> "not reproduced";
      case AT_THE_BOUNDARY ->
          "%s on record, at the boundary: the change cannot be told from 0".formatted(recorded);
      case MOVED -> "as recorded, but its rows have moved";
      case NOT_ON_RECORD -> "with nothing on record";
      case AS_RECORDED -> "as recorded";
    };
  }

  /**
   * What a table says below a result, warnings marked as such; none if it is simply as recorded.
   */
  public static List<String> remarks(Change change) {
    String conditions = conditions(change);
    String first =
        switch (change.kind()) {
          case VERDICT_CHANGED ->
              "CHANGED from %s%s: %s"
                  .formatted(
                      change.recorded().map(LedgerEntry::verdict).orElseThrow(),
                      conditions,
                      change(change));
          case NOT_REPRODUCED -> "NOT REPRODUCED%s".formatted(conditions);
          case AT_THE_BOUNDARY ->
              "WARNING: at the boundary, %s on record%s; the change cannot be told from 0: %s"
                  .formatted(
                      change.recorded().map(LedgerEntry::verdict).orElseThrow(),
                      conditions,
                      change(change));
          case MOVED -> "WARNING: moved by %s".formatted(change(change));
          case NOT_ON_RECORD -> change.fails(false) ? "not on record" : "WARNING: not on record";
          case AS_RECORDED -> "";
        };
    List<String> lines = new ArrayList<>();
    if (!first.isEmpty()) {
      lines.add(first);
    }
    change.remarks().forEach(remark -> lines.add("WARNING: " + remark));
    return lines;
  }

  /** Such as {@code (interval, null: random weights)}, after a blank; empty if nothing flipped. */
  private static String conditions(Change change) {
    return change.flipped().isEmpty() ? "" : " (%s)".formatted(Wording.list(change.flipped()));
  }
}
