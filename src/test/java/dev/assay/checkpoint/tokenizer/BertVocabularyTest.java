package dev.assay.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.Tokenizer;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BertVocabularyTest {
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  @TempDir Path folder;

  @Test
  void lower_cases_and_strips_accents_unless_told_otherwise() throws IOException {
    vocabulary("cafe", "the", "\"quoted\\");
    assertThat(pieces("The CAFÉ \"")).containsExactly("the", "cafe", "[UNK]");
  }

  @Test
  void a_cased_vocabulary_keeps_case_and_accents() throws IOException {
    vocabulary("The", "the", "Café", "cafe");
    settings("{\"do_lower_case\": false}");
    assertThat(pieces("The Café the CAFE")).containsExactly("The", "Café", "the", "[UNK]");
  }

  @Test
  void accents_are_a_setting_of_their_own() throws IOException {
    vocabulary("café", "cafe");
    settings("{\"do_lower_case\": true, \"strip_accents\": false}");
    assertThat(pieces("CAFÉ Cafe")).containsExactly("café", "cafe");
  }

  @Test
  void chinese_characters_are_words_unless_told_otherwise() throws IOException {
    vocabulary("日", "本", "日本");
    assertThat(pieces("日本")).containsExactly("日", "本");
    settings("{\"tokenize_chinese_chars\": false}");
    assertThat(pieces("日本")).containsExactly("日本");
  }

  @Test
  void special_tokens_may_be_spelled_otherwise() throws IOException {
    Files.write(
        folder.resolve("vocab.txt"), List.of("<s>", "</s>", "<unk>", "<pad>", "<mask>", "a"));
    settings(
        """
        {"cls_token": "<s>", "sep_token": {"content": "</s>", "lstrip": false},
         "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}
        """);
    assertThat(HuggingFaceWordPieces.open(folder).tokenize("a <mask> b").pieces())
        .containsExactly("<s>", "a", "<mask>", "<unk>", "</s>");
  }

  @Test
  void mpnet_names_its_special_tokens_otherwise_and_parts_texts_twice() throws IOException {
    Files.write(
        folder.resolve("vocab.txt"), List.of("<s>", "<pad>", "</s>", "[UNK]", "a", "<mask>"));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mpnet\"}");
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      assertThat(tokenizer.tokenize("A <mask>", "b").ids()).containsExactly(0, 4, 5, 2, 2, 3, 2);
      assertThat(tokenizer.tokenize("A <mask>").list().get(2).start()).isEqualTo(2);
    }
  }

  @Test
  void windows_line_ends_are_line_ends() throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), String.join("\r\n", SPECIAL) + "\r\na\r\nb\r\n");
    assertThat(HuggingFaceWordPieces.open(folder).tokenize("b a").ids())
        .containsExactly(2, 6, 5, 3);
  }

  @Test
  void says_that_the_case_of_a_vocabulary_is_unclear() throws IOException {
    vocabulary("the", "The");
    refuses("holds 'The' in upper case, but nothing says whether texts are lower-cased");
    settings("{\"do_lower_case\": true}");
    assertThat(pieces("The")).containsExactly("the");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{"tokenizer_class": "RobertaTokenizer"} | is not enough for the tokenizer that its settings ask for
{"do_basic_tokenize": false}            | sets do_basic_tokenize to false
{"mask_token": "<mask>"}                | lacks the special token <mask>
{"do_lower_case": tru}                  | is not valid JSON
""")
  void refuses_what_it_cannot_do(String settings, String complaint) throws IOException {
    vocabulary("a");
    settings(settings);
    refuses(complaint);
  }

  @Test
  void refuses_a_vocabulary_without_special_tokens_or_with_a_piece_twice() throws IOException {
    Files.write(folder.resolve("vocab.txt"), List.of("a", "b"));
    refuses("lacks the special token [CLS]");
    vocabulary("a", "b", "a");
    refuses("has the word piece 'a' on the lines 6 and 8");
  }

  @Test
  void refuses_a_vocabulary_that_is_not_utf_8() throws IOException {
    vocabulary("Stra\u00dfe");
    Path file = folder.resolve("vocab.txt");
    byte[] latin1 = Files.readString(file).getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, latin1);
    refuses("vocab.txt is not UTF-8; ");
  }

  @Test
  void added_tokens_are_numbered_after_the_vocabulary() throws IOException {
    vocabulary("a", "< new >");
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<new>\": 7}");
    assertThat(HuggingFaceWordPieces.open(folder).tokenize("a<new>").ids())
        .containsExactly(2, 5, 7, 3);
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<new>\": 8}");
    refuses("gives the added token '<new>' the id 8, but in the vocabulary it is 7");
  }

  private void vocabulary(String... pieces) throws IOException {
    List<String> lines = new ArrayList<>(SPECIAL);
    lines.addAll(List.of(pieces));
    Files.write(folder.resolve("vocab.txt"), lines);
  }

  private void settings(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
  }

  private List<String> pieces(String text) {
    List<String> pieces = HuggingFaceWordPieces.open(folder).tokenize(text).pieces();
    return pieces.subList(1, pieces.size() - 1);
  }

  private void refuses(String complaint) {
    assertThatThrownBy(() -> HuggingFaceWordPieces.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
