package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelNamesTest {
  @TempDir Path folder;

  private static ModelNames parse(String list) {
    return ModelNames.parse(list, "assay.models");
  }

  private String made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).toString();
  }

  @Test
  void a_folder_is_called_by_its_own_name() throws IOException {
    String tuned = made("runs/7/step-900");
    ModelNames names = parse(tuned + "/");

    assertThat(names.names()).containsExactly("step-900");
    assertThat(names.reference("step-900")).isEqualTo(tuned + "/");
    assertThat(names.given("step-900")).isEqualTo(tuned + "/");
  }

  @Test
  void an_alias_goes_before_the_reference() throws IOException {
    String tuned = made("step-900");
    ModelNames names = parse("tuned=%s, mini=all-MiniLM-L6-v2".formatted(tuned));

    assertThat(names.names()).containsExactly("tuned", "mini");
    assertThat(names.reference("tuned")).isEqualTo(tuned);
    assertThat(names.given("tuned")).isEqualTo("tuned=" + tuned);
    assertThat(names.given("mini")).isEqualTo("mini=all-MiniLM-L6-v2");
  }

  @Test
  void a_folder_with_an_equals_sign_is_no_alias() throws IOException {
    String odd = made("lr=1e-5");

    assertThat(parse(odd).names()).containsExactly("lr=1e-5");
  }

  @Test
  void what_is_no_folder_is_called_what_it_is() {
    assertThat(parse("hf:org/name@main,all-MiniLM-L6-v2").names())
        .containsExactly("hf:org/name@main", "all-MiniLM-L6-v2");
  }

  @Test
  void the_same_model_twice_is_one() throws IOException {
    String tuned = made("tuned");

    assertThat(parse(tuned + "," + tuned).names()).containsExactly("tuned");
  }

  @Test
  void two_models_of_one_name_are_refused() throws IOException {
    String first = made("a/last");
    String second = made("b/last");

    assertThatThrownBy(() -> parse(first + "," + second))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s and %s are both called 'last'; give one of them a name of its own, such as -Dassay.models=%s,last-2=%s."
                .formatted(first, second, first, second));
    assertThat(parse(first + ",other=" + second).names()).containsExactly("last", "other");
  }
}
