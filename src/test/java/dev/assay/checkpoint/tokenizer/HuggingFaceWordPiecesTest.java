package dev.assay.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to a tokenizer, tokenizer.json and vocab.txt, must agree with the references. */
class HuggingFaceWordPiecesTest {
  private static final Path TOKENS = Path.of("src/test/resources/reference/tokens.json");
  private static final Path NASTY = Path.of("src/test/resources/checkpoint/nasty-texts.json");

  @TempDir static Path jsonFolder;
  @TempDir static Path vocabularyFolder;
  private static HuggingFaceWordPieces fromJson;
  private static HuggingFaceWordPieces fromVocabulary;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    MiniLmTokenizer.writeJson(jsonFolder);
    MiniLmTokenizer.writeVocabulary(vocabularyFolder);
    fromJson = HuggingFaceWordPieces.open(jsonFolder);
    fromVocabulary = HuggingFaceWordPieces.open(vocabularyFolder);
  }

  /** A text and what must become of it. */
  record Expected(String text, List<String> tokens, List<Integer> ids) {
    static Expected of(JsonNode node) {
      List<String> tokens = new ArrayList<>();
      node.path("tokens").forEach(token -> tokens.add(token.textValue()));
      List<Integer> ids = new ArrayList<>();
      node.path("input_ids").forEach(id -> ids.add(id.intValue()));
      return new Expected(node.path("text").textValue(), tokens, ids);
    }
  }

  static Stream<Expected> expected() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Expected> all = new ArrayList<>();
    for (Path file : List.of(TOKENS, NASTY)) {
      mapper.readTree(file.toFile()).forEach(node -> all.add(Expected.of(node)));
    }
    assertThat(all).hasSizeGreaterThan(40);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void ids_are_the_references_both_ways(Expected expected) {
    for (HuggingFaceWordPieces tokenizer : List.of(fromJson, fromVocabulary)) {
      Tokens tokens = tokenizer.tokenize(expected.text());
      assertThat(tokens.pieces()).isEqualTo(expected.tokens());
      assertThat(tokens.ids()).containsExactly(expected.ids().toArray(Integer[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("expected")
  void places_in_the_text_ascend_and_split_no_character(Expected expected) {
    String text = expected.text();
    Tokens tokens = fromJson.tokenize(text);
    int last = tokens.size() - 1;
    assertThat(tokens.get(0)).isEqualTo(new Token("[CLS]", 101, 0, 0, false));
    assertThat(tokens.get(last))
        .isEqualTo(new Token("[SEP]", 102, text.length(), text.length(), false));
    assertThat(tokens.contentPositions()).hasSize(last - 1);
    int before = 0;
    for (Token token : tokens.list().subList(1, last)) {
      assertThat(token.start()).isGreaterThanOrEqualTo(before).isLessThan(token.end());
      assertThat(token.end()).isLessThanOrEqualTo(text.length());
      assertThat(Character.isLowSurrogate(text.charAt(token.start()))).isFalse();
      assertThat(Character.isHighSurrogate(text.charAt(token.end() - 1))).isFalse();
      before = token.start();
    }
  }

  @Test
  void places_count_utf16_units_of_the_original_text() {
    assertThat(parts("a 😀 naïve café")).containsExactly("a", "😀", "naïve", "café");
    assertThat(parts("👩\u200d👧 family 👍🏽!"))
        .containsExactly("👩\u200d👧", "family", "👍🏽", "!");
    assertThat(parts("𝔘 e\u0301cole 日本")).containsExactly("𝔘", "e\u0301cole", "日", "本");
    assertThat(parts("doesn't 😀[MASK]x")).containsExactly("doesn", "'", "t", "😀", "[MASK]", "x");
    // One syllable of Hangul is three pieces, all at the same place.
    assertThat(parts("한 x")).containsExactly("한", "한", "한", "x");
    assertThat(fromJson.tokenize("😀😀 A robin isn't 😀 here.").word("n't").positions())
        .containsExactly(4, 5, 6);
  }

  private static List<String> parts(String text) {
    return fromJson.tokenize(text).list().stream()
        .filter(Token::content)
        .map(token -> text.substring(token.start(), token.end()))
        .toList();
  }

  @Test
  void special_tokens_spelled_out_in_the_text_are_content() {
    Tokens tokens = fromJson.tokenize("[CLS] a [SEP] [MASK]");
    assertThat(tokens.list().stream().map(Token::content))
        .containsExactly(false, true, true, true, true, false);
    assertThat(tokens.ids()).containsExactly(101, 101, 1037, 102, 103, 102);
  }

  @Test
  void long_texts_are_neither_cut_nor_filled_up() {
    // This tokenizer.json asks for exactly 128 tokens.
    for (HuggingFaceWordPieces tokenizer : List.of(fromJson, fromVocabulary)) {
      assertThat(tokenizer.tokenize("word ".repeat(1000)).size()).isEqualTo(1002);
      assertThat(tokenizer.tokenize("word").size()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t", "\u00a0\u3000", "\u0000", "\u200b\u200d", "\u0301", "\ufffd"})
  void refuses_a_text_of_which_nothing_is_left(String text) {
    assertThatThrownBy(() -> fromJson.tokenize(text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is blank or leaves no word piece");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \ud83d b", "a \ude00 b", "\ude00\ud83d", "b \ud83d"})
  void refuses_half_a_character(String text) {
    assertThatThrownBy(() -> fromJson.tokenize(text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has half a character (U+D")
        .hasMessageMatching("[^\\n]+\\.");
  }

  @Test
  void ids_have_pieces() {
    for (HuggingFaceWordPieces tokenizer : List.of(fromJson, fromVocabulary)) {
      assertThat(tokenizer.piece(103)).isEqualTo("[MASK]");
      assertThat(tokenizer.piece(2075)).isEqualTo("##ing");
      assertThatThrownBy(() -> tokenizer.piece(30522))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("has no word piece with the id 30522");
    }
  }

  @Test
  void the_same_tokenizer_has_the_same_hash_in_either_form() throws IOException {
    assertThat(fromVocabulary.sha256()).isEqualTo(fromJson.sha256()).matches("[0-9a-f]{64}");
    String json = new String(MiniLmTokenizer.json(), StandardCharsets.UTF_8);

    assertThat(hash(json.replace("\"max_length\": 128", "\"max_length\": 64")))
        .as("where texts are cut, which is switched off")
        .isEqualTo(fromJson.sha256());
    assertThat(hash(json.replace("\"lowercase\": true", "\"lowercase\": false")))
        .isNotEqualTo(fromJson.sha256());
    assertThat(hash(json.replace("\"##ing\"", "\"##ong!\""))).isNotEqualTo(fromJson.sha256());
  }

  private static String hash(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return new TokenizerJson(Json.object(utf8, "test"), Optional.empty(), "test").sha256();
  }

  @Test
  void refuses_what_is_no_tokenizer() throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"version\": \"1.0\"}");
    assertThatThrownBy(() -> HuggingFaceWordPieces.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(file + " is no tokenizer that can be run")
        .hasMessageMatching("[^\\n]+\\.");
    Files.delete(file);
    assertThatThrownBy(() -> HuggingFaceWordPieces.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("holds neither tokenizer.json nor vocab.txt");
  }

  @Test
  void refuses_a_tokenizer_that_puts_nothing_around_texts() throws IOException {
    String json = new String(MiniLmTokenizer.json(), StandardCharsets.UTF_8);
    String bare = json.replaceFirst("(?s)\"post_processor\": \\{.*?\"decoder\"", "\"decoder\"");
    assertThat(bare).isNotEqualTo(json);
    Path file = Files.writeString(folder.resolve("tokenizer.json"), bare);
    assertThatThrownBy(() -> HuggingFaceWordPieces.ofJson(file))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("does not put one token before and one after a text");
  }

  @Test
  void djl_is_told_to_stay_off_the_network() {
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }
}
