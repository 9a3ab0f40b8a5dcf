package dev.assay.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Change} in claims.json, six significant digits. Without rows on record there is nothing
 * but kind, flipped and remarks.
 *
 * @param mean over the rows in common, of measured minus recorded
 * @param low the lower end of its 95% interval
 * @param high the upper end
 * @param relative the mean in units of the minimum effect, or of a tenth of the bounds' width
 * @param adjustedP after Holm's correction over the claims compared
 * @param n how many rows both sides have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeEntry(
    Change.Kind kind,
    @Nullable Double mean,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double relative,
    @Nullable Double adjustedP,
    @Nullable Integer n,
    List<String> flipped,
    List<String> remarks) {

  static ChangeEntry of(Change change) {
    return change
        .paired()
        .map(
            paired ->
                new ChangeEntry(
                    change.kind(),
                    LedgerEntry.rounded(paired.mean()),
                    LedgerEntry.rounded(paired.interval().low()),
                    LedgerEntry.rounded(paired.interval().high()),
                    LedgerEntry.rounded(paired.relative()),
                    LedgerEntry.rounded(paired.adjustedP()),
                    paired.n(),
                    change.flipped(),
                    change.remarks()))
        .orElseGet(
            () ->
                new ChangeEntry(
                    change.kind(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    change.flipped(),
                    change.remarks()));
  }
}
