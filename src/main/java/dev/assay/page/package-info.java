/**
 * Pages that a person opens in a browser: {@link dev.assay.page.IndexPage} shows what a run found,
 * {@link dev.assay.page.ExplorerPage} every head of every text. Each page is one file that asks no
 * network: numbers go in as data, a script of ours draws them, and a content security policy lets
 * no other script run and nothing be fetched.
 */
@NullMarked
package dev.assay.page;

import org.jspecify.annotations.NullMarked;
