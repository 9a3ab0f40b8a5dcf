package dev.assay.study;

import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import java.util.List;

/**
 * What one reading of a claim's fixture gave, so that rows, ids and hash are of the same file.
 *
 * @param fixture with the rows of the claim's group only
 * @param idsInFile the ids of all rows of the file: other claims may be about the other groups
 */
public record ClaimRows(Fixture<FixtureRow> fixture, List<String> idsInFile) {}
