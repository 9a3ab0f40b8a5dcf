package dev.assay.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.Tokenizer;
import dev.assay.trace.AssayException;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of tokenizers that encoders come with, with ids worked out by hand. */
class TokenizerKindTest {
  @TempDir Path folder;

  private Tokens tokens(TinyTokenizer tiny, String text) throws IOException {
    write("tokenizer.json", tiny.json().toString());
    return tokens(text);
  }

  private Tokens tokens(String text) {
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      return tokenizer.tokenize(text);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void byte_pairs_are_merged_in_the_order_of_their_ranks() throws IOException {
    write("config.json", "{\"model_type\": \"roberta\"}");
    // "the" by t+h, th+e; " cat" by Ġ+c, Ġc+a, Ġca+t; é is two bytes; "at" has no rank.
    assertThat(tokens(TinyTokenizer.BYTE_PAIRS, "the cat at\u00e9").list())
        .extracting(Token::piece, Token::id, Token::start, Token::end, Token::content)
        .containsExactly(
            tuple("<s>", 0, 0, 0, false),
            tuple("the", 15, 0, 3, true),
            tuple("Ġcat", 18, 4, 7, true),
            tuple("Ġ", 8, 8, 8, true),
            tuple("a", 10, 8, 9, true),
            tuple("t", 5, 9, 10, true),
            tuple("Ã", 12, 10, 11, true),
            tuple("©", 13, 10, 11, true),
            tuple("</s>", 2, 11, 11, false));
  }

  @Test
  void vocab_json_and_merges_are_the_same_tokenizer() throws IOException {
    write("config.json", "{\"model_type\": \"roberta\"}");
    Tokens expected = tokens(TinyTokenizer.BYTE_PAIRS, "the cat <mask> caf\u00e9 the");
    Files.delete(folder.resolve("tokenizer.json"));
    ObjectNode model = (ObjectNode) TinyTokenizer.BYTE_PAIRS.json().path("model");
    write("vocab.json", model.path("vocab").toString());
    write("merges.txt", "#version: 0.2\nt h\nth e\n\u0120 c\n\u0120c a\n\u0120ca t\n");
    assertThat(tokens("the cat <mask> caf\u00e9 the")).isEqualTo(expected);

    write("tokenizer_config.json", "{\"add_prefix_space\": true}");
    assertThat(tokens("cat").pieces()).containsExactly("<s>", "\u0120cat", "</s>");
    write("merges.txt", "#version: 0.2\nt h e\n");
    refuses("merges.txt does not name two pieces in line 2");
    Files.delete(folder.resolve("merges.txt"));
    refuses("there is no such file");
    write("config.json", "{\"model_type\": \"bert\"}");
    refuses("vocab.json is not enough for the tokenizer");
  }

  @Test
  void unigrams_take_the_way_of_the_highest_sum() throws IOException {
    write("config.json", "{\"model_type\": \"xlm-roberta\"}");
    // "▁cat" at -4.5 beats "▁c"+"at" at -6; NFKC makes of the ligature "fi"; z is unknown.
    assertThat(tokens(TinyTokenizer.UNIGRAMS, "the  cats \ufb01z <mask>").list())
        .extracting(Token::piece, Token::id, Token::start, Token::end)
        .containsExactly(
            tuple("<s>", 0, 0, 0),
            tuple("\u2581the", 5, 0, 3),
            tuple("\u2581cat", 7, 5, 8),
            tuple("s", 10, 8, 9),
            tuple("\u2581", 9, 10, 11),
            tuple("fi", 11, 10, 11),
            tuple("<unk>", 3, 11, 12),
            tuple("<mask>", 4, 13, 19),
            tuple("</s>", 2, 19, 19));
  }

  @Test
  void the_mask_of_robertas_kin_swallows_the_blank_before_it() throws IOException {
    ObjectNode json = TinyTokenizer.BYTE_PAIRS.json();
    ((ObjectNode) json.at("/added_tokens/4")).put("lstrip", false);
    write("tokenizer.json", json.toString());
    // As tokenizer.json has it; then as the class RobertaTokenizerFast does of its own accord.
    write("config.json", "{\"model_type\": \"modernbert\"}");
    assertThat(tokens("the <mask>").ids()).containsExactly(0, 15, 8, 4, 2);
    write("config.json", "{\"model_type\": \"roberta\"}");
    assertThat(tokens("the <mask>").ids()).containsExactly(0, 15, 4, 2);
  }

  @Test
  void pairs_stand_in_one_text_and_have_segments() throws IOException {
    write("tokenizer.json", TinyTokenizer.WORD_PIECE.json().toString());
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      Tokens pair = tokenizer.tokenize("the cats", "\ud83d\ude00 sat");
      assertThat(pair.text()).isEqualTo("the cats\n\ud83d\ude00 sat");
      assertThat(pair.list())
          .extracting(Token::id, Token::start, Token::end, Token::content, Token::segment)
          .containsExactly(
              tuple(2, 0, 0, false, 0),
              tuple(5, 0, 3, true, 0),
              tuple(6, 4, 7, true, 0),
              tuple(8, 7, 8, true, 0),
              tuple(3, 8, 8, false, 0),
              tuple(1, 9, 11, true, 1),
              tuple(7, 12, 15, true, 1),
              tuple(3, 15, 15, false, 1));
      assertThat(pair.word("sat").positions()).containsExactly(6);
      assertThatThrownBy(() -> tokenizer.tokenize("the", " "))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("The text \" \" is blank");
    }
    write("config.json", "{\"model_type\": \"xlm-roberta\"}");
    write("tokenizer.json", TinyTokenizer.UNIGRAMS.json().toString());
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      assertThat(tokenizer.tokenize("the", "cat").list())
          .extracting(Token::id, Token::content, Token::segment)
          .containsExactly(
              tuple(0, false, 0),
              tuple(5, true, 0),
              tuple(2, false, 0),
              tuple(2, false, 0),
              tuple(7, true, 0),
              tuple(2, false, 0));
    }
  }

  @Test
  void the_mask_is_the_one_that_files_or_the_class_name() throws IOException {
    write("tokenizer.json", TinyTokenizer.BYTE_PAIRS.json().toString());
    write("config.json", "{\"model_type\": \"roberta\"}");
    assertThat(mask()).contains("<mask>");
    write("tokenizer_config.json", "{\"mask_token\": \"<unk>\"}");
    assertThat(mask()).contains("<unk>");
    write("config.json", "{\"model_type\": \"modernbert\"}");
    write("tokenizer_config.json", "{}");
    assertThat(mask()).isEmpty();
  }

  private Optional<String> mask() {
    try (Tokenizer tokenizer = HuggingFaceWordPieces.open(folder)) {
      return tokenizer.mask();
    }
  }

  @Test
  void a_closed_tokenizer_says_so_and_may_be_closed_again() throws IOException {
    write("tokenizer.json", TinyTokenizer.WORD_PIECE.json().toString());
    Tokenizer tokenizer = HuggingFaceWordPieces.open(folder);
    tokenizer.close();
    tokenizer.close();
    assertThatThrownBy(() -> tokenizer.tokenize("the"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    assertThat(tokenizer.piece(5)).isEqualTo("the");
    assertThat(List.of(tokenizer.sha256())).hasSize(1);
  }

  private void refuses(String complaint) {
    assertThatThrownBy(() -> HuggingFaceWordPieces.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
