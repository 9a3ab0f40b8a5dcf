package replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.junit.ClaimFinder;
import dev.assay.junit.Finding;
import dev.assay.study.ClaimBody;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The replication pack runs when it is asked for, and on the models that its findings are about.
 */
class ReplicationClaimsTest {
  private static final int LAYERS = 12;

  private static final List<Class<?>> FINDINGS =
      ReflectionSupport.findAllClassesInPackage(
          "replication", type -> type.isAnnotationPresent(Finding.class), name -> true);

  @Test
  void all_findings_have_the_tag_that_a_default_run_leaves_out() {
    assertThat(FINDINGS)
        .hasSizeGreaterThanOrEqualTo(11)
        .allSatisfy(
            type -> assertThat(type.getAnnotation(Tag.class).value()).isEqualTo("replication"));
  }

  @Test
  void all_claims_name_their_models_and_give_reasons() {
    assertThat(FINDINGS.stream().flatMap(type -> ClaimFinder.of(type, LAYERS).stream()))
        .hasSizeGreaterThanOrEqualTo(25)
        .allSatisfy(
            claim -> {
              assertThat(claim.concerns("a-model-of-ones-own")).isFalse();
              assertThat(claim.claim().topic()).isEqualTo("replication");
              assertThat(claim.claim().because()).hasSizeGreaterThan(40);
              assertThat(claim.claim().statement()).endsWith(".");
            });
  }

  /** A number that a paper states is shown beside ours. */
  @Test
  void published_numbers_are_those_of_the_papers() {
    assertThat(
            FINDINGS.stream()
                .flatMap(type -> ClaimFinder.of(type, LAYERS).stream())
                .map(ClaimBody::claim)
                .filter(claim -> claim.published().isPresent())
                .map(claim -> claim.id() + " " + claim.published().getAsDouble()))
        .containsExactlyInAnyOrder(
            "attention-to-separators.from-separators 0.9",
            "attention-to-separators.single-sentences 0.5",
            "attention-to-separators.two-segments 0.5",
            "categories-under-negation.affirmed 1.0",
            "categories-under-negation.negated 0.0",
            "determiner-finds-noun.above-offset 0.426",
            "determiner-finds-noun.found 0.943",
            "fillers-under-negation 0.85",
            "neighbour-heads.next 5.0",
            "neighbour-heads.previous 4.0",
            "object-finds-verb.above-offset 0.468",
            "object-finds-verb.found 0.868",
            "passive-auxiliary-finds-verb.above-offset 0.42",
            "passive-auxiliary-finds-verb.found 0.825",
            "possessive-finds-noun.above-offset 0.328",
            "possessive-finds-noun.found 0.805");
  }
}
