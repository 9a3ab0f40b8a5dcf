package dev.assay.checkpoint.tokenizer;

import dev.assay.trace.AssayException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tokenizer's pieces and their ids: those of its model, and then the added ones, numbered as
 * Hugging Face's library numbers them ({@code AddedVocabulary::add_tokens} in tokenizers).
 */
final class Pieces {
  private final String where;
  private final int modelSize;
  private final Map<String, Integer> model;
  private final Map<String, Integer> added = new LinkedHashMap<>();
  private final Map<Integer, String> byId = new HashMap<>();
  private int highestAdded = -1;

  /**
   * @param model the model's pieces
   * @throws AssayException if two of them have the same id, or an id from 0 on is missing
   */
  Pieces(Map<String, Integer> model, String where) {
    this.where = where;
    this.model = model;
    this.modelSize = model.size();
    model.forEach(
        (piece, id) -> {
          String other = byId.put(id, piece);
          if (other != null) {
            throw refused(
                "gives both %s and %s the id %s"
                    .formatted(Fields.quoted(other), Fields.quoted(piece), id));
          }
        });
    for (int id = 0; id < modelSize; id++) {
      if (!byId.containsKey(id)) {
        throw refused("has %s pieces and yet none with the id %s".formatted(modelSize, id));
      }
    }
  }

  Optional<Integer> id(String piece) {
    return Optional.ofNullable(added.get(piece)).or(() -> idInModel(piece));
  }

  Optional<Integer> idInModel(String piece) {
    return Optional.ofNullable(model.get(piece));
  }

  Optional<String> piece(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The id that an added token has, which is a new one if nothing is written so yet. */
  int add(String content) {
    int id = id(content).orElseGet(() -> Math.max(modelSize, highestAdded + 1));
    added.put(content, id);
    byId.put(id, content);
    highestAdded = Math.max(highestAdded, id);
    return id;
  }

  /**
   * @throws AssayException if the token's id is not the one that a file says it has
   */
  int add(String content, int said) {
    int id = add(content);
    if (id != said) {
      throw refused(
          "gives the added token %s the id %s, but in the vocabulary it is %s"
              .formatted(Fields.quoted(content), said, id));
    }
    return id;
  }

  private AssayException refused(String clause) {
    return new AssayException(
        "%s %s; use the tokenizer that belongs to the checkpoint, as transformers saves it."
            .formatted(where, clause));
  }
}
