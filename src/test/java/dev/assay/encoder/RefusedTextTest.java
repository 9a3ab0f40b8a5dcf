package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedTextTest {
  private final PyTorchModel model = SharedMiniLm.get();

  @Test
  void a_text_of_as_many_tokens_as_positions_is_traced() {
    assertThat(model.trace("good ".repeat(510), Set.of(Site.RESID)).tokens().size()).isEqualTo(512);
  }

  @Test
  void a_text_longer_than_the_positions_is_refused() {
    assertThatThrownBy(() -> model.trace("good ".repeat(511)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "\"good good good good good good good good ...\" is 513 tokens long, but"
                + " all-MiniLM-L6-v2 has positions for 512; shorten it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u200b"})
  void a_text_with_nothing_in_it_is_refused(String text) {
    assertThatThrownBy(() -> model.trace(text))
        .isInstanceOf(AssayException.class)
        .hasMessageEndingWith("is blank or leaves no word piece; give a text with words in it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "half \ud83d an emoji", "\ude00 the other half"})
  void an_unpaired_surrogate_is_refused(String text) {
    assertThatThrownBy(() -> model.trace(text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has half a character")
        .hasMessageEndingWith("check how it was cut or decoded.");
  }

  @Test
  void one_refused_text_refuses_its_batch_before_anything_is_run() {
    try (PyTorchModel never =
        model.withHook(
            (point, value, batch) -> {
              throw new AssertionError("a forward pass was run");
            })) {
      assertThatThrownBy(() -> never.traces(Text.each("Good.", ""), Set.of(Site.PATTERN)))
          .isInstanceOf(AssayException.class);
    }
  }
}
