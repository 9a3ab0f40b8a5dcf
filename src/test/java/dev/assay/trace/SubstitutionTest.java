package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {

  @Test
  void two_words_are_paired_by_an_equals_sign() {
    assertThat(Substitution.parse("mat=chair")).isEqualTo(new Substitution("mat", "chair"));
    assertThat(Substitution.parse(" mat = old chair "))
        .isEqualTo(new Substitution("mat", "old chair"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mat", "mat=", "=chair", " = ", "mat=chair=sofa"})
  void anything_else_is_refused(String text) {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> Substitution.parse(text))
        .withMessage(
            "'%s' does not pair two words; write original=counterfactual, such as mat=chair.",
            text);
  }
}
