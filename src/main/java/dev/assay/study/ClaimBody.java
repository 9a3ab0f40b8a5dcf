package dev.assay.study;

import dev.assay.claim.Claim;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;
import java.util.Set;
import java.util.function.Function;

/** A claim, the rows that it is about, and the code that measures it. */
public interface ClaimBody {

  /** What is claimed. */
  Claim claim();

  /** Class and method, for people, such as {@code LayerZeroIsLocal.raw}. */
  String where();

  /** The class that it is in, as Java's class loaders name it. */
  String type();

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
   * @param others gives the models of {@link #against}
   * @throws dev.assay.trace.AssayException if the row cannot be measured on this model
   * @throws BodyMistake if what it says is no result
   */
  RowResult measure(FixtureRow row, Model model, Function<String, Model> others);

  /** The models that it compares the one at hand with, by name; empty for the run's baseline. */
  default Set<String> against() {
    return Set.of();
  }

  /** Whether the selector names other claims too, so that it takes the id to tell it from them. */
  default boolean oneOfSeveral() {
    return false;
  }
}
