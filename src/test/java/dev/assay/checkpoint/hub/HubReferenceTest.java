package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubReferenceTest {
  private static final String COMMIT = "6f75de8b60a9f8a2fdf7b69cbd86d9e64bcb3837";

  @ParameterizedTest
  @CsvSource({
    "hf:distilbert-base-uncased, distilbert-base-uncased, main",
    "hf:prajjwal1/bert-tiny, prajjwal1/bert-tiny, main",
    "hf:org/name@main, org/name, main",
    "hf:org/name@v1.0+cu12, org/name, v1.0+cu12",
    "hf:org/name@refs/pr/7, org/name, refs/pr/7",
    "hf:org/name@release@2, org/name, release@2",
    "hf:org/name@" + COMMIT + ", org/name, " + COMMIT,
    "hf:google/bert_uncased_L-2_H-128_A-2, google/bert_uncased_L-2_H-128_A-2, main",
    "hf:_a/b_, _a/b_, main",
  })
  void reads_what_users_write(String text, String repository, String revision) {
    HubReference reference = HubReference.parse(text);
    assertThat(reference).isEqualTo(new HubReference(repository, revision));
    assertThat(HubReference.parse(reference.toString())).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf:",
        "hf:/",
        "hf:org/",
        "hf:/name",
        "hf:org/name/more",
        "hf:../name",
        "hf:org/..",
        "hf:..",
        "hf:.",
        "hf:org\\name",
        "hf:org/na me",
        "hf:org//name",
        "hf:a--b",
        "hf:org/a--b",
        "hf:a..b",
        "hf:.hidden",
        "hf:-dash",
        "hf:org/name.",
        "hf:org/name.git",
        "hf:caf\u00e9",
        "hf:a%2f..",
        "hf:@main",
        "hf:org/na:me",
        "hf:org/name?x",
        "hf:C:",
        "hf:org/na\u0000me"
      })
  void refuses_what_no_repository_is_called(String text) {
    assertThatThrownBy(() -> HubReference.parse(text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is not the name of a hub repository: write hf:org/name or hf:name")
        .hasMessageNotContaining("\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", "../x", "x/..", "x/../y", "/etc", "x/", "x//y", ".hidden", "x/.y", "a b", "a~1",
        "a^", "a:b", "a?", "a*", "a[0]", "a\\b", "a@{1}", "a.lock", "a.lock/b", "a.", "-x", "a\nb"
      })
  void refuses_what_git_would_not_take_as_a_revision(String revision) {
    assertThatThrownBy(() -> HubReference.parse("hf:org/name@" + revision))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is not a revision that git allows")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refuses_names_and_revisions_that_are_too_long() {
    assertThat(HubReference.parse("hf:" + "a".repeat(96) + "/" + "b".repeat(96))).isNotNull();
    assertThatThrownBy(() -> HubReference.parse("hf:" + "a".repeat(97)))
        .isInstanceOf(AssayException.class);
    assertThatThrownBy(() -> HubReference.parse("hf:a@" + "b".repeat(256)))
        .isInstanceOf(AssayException.class);
  }

  @Test
  void says_how_a_reference_begins() {
    assertThat(HubReference.isReference("hf:whatever")).isTrue();
    assertThat(HubReference.isReference("bert-tiny")).isFalse();
    assertThatThrownBy(() -> HubReference.parse("org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "\"org/name\" is not a hub reference: write hf:org/name, optionally followed by @revision.");
  }

  @Test
  void knows_a_commit_from_a_name() {
    assertThat(HubReference.parse("hf:org/name@" + COMMIT).commit()).contains(COMMIT);
    assertThat(HubReference.parse("hf:org/name@" + COMMIT.substring(1)).commit()).isEmpty();
    assertThat(HubReference.parse("hf:org/name").commit()).isEmpty();
  }
}
