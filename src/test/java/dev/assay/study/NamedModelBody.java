package dev.assay.study;

import dev.assay.claim.Claim;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;

/**
 * A claim about one model.
 *
 * @param model its name
 * @param body what else there is to it
 */
record NamedModelBody(String model, ClaimBody body) implements ClaimBody {
  @Override
  public Claim claim() {
    return body.claim();
  }

  @Override
  public String where() {
    return body.where();
  }

  @Override
  public String selector() {
    return body.selector();
  }

  @Override
  public boolean concerns(String other) {
    return other.equals(model);
  }

  @Override
  public String identity() {
    return body.identity();
  }

  @Override
  public ClaimRows rows() {
    return body.rows();
  }

  @Override
  public RowResult measure(FixtureRow row, Model on) {
    return body.measure(row, on);
  }
}
