package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.Catalog;
import dev.assay.measure.WordAttention;
import dev.assay.model.MaskScores;
import dev.assay.model.Text;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import dev.assay.trace.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words in checkpoints whose vocabularies do not mark the inside of words, from folder to trace.
 */
class WordsOfEveryVocabularyTest {
  private static final Path REFERENCES = Path.of("src/test/resources/reference/architectures");
  private static final String TEXT = "it was not a good café";

  @TempDir Path folder;

  @Test
  void byte_pairs() throws IOException {
    copy("roberta-mlm");
    List<String> pieces = new ArrayList<>(List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>"));
    List.of("i t w a s n o g d c f Ġ Ã © Ġn Ġno Ġnot Ġg Ġgo Ġgoo Ġgood it".split(" "))
        .forEach(pieces::add);
    ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
    pieces.forEach(piece -> vocabulary.put(piece, vocabulary.size()));
    Files.writeString(folder.resolve("vocab.json"), vocabulary.toString());
    Files.writeString(
        folder.resolve("merges.txt"),
        """
        #version: 0.2
        Ġ n
        Ġn o
        Ġno t
        Ġ g
        Ġg o
        Ġgo o
        Ġgoo d
        i t
        """);

    Tokens tokens = requireWords();
    assertThat(pieces(tokens, "it")).containsExactly("it");
    assertThat(pieces(tokens, "was")).containsExactly("w", "a", "s");
    assertThat(pieces(tokens, "not")).containsExactly("Ġnot");
    assertThat(pieces(tokens, "café")).containsExactly("c", "a", "f", "Ã", "©");
    requirePair();
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(folder.toString()))) {
      MaskScores own = model.fillMask("it was not <mask>");
      assertThat(own.among("good").get(0).token())
          .as("as it is written after a blank")
          .isEqualTo("Ġgood");
      assertThat(model.fillMask("it was not [MASK]").logProbability("good"))
          .as("one fixture serves all models")
          .isEqualTo(own.logProbability("good"));
      assertThatThrownBy(() -> own.rank("was"))
          .hasMessageContaining("'was' is not one token in its place in \"it was not was\"");
    }
  }

  @Test
  void unigrams() throws IOException {
    copy("xlm-roberta-mlm");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode metaspace = JsonNodeFactory.instance.objectNode();
    metaspace.put("type", "Metaspace").put("replacement", "▁").put("prepend_scheme", "always");
    json.set("pre_tokenizer", metaspace);
    ObjectNode model = json.putObject("model");
    model.put("type", "Unigram").put("unk_id", 3);
    ArrayNode vocabulary = model.putArray("vocab");
    for (String piece :
        "<s> <pad> </s> <unk> ▁it ▁ was ▁not ▁a ▁g oo d ca f é <mask>".split(" ", -1)) {
      vocabulary.add(vocabulary.arrayNode().add(piece).add(piece.equals("▁") ? -3.5 : -2.0));
    }
    ObjectNode processor = json.putObject("post_processor");
    processor.put("type", "RobertaProcessing").put("trim_offsets", true);
    processor.put("add_prefix_space", true);
    processor.putArray("cls").add("<s>").add(0);
    processor.putArray("sep").add("</s>").add(2);
    Files.writeString(folder.resolve("tokenizer.json"), json.toString());

    Tokens tokens = requireWords();
    assertThat(pieces(tokens, "it")).containsExactly("▁it");
    assertThat(pieces(tokens, "was")).as("without the blank's own piece").containsExactly("was");
    assertThat(pieces(tokens, "not")).containsExactly("▁not");
    assertThat(pieces(tokens, "good")).containsExactly("▁g", "oo", "d");
    assertThat(pieces(tokens, "café")).containsExactly("ca", "f", "é");
    requirePair();
  }

  /** RoBERTa's layout: two tokens between the texts, of which all are of one type. */
  private void requirePair() {
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(folder.toString()))) {
      Tokens tokens = model.trace(Text.of("it was", "not good")).tokens();
      List<String> pieces = tokens.pieces();
      int between = pieces.indexOf("</s>");
      assertThat(pieces.get(0)).isEqualTo("<s>");
      assertThat(pieces.subList(between, between + 2)).containsExactly("</s>", "</s>");
      assertThat(pieces.get(pieces.size() - 1)).isEqualTo("</s>");
      assertThat(tokens.list()).allMatch(token -> token.segment() == 0);
      assertThat(tokens.word("was").positions()).allMatch(position -> position < between);
      assertThat(tokens.word("not", 1).positions()).contains(between + 2);
      assertThat(tokens.textOf(between + 1)).isZero();
      assertThat(tokens.textOf(between + 2)).isEqualTo(1);
      assertThatThrownBy(() -> model.tokenize("it was </s> good"))
          .hasMessageContaining("spells out </s>");
    }
  }

  private void copy(String name) throws IOException {
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(REFERENCES.resolve(name).resolve(file), folder.resolve(file));
    }
  }

  private static List<String> pieces(Tokens tokens, String word) {
    return tokens.word(word).positions().stream().map(tokens.pieces()::get).toList();
  }

  /** Content is all but the tokens around the text, and attention among words adds up. */
  private Tokens requireWords() {
    try (PyTorchModel model = PyTorchModel.load(Catalog.open(folder.toString()))) {
      Trace trace = model.traces(Text.each(TEXT), Set.of(Site.PATTERN)).get(0);
      Tokens tokens = trace.tokens();
      assertThat(tokens.contentPositions()).hasSize(tokens.size() - 2);

      AttentionPattern content = trace.layer(1).head(0).pattern().as(Variant.CONTENT);
      Word not = content.tokens().word("not");
      double all = 0;
      for (double weight : WordAttention.fromWord(content, not)) {
        all += weight;
      }
      assertThat(all).isCloseTo(1, within(1e-6));
      return tokens;
    }
  }
}
