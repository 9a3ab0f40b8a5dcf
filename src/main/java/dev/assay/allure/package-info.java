/**
 * What a run leaves for Allure: one result per claim and model, with its rows as steps; what was
 * found before; and the report's first page. It knows claims and what became of them, and not what
 * runs them.
 */
@NullMarked
package dev.assay.allure;

import org.jspecify.annotations.NullMarked;
