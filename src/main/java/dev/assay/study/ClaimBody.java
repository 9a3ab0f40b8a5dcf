package dev.assay.study;

import dev.assay.claim.Claim;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;

/** A claim, the rows that it is about, and the code that measures it. */
public interface ClaimBody {

  /** What is claimed. */
  Claim claim();

  /** Class and method, for people, such as {@code LayerZeroIsLocal.raw}. */
  String where();

  /** The same as {@code -Dtest} of Maven has it, such as {@code LayerZeroIsLocal#raw}. */
  String selector();

  /** Whether it has anything to say about a model. */
  boolean concerns(String model);

  /** SHA-256 of what is run when it is measured, so that a record can tell when it was changed. */
  String identity();

  /**
   * Reads its rows.
   *
   * @throws dev.assay.trace.AssayException if they cannot be read, or there are none
   */
  ClaimRows rows();

  /**
   * What it says of one row on a model. It is called for many rows at once, each in a thread of its
   * own, on the real model and on null models, and depends on nothing but its arguments.
   *
   * @throws dev.assay.trace.AssayException if the row cannot be measured on this model
   * @throws BodyMistake if what it says is no result
   */
  RowResult measure(FixtureRow row, Model model);
}
