package dev.assay.checkpoint.hub;

import java.util.NavigableSet;

/**
 * What a repository holds at a revision.
 *
 * @param commit the hash of the commit that the revision names now
 * @param files paths in the repository
 */
record ModelListing(String commit, NavigableSet<String> files) {}
