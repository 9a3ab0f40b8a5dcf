package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.claim.Claims;
import dev.assay.claim.MeanExpectation;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void without_any_the_default_model_is_judged_against_its_own_record() {
    Settings settings = settings("");

    assertThat(settings.models().names()).containsExactly("all-MiniLM-L6-v2");
    assertThat(settings.baseline()).isEmpty();
    assertThat(settings.record()).isEmpty();
    assertThat(settings.ledger()).isEqualTo(Path.of("claims/ledger"));
    assertThat(settings.allPictures()).isFalse();
    assertThat(settings.judgedAgainst("tiny")).isEqualTo("tiny");
  }

  @Test
  void models_are_named_with_commas_between_them_each_once() {
    assertThat(settings("", "assay.models", " tiny, hf:org/name@main ,tiny,,").models().names())
        .containsExactly("tiny", "hf:org/name@main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void no_model_is_refused(String models) {
    assertThatThrownBy(() -> settings("", "assay.models", models))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "-Dassay.models names no model; give one or several with commas between them, such as"
                + " -Dassay.models=all-MiniLM-L6-v2.");
  }

  @Test
  void a_changed_model_is_judged_against_its_baseline() {
    Settings settings = settings("", "assay.models", "tuned", "assay.baseline", " tiny ");

    assertThat(settings.judgedAgainst("tuned")).isEqualTo("tiny");
  }

  @Test
  void recording_needs_a_reason() {
    assertThat(settings("", "assay.record", " new rows ").record()).hasValue("new rows");
    assertThatThrownBy(() -> settings("", "assay.record", " "))
        .isInstanceOf(AssayException.class)
        .hasMessage("-Dassay.record needs a reason, such as -Dassay.record=\"new fixture rows\".");
  }

  @Test
  void recording_is_refused_on_a_build_server() {
    assertThatThrownBy(() -> settings("true", "assay.record", "why"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "-Dassay.record is refused under CI=true: a record is changed by a person who looked at"
                + " it; run it on your machine and commit the ledger.");
    assertThat(settings("false", "assay.record", "why").record()).hasValue("why");
    assertThat(settings("true").record()).isEmpty();
  }

  @Test
  void recording_under_another_models_name_is_refused() {
    assertThatThrownBy(() -> settings("", "assay.record", "why", "assay.baseline", "tiny"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "-Dassay.record and -Dassay.baseline exclude each other: a model is recorded under its"
                + " own name; leave one out.");
  }

  @Test
  void pictures_are_few_or_all() {
    assertThat(settings("", "assay.pictures", "all").allPictures()).isTrue();
    assertThat(settings("", "assay.pictures", "few").allPictures()).isFalse();
    assertThatThrownBy(() -> settings("", "assay.pictures", "none"))
        .isInstanceOf(AssayException.class)
        .hasMessage("-Dassay.pictures=none is neither 'few' nor 'all'; choose one of them.");
  }

  @Test
  void nulls_are_all_or_few_or_none() {
    assertThat(settings("").nulls()).isEqualTo(Nulls.ALL);
    assertThat(settings("", "assay.nulls", "all").nulls()).isEqualTo(Nulls.ALL);
    assertThat(settings("", "assay.nulls", " few ").nulls()).isEqualTo(Nulls.FEW);
    assertThat(settings("", "assay.nulls", "none").nulls()).isEqualTo(Nulls.NONE);
    assertThat(Nulls.NONE.models()).isEmpty();
    assertThat(Nulls.ALL.models()).containsAll(Nulls.FEW.models());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "some", "FEW", "0"})
  void other_words_for_nulls_are_refused(String word) {
    assertThatThrownBy(() -> settings("", "assay.nulls", word))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "-Dassay.nulls=%s is neither 'all' nor 'few' nor 'none'; choose one of them.", word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"few", "none"})
  void provisional_verdicts_are_not_recorded(String word) {
    assertThatThrownBy(() -> settings("", "assay.nulls", word, "assay.record", "why"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "-Dassay.nulls=%s gives provisional verdicts, which are not recorded; leave it out to"
                + " record.",
            word);
    assertThat(settings("", "assay.nulls", "all", "assay.record", "why").record()).hasValue("why");
  }

  @Test
  void strict_is_said_alone_or_with_true() {
    assertThat(settings("").strict()).isFalse();
    assertThat(settings("", "assay.strict", "").strict()).isTrue();
    assertThat(settings("", "assay.strict", "true").strict()).isTrue();
    assertThat(settings("", "assay.strict", "false").strict()).isFalse();
    assertThatThrownBy(() -> settings("", "assay.strict", "yes"))
        .isInstanceOf(AssayException.class)
        .hasMessage("-Dassay.strict=yes is neither 'true' nor 'false'; choose one of them.");
  }

  @Test
  void a_claim_about_a_model_is_also_about_what_is_judged_against_it() {
    ClaimBody aboutTiny =
        SampleBody.about("tiny", Claims.claim("a", new MeanExpectation.AtLeast(0.1)));

    assertThat(settings("").concerns(aboutTiny::concerns, "tiny")).isTrue();
    assertThat(settings("").concerns(aboutTiny::concerns, "tuned")).isFalse();
    assertThat(settings("", "assay.baseline", "tiny").concerns(aboutTiny::concerns, "tuned"))
        .isTrue();
    assertThat(settings("", "assay.baseline", "other").concerns(aboutTiny::concerns, "tuned"))
        .isFalse();
  }

  private static Settings settings(String ci, String... properties) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return Settings.of(name -> Optional.ofNullable(map.get(name)), ci);
  }
}
