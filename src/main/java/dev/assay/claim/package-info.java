/**
 * What a finding claims, what was measured for it, and what follows: claims, outcomes of rows,
 * verdicts, the ledger of what is on record, and changes against it. Nothing here knows how a model
 * runs or how a test is reported.
 */
@NullMarked
package dev.assay.claim;

import org.jspecify.annotations.NullMarked;
