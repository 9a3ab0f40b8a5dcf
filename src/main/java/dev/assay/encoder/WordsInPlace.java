package dev.assay.encoder;

import dev.assay.checkpoint.Tokenizer;
import dev.assay.model.MaskScore;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.WordSpan;
import java.util.List;
import java.util.Optional;

/**
 * The words that may stand in the place of one mask, by what the tokenizer makes of them there: in
 * {@code "a <mask>"}, "bird" is RoBERTa's token Ġbird, and in an uncased vocabulary "Bird" is bird.
 *
 * @param tokens of the text with the mask
 * @param position of the mask among them
 */
record WordsInPlace(Tokenizer tokenizer, Tokens tokens, int position) implements MaskScore.Words {

  @Override
  public String piece(int id) {
    return tokenizer.piece(id);
  }

  @Override
  public int id(String word) {
    WordSpan mask = tokens.placeInText(position);
    String text = tokens.texts().get(tokens.textOf(position));
    String filled = text.substring(0, mask.start()) + word + text.substring(mask.end());
    int end = mask.start() + word.length();
    List<Token> pieces =
        word.isBlank()
            ? List.of()
            : tokenizer.tokenize(filled).list().stream()
                .filter(Token::content)
                .filter(token -> token.start() < end && token.end() > mask.start())
                .toList();
    boolean isOne =
        pieces.size() == 1
            && pieces.get(0).start() >= mask.start()
            && pieces.get(0).end() <= end
            && !tokenizer.unknown().equals(Optional.of(pieces.get(0).piece()));
    if (!isOne) {
      throw new AssayException(
          "%s is not one token in its place in %s but %s, so that the head has no score for it; choose a word that is in the vocabulary."
              .formatted(
                  Quoted.of(word),
                  Quoted.text(filled),
                  pieces.stream().map(Token::piece).toList()));
    }
    return pieces.get(0).id();
  }
}
