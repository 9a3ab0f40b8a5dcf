package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.file.Utf8;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * RoBERTa's tokenizer as it was published before tokenizer.json: GPT-2's byte pairs, their ids in
 * vocab.json, the order in which they are merged in merges.txt. It becomes the tokenizer.json that
 * {@code RobertaConverter} of transformers makes of it.
 */
final class BytePairVocabulary {
  static final String FILE = "vocab.json";
  static final String MERGES = "merges.txt";

  private BytePairVocabulary() {}

  /**
   * @throws AssayException if one of the two files cannot be read, or the settings are of another
   *     tokenizer
   */
  static TokenizerJson read(Path folder, TokenizerSettings settings) {
    Path file = folder.resolve(FILE);
    if (settings.kind() != TokenizerKind.ROBERTA) {
      throw new AssayException(
          "%s is not enough for the tokenizer that its settings ask for, which is supported only as tokenizer.json; save the tokenizer again with save_pretrained."
              .formatted(file));
    }
    ObjectNode vocabulary = Json.object(file);
    ObjectNode json = Json.newObject();
    json.putArray("added_tokens");
    boolean prefixSpace = settings.flag("add_prefix_space").orElse(false);
    json.putObject("pre_tokenizer")
        .put("type", "ByteLevel")
        .put("add_prefix_space", prefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", true);
    ObjectNode processor = json.putObject("post_processor");
    processor.put("type", "RobertaProcessing");
    for (String role : new String[] {"sep", "cls"}) {
      String piece = settings.special(role).orElse("");
      if (!vocabulary.path(piece).isInt()) {
        throw new AssayException(
            "%s lacks the special token %s; use the vocabulary that belongs to the checkpoint."
                .formatted(file, Fields.quoted(piece)));
      }
      processor.putArray(role).add(piece).add(vocabulary.path(piece).intValue());
    }
    processor.put("trim_offsets", settings.flag("trim_offsets").orElse(true));
    processor.put("add_prefix_space", prefixSpace);
    ObjectNode model = json.putObject("model");
    model.put("type", "BPE");
    model.set("vocab", vocabulary);
    model.set("merges", merges(folder.resolve(MERGES)));
    return new TokenizerJson(json, Optional.of(settings), file.toString());
  }

  /** Its first line is a heading, and its last one ends the file, whatever they hold. */
  private static ArrayNode merges(Path file) {
    ArrayNode merges = Json.newObject().arrayNode();
    String[] lines =
        Utf8.decode(StoredFile.bytes(file), file.toString()).replace("\r\n", "\n").split("\n", -1);
    for (int i = 1; i < lines.length - 1; i++) {
      String[] pair = lines[i].split("[ \\t]+", -1);
      if (pair.length != 2) {
        throw new AssayException(
            "%s does not name two pieces in line %s; download or copy it again."
                .formatted(file, i + 1));
      }
      merges.add(merges.arrayNode().add(pair[0]).add(pair[1]));
    }
    return merges;
  }
}
