/**
 * Turns claims, rows, models and null models into verdicts, compares them with what is on record,
 * and writes what was found. It knows neither JUnit nor Allure: claims come to it as {@link
 * dev.assay.study.ClaimBody}.
 */
@NullMarked
package dev.assay.study;

import org.jspecify.annotations.NullMarked;
