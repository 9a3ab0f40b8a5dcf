package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {
  @TempDir Path home;

  @Test
  void has_pythons_defaults() {
    HubSettings settings = settings(Map.of());
    assertThat(settings.endpoint()).hasToString("https://huggingface.co");
    assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(settings.token()).isEmpty();
    assertThat(settings.offline()).isFalse();
  }

  @Test
  void finds_the_cache_where_python_does() {
    Path xdg = home.resolve("xdg");
    assertThat(settings(Map.of("XDG_CACHE_HOME", xdg.toString())).cache())
        .isEqualTo(xdg.resolve("huggingface/hub"));
    assertThat(settings(Map.of("XDG_CACHE_HOME", "/other", "HF_HOME", "~/hf")).cache())
        .isEqualTo(home.resolve("hf/hub"));
    assertThat(settings(Map.of("HF_HOME", "/other", "HUGGINGFACE_HUB_CACHE", "~/old")).cache())
        .isEqualTo(home.resolve("old"));
    assertThat(settings(Map.of("HUGGINGFACE_HUB_CACHE", "/other", "HF_HUB_CACHE", "~/new")).cache())
        .isEqualTo(home.resolve("new"));
    assertThat(settings(Map.of("HF_HOME", "$PLACE/${NAME}/x", "PLACE", "/a", "NAME", "b")).cache())
        .isEqualTo(Path.of("/a/b/x/hub").toAbsolutePath());
    assertThat(settings(Map.of("HF_HOME", " ")).cache())
        .isEqualTo(home.resolve(".cache/huggingface/hub"));
  }

  @Test
  void takes_an_endpoint_with_or_without_a_slash() {
    assertThat(settings(Map.of("HF_ENDPOINT", "https://mirror.example/hf//")).endpoint())
        .hasToString("https://mirror.example/hf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mirror.example",
        "ftp://mirror.example",
        "https://",
        "https://mirror.example:443443",
        "https://a b",
        "https://a?b"
      })
  void refuses_an_endpoint_that_is_no_address(String endpoint) {
    assertThatThrownBy(() -> settings(Map.of("HF_ENDPOINT", endpoint)))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("HF_ENDPOINT is \"" + endpoint + "\", which is not the address");
  }

  @Test
  void does_not_repeat_a_password_in_an_endpoint() {
    assertThatThrownBy(() -> settings(Map.of("HF_ENDPOINT", "https://me:secret@mirror.example")))
        .isInstanceOf(AssayException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void takes_the_token_of_the_environment_before_that_of_a_file() throws IOException {
    Path usual = Files.createDirectories(home.resolve(".cache/huggingface")).resolve("token");
    Files.writeString(usual, "hf_usual\n");
    Path other = Files.writeString(home.resolve("other"), "hf_other");
    Map<String, String> path = Map.of("HF_TOKEN_PATH", other.toString());
    assertThat(token(Map.of())).isEqualTo("Bearer hf_usual");
    assertThat(token(path)).isEqualTo("Bearer hf_other");
    assertThat(token(Map.of("HF_TOKEN", " hf_direct\r\n"))).isEqualTo("Bearer hf_direct");
    assertThat(settings(Map.of("HF_HOME", home.toString())).token()).isEmpty();
    assertThat(settings(Map.of("HF_TOKEN_PATH", home.resolve("none").toString())).token())
        .isEmpty();
    assertThatThrownBy(() -> settings(Map.of("HF_TOKEN_PATH", home.toString())))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith("The hub token file " + home + " cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "ON", "yes", "True"})
  void is_offline_where_python_would_be(String value) {
    assertThat(settings(Map.of("HF_HUB_OFFLINE", value)).offline()).isTrue();
    assertThat(settings(Map.of("TRANSFORMERS_OFFLINE", value)).offline()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "no", "", "off"})
  void is_online_otherwise_unless_asked_to_be_offline(String value) {
    assertThat(settings(Map.of("HF_HUB_OFFLINE", value)).offline()).isFalse();
    assertThat(HubSettings.from(Map.of("HF_HUB_OFFLINE", value), true).offline()).isTrue();
  }

  private String token(Map<String, String> variables) {
    return settings(variables).token().orElseThrow().header();
  }

  private HubSettings settings(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", home.toString());
    return HubSettings.from(all, false);
  }
}
