package dev.assay.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that the native library would end the process for may reach it. */
class TokenizerJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Replaces the value at a JSON pointer; null in JSON takes it away. */
  private static ObjectNode changed(TinyTokenizer tiny, String pointer, String value)
      throws IOException {
    ObjectNode json = tiny.json();
    int last = pointer.lastIndexOf('/');
    String key = pointer.substring(last + 1);
    JsonNode parent = json.at(pointer.substring(0, last));
    JsonNode replacement = MAPPER.readTree(value);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(key), replacement);
    } else if (replacement.isNull()) {
      ((ObjectNode) parent).remove(key);
    } else {
      ((ObjectNode) parent).set(key, replacement);
    }
    return json;
  }

  private static void refuses(ObjectNode json, String complaint) {
    assertThatThrownBy(() -> new TokenizerJson(json, Optional.empty(), "tokenizer.json"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]{1,600}\\.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
WORD_PIECE | /model                        | null                                | has no model
WORD_PIECE | /model/type                   | "WordLevel"                         | its model is of the type 'WordLevel'
WORD_PIECE | /model/unk_token              | "[NO]"                              | has no piece '[NO]'
WORD_PIECE | /model/unk_token              | 7                                   | gives no text as unk_token
WORD_PIECE | /model/max_input_chars_per_word | 1000000                           | from 1 to 1000
WORD_PIECE | /model/vocab                  | []                                  | its vocabulary is no JSON object
WORD_PIECE | /model/vocab/cat              | 4294967296                          | as 'cat'
WORD_PIECE | /model/vocab/cat              | "6"                                 | as 'cat'
WORD_PIECE | /model/vocab/cat              | 1                                   | the id 1
WORD_PIECE | /model/vocab/cat              | 70                                  | and yet none with the id
WORD_PIECE | /model/cache                  | 1                                   | has the field 'cache', which is not supported
WORD_PIECE | /added_tokens/0/id            | 3                                   | gives the added token '[PAD]' the id 3
WORD_PIECE | /added_tokens/0/content       | ""                                  | an added token is empty
WORD_PIECE | /added_tokens/0/content       | "[MASK]"                            | the id 0, but in the vocabulary it is 4
WORD_PIECE | /added_tokens/0               | {"id": 9, "content": "\\u0301", "normalized": true} | its normalizer may leave nothing
WORD_PIECE | /added_tokens/0               | {"id": 9, "content": "  ", "lstrip": true} | its normalizer may leave nothing
WORD_PIECE | /normalizer/type              | "Bert"                              | its normalizer is of the type 'Bert'
WORD_PIECE | /normalizer/lowercase         | 1                                   | neither true nor false as lowercase
WORD_PIECE | /normalizer                   | {"type": "Replace", "pattern": {"Regex": "(a+)+$"}, "content": ""} | the regular expression '(a+)+$'
WORD_PIECE | /normalizer                   | {"type": "Replace", "pattern": {"String": ""}, "content": ""} | a pattern of it is empty
WORD_PIECE | /normalizer                   | {"type": "Replace", "pattern": {"String": "a"}, "content": "aa"} | more than 1 characters
WORD_PIECE | /normalizer                   | {"type": "Sequence", "normalizers": [{"type": "Sequence", "normalizers": []}]} | of the type 'Sequence', which is not
WORD_PIECE | /normalizer                   | {"type": "Precompiled", "precompiled_charsmap": "AAAA"} | is damaged
WORD_PIECE | /normalizer                   | {"type": "Precompiled", "precompiled_charsmap": "??"} | is not Base64
WORD_PIECE | /pre_tokenizer                | {"type": "CharDelimiterSplit", "delimiter": "ab"} | of the type 'CharDelimiterSplit'
WORD_PIECE | /pre_tokenizer                | {"type": "Metaspace", "replacement": "ab"} | not one character
WORD_PIECE | /pre_tokenizer                | "x"                                 | its pre_tokenizer is no JSON object
WORD_PIECE | /post_processor               | null                                | does not put one token before and one after
WORD_PIECE | /post_processor/single        | []                                  | does not put one token before and one after
WORD_PIECE | /post_processor/single/0/SpecialToken/id | "[NOPE]"                 | names the token '[NOPE]', which it does not define
WORD_PIECE | /post_processor/single/2      | {"Sequence": {"id": "A", "type_id": 0}} | does not put one token before and one after
WORD_PIECE | /post_processor/pair/3/Sequence/id | "A"                            | both texts of a pair once
WORD_PIECE | /post_processor/special_tokens/[CLS]/ids/0 | 77                     | gives '[CLS]' the id 77
WORD_PIECE | /post_processor/special_tokens/[CLS]/ids | [2, 2]                   | do not give one token and its id
BYTE_PAIRS | /model/merges/0               | "t x y"                             | merges 't x y'
BYTE_PAIRS | /model/merges/0               | "t \\u0000"                         | merges 't \\u0000'
BYTE_PAIRS | /model/dropout                | 0.1                                 | sets dropout
BYTE_PAIRS | /model/continuing_subword_prefix | "##"                             | sets continuing_subword_prefix
BYTE_PAIRS | /model/unk_token              | "<no>"                              | has no piece '<no>'
BYTE_PAIRS | /post_processor/sep           | ["</s>"]                            | gives no token and its id as sep
BYTE_PAIRS | /post_processor/sep           | ["</s>", 0]                         | not its id in the vocabulary
UNIGRAMS   | /model/unk_id                 | 99                                  | as 'unk_id'
UNIGRAMS   | /model/unk_id                 | null                                | as 'unk_id'
UNIGRAMS   | /model/vocab/4                | ["a"]                               | no piece with a score (the one of id 4)
UNIGRAMS   | /model/vocab/4                | ["a", 1e999]                        | no piece with a score (the one of id 4)
UNIGRAMS   | /model/vocab/4                | ["<s>", 0.0]                        | has the piece '<s>' twice
""")
  void refuses_what_the_library_would_panic_on(
      TinyTokenizer tiny, String pointer, String value, String complaint) throws IOException {
    refuses(changed(tiny, pointer, value), complaint);
  }

  @Test
  void whatever_stands_in_the_decoder_never_reaches_the_library() throws IOException {
    for (String decoder :
        List.of("{\"type\": \"Nope\"}", "7", "[[]]", "{\"type\": \"BPEDecoder\"}")) {
      TokenizerJson json =
          new TokenizerJson(
              changed(TinyTokenizer.WORD_PIECE, "/decoder", decoder), Optional.empty(), "x");
      assertThat(json.known()).contains("\"decoder\":null");
      assertThat(json.sha256())
          .isEqualTo(
              new TokenizerJson(TinyTokenizer.WORD_PIECE.json(), Optional.empty(), "x").sha256());
    }
  }

  @Test
  void refuses_more_added_tokens_than_can_be_added_in_time() throws IOException {
    ObjectNode json = TinyTokenizer.WORD_PIECE.json();
    ArrayNode added = json.putArray("added_tokens");
    for (int i = 0; i <= 10_000; i++) {
      added.addObject().put("id", 20 + i).put("content", "<" + i + ">");
    }
    refuses(json, "adds 10001 tokens to its vocabulary; supported are up to 10000");
  }

  @Test
  void a_table_of_characters_is_followed_before_the_library_follows_it() throws IOException {
    byte[] sound = TinyTokenizer.charsMap();
    assertThatCode(() -> withTable(sound)).doesNotThrowAnyException();
    for (int cut : List.of(0, 3, 8, sound.length - 2051)) {
      refusesTable(Arrays.copyOf(sound, cut));
    }
    byte[] textBeyondTheEnd = TinyTokenizer.charsMap();
    ByteBuffer.wrap(textBeyondTheEnd).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + 4 * 512, 1 << 30);
    refusesTable(textBeyondTheEnd);
    byte[] unitBeyondTheEnd = TinyTokenizer.charsMap();
    ByteBuffer.wrap(unitBeyondTheEnd).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 4096 << 10);
    refusesTable(unitBeyondTheEnd);
    byte[] erasing = TinyTokenizer.charsMap();
    erasing[erasing.length - 2] = 0;
    refusesTable(erasing);
  }

  private static void refusesTable(byte[] table) throws IOException {
    assertThatThrownBy(() -> withTable(table))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has a precompiled_charsmap that is damaged");
  }

  private static void withTable(byte[] table) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(table);
    new TokenizerJson(
        changed(
            TinyTokenizer.UNIGRAMS,
            "/normalizer",
            "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"%s\"}".formatted(base64)),
        Optional.empty(),
        "x");
  }

  @ParameterizedTest
  @EnumSource(TinyTokenizer.class)
  void no_change_of_a_byte_ends_otherwise_than_in_a_sentence_or_a_tokenizer(TinyTokenizer tiny)
      throws IOException {
    byte[] sound = MAPPER.writeValueAsBytes(tiny.json());
    Random random = new Random(20261127);
    List<String> unexpected = new ArrayList<>();
    int accepted = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bytes = sound.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try (HuggingFaceWordPieces tokenizer = HuggingFaceWordPieces.ofJson(bytes, "fuzzed")) {
        accepted++;
        tokenizer.tokenize("the cat <mask> [MASK] caf\u00e9 \ud83d\ude00", "zzz9");
      } catch (AssayException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("\n") || message.contains("can be run (")) {
          unexpected.add(message);
        }
      }
    }
    assertThat(unexpected).isEmpty();
    assertThat(accepted).isPositive();
  }
}
