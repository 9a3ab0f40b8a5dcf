package dev.assay.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.checkpoint.Tokenizer;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings beside a vocabulary against ids that come from BERT's published algorithm and the
 * documented rules of transformers; see {@code make_tokenizer_settings.py} beside the resource.
 */
class TokenizerSettingsTest {
  private static final Path EXPECTED =
      Path.of("src/test/resources/checkpoint/tokenizer-settings.json");

  @TempDir Path folder;

  /** What is written beside the vocabulary, which comes in one of two forms. */
  record Setting(String form, JsonNode json) {
    @Override
    public String toString() {
      return json.path("name").asText() + ", " + form;
    }
  }

  static Stream<Setting> settings() throws IOException {
    List<Setting> settings = new ArrayList<>();
    for (JsonNode json : new ObjectMapper().readTree(EXPECTED.toFile())) {
      json.path("forms").forEach(form -> settings.add(new Setting(form.asText(), json)));
    }
    assertThat(settings).hasSizeGreaterThan(20);
    return settings.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void every_text_has_the_ids_that_the_settings_give_it(Setting setting) throws IOException {
    vocabulary(setting.form());
    for (Map.Entry<String, JsonNode> file : setting.json().path("files").properties()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().toString());
    }
    SoftAssertions softly = new SoftAssertions();
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      for (JsonNode text : setting.json().path("texts")) {
        List<Integer> ids = new ArrayList<>();
        text.path("ids").forEach(id -> ids.add(id.intValue()));
        softly
            .assertThat(tokenizer.tokenize(text.path("text").asText()).ids())
            .as(text.path("text").asText())
            .containsExactly(ids.toArray(Integer[]::new));
      }
    }
    softly.assertAll();
  }

  private void vocabulary(String form) throws IOException {
    if (form.equals("tokenizer.json")) {
      MiniLmTokenizer.writeJson(folder);
    } else {
      MiniLmTokenizer.writeVocabulary(folder);
    }
  }

  @Test
  void the_hash_covers_every_file_that_changes_an_id() throws IOException {
    vocabulary("tokenizer.json");
    String bare = hash();
    write("tokenizer_config.json", "{\"do_lower_case\": true, \"model_max_length\": 7}");
    write("special_tokens_map.json", "{\"mask_token\": \"[MASK]\"}");
    assertThat(hash()).as("what changes nothing").isEqualTo(bare);
    write("special_tokens_map.json", "{\"additional_special_tokens\": [\"[unused0]\"]}");
    String special = hash();
    write("added_tokens.json", "{\"<e1>\": 30522}");
    String added = hash();
    write("tokenizer_config.json", "{\"do_lower_case\": false}");
    assertThat(List.of(bare, special, added, hash())).doesNotHaveDuplicates();
  }

  private String hash() {
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      return tokenizer.sha256();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
tokenizer_config.json   | {"tokenizer_class": "BertJapaneseTokenizer"}     | asks for the tokenizer 'BertJapaneseTokenizer'
config.json             | {"tokenizer_class": "T5TokenizerFast"}           | config.json asks for the tokenizer 'T5TokenizerFast'
tokenizer_config.json   | {"tokenizer_class": 7}                           | gives no text as tokenizer_class
tokenizer_config.json   | {"do_lower_case": "yes"}                         | gives neither true nor false as do_lower_case
tokenizer_config.json   | {"split_special_tokens": true}                   | sets split_special_tokens
tokenizer_config.json   | {"add_eos_token": true}                          | sets add_eos_token
tokenizer_config.json   | {"from_slow": true}                              | sets from_slow
tokenizer_config.json   | {"do_basic_tokenize": false}                     | sets do_basic_tokenize to false
tokenizer_config.json   | {"never_split": ["a"]}                           | lists words in never_split
tokenizer_config.json   | {"auto_map": {"AutoTokenizer": ["a.B", null]}}   | by code of its own
tokenizer_config.json   | {"mask_token": 103}                              | names no token as mask_token
tokenizer_config.json   | {"additional_special_tokens": [1]}               | names no token in additional_special_tokens
tokenizer_config.json   | {"added_tokens_decoder": {"x": {}}}              | names the id 'x'
tokenizer_config.json   | {"added_tokens_decoder": {"7": {"special": 1}}}  | neither true nor false as special
tokenizer_config.json   | {"added_tokens_decoder": {"9": {"content": "<a>"}}} | gives the added token '<a>' the id 9, but in the vocabulary it is 30522
added_tokens.json       | {"<a>": 30523}                                   | gives the added token '<a>' the id 30523, but in the vocabulary it is 30522
added_tokens.json       | {"<a>": 99999999999}                             | as '<a>'
added_tokens.json       | {"<a>": 30522, "<b>": 30522}                     | gives the id 30522 twice
added_tokens.json       | {"": 30522}                                      | adds an empty token
special_tokens_map.json | {"mask_token": }                                 | special_tokens_map.json is not valid JSON
""")
  void refuses_by_name_what_cannot_be_obeyed(String file, String json, String complaint)
      throws IOException {
    for (String form : List.of("vocab.txt", "tokenizer.json")) {
      vocabulary(form);
      write(file, json);
      refuses(complaint);
    }
  }

  @Test
  void refuses_a_cased_tokenizer_json_that_transformers_would_lower_case() throws IOException {
    String json = new String(MiniLmTokenizer.json(), StandardCharsets.UTF_8);
    write("tokenizer.json", json.replace("\"lowercase\": true", "\"lowercase\": false"));
    refuses("says false of lowercase, but");
    write("tokenizer_config.json", "{\"do_lower_case\": false}");
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      assertThat(tokenizer.tokenize("The cat").pieces())
          .containsExactly("[CLS]", "[UNK]", "cat", "[SEP]");
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void refuses(String complaint) {
    assertThatThrownBy(() -> HuggingFaceWordPieces.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
