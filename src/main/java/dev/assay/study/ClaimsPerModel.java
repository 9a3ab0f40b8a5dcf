package dev.assay.study;

import java.util.List;

/** Claims that are made of one method: which ones may depend on the model at hand. */
public interface ClaimsPerModel {

  /** Whether there is anything to be said about a model. */
  boolean concerns(String model);

  /** Whether the claims are others on a model with more layers or fewer. */
  boolean dependsOnModel();

  /**
   * The claims.
   *
   * @param layers how many the model has; without effect unless {@link #dependsOnModel}
   */
  List<ClaimBody> on(int layers);
}
