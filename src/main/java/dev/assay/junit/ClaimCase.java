package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.file.Sha256;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.fixture.RecordRow;
import dev.assay.model.Model;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimRows;
import dev.assay.study.RowResult;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * One claim: a method with a value for each of its {@code @Each} parameters.
 *
 * @param claim what is claimed
 * @param method that measures it
 * @param values of the parameters, by index
 * @param group of rows that it is about; empty for all
 * @param oneOfSeveral whether its method makes other claims too
 */
record ClaimCase(
    Claim claim,
    ClaimMethod method,
    Map<Integer, Object> values,
    String group,
    boolean oneOfSeveral)
    implements ClaimBody {

  @Override
  public String where() {
    return method.where();
  }

  @Override
  public String type() {
    return method.type().getName();
  }

  @Override
  public String selector() {
    return ClaimClass.name(method.type()).replace('.', '$') + "#" + method.method().getName();
  }

  @Override
  public String identity() {
    // What is expected may stand on an annotation of the author's own, which the body does not
    // reach.
    return Sha256.of(
        String.join(
            "\n",
            ClaimIdentity.sha256(method.method()),
            String.valueOf(claim.expectation()),
            String.valueOf(new TreeSet<>(claim.mustBeat()))));
  }

  @Override
  public boolean concerns(String model) {
    return method.concerns(model);
  }

  @Override
  public Set<String> against() {
    Set<String> models = new TreeSet<>();
    for (Slot slot : method.slots()) {
      if (slot instanceof Slot.OfOther other) {
        models.add(other.model());
      }
    }
    return models;
  }

  /**
   * Its rows, those of its group only.
   *
   * @throws AssayException as {@link RowSource#read}, and if there is no such group
   */
  @Override
  public ClaimRows rows() {
    Fixture<FixtureRow> all = method.rows().read();
    List<FixtureRow> own =
        all.rows().stream().filter(row -> group.isEmpty() || row.group().equals(group)).toList();
    if (own.isEmpty()) {
      throw new AssayException(
          "%s has no rows of group '%s', which %s is about; add some or correct the group."
              .formatted(claim.fixture(), group, claim.id()));
    }
    return new ClaimRows(
        new Fixture<>(all.name(), own, all.sha256()),
        all.rows().stream().map(FixtureRow::id).toList());
  }

  /** Runs the body on a fresh instance, without JUnit's life cycle. */
  @Override
  public RowResult measure(FixtureRow row, Model model, Function<String, Model> others) {
    RowEvidence evidence = new RowEvidence();
    Object[] arguments = new Object[method.slots().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(i, row, model, evidence, others);
    }
    return evidence.with(
        ReflectionSupport.invokeMethod(
            method.method(), ClaimClass.instance(method.type()), arguments));
  }

  /** What the parameter with an index gets. */
  Object argument(
      int index, FixtureRow row, Model model, Evidence evidence, Function<String, Model> others) {
    Slot slot = method.slots().get(index);
    if (slot instanceof Slot.OfRow) {
      return row instanceof RecordRow wrapped ? wrapped.row() : row;
    } else if (slot instanceof Slot.OfModel) {
      return model;
    } else if (slot instanceof Slot.OfEvidence) {
      return evidence;
    } else if (slot instanceof Slot.OfOther other) {
      return others.apply(other.model());
    }
    return Objects.requireNonNull(values.get(index));
  }
}
