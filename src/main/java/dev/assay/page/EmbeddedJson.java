package dev.assay.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may stand inside a script element of HTML. There the text ends at the first {@code
 * </script>}, whatever JSON thinks of it, and {@code <!--} begins a comment; so the characters that
 * mean something to HTML are written as JSON's own escapes, and a parser of JSON reads them back.
 * So is whatever is not ASCII: line separators, which older JavaScript takes for the end of a line,
 * and halves of surrogate pairs, which have no bytes in UTF-8.
 */
final class EmbeddedJson {
  private static final int LAST_PRINTABLE_ASCII = '~';
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private EmbeddedJson() {}

  /** A generator whose output is safe inside HTML; closing it leaves {@code out} open. */
  static JsonGenerator generator(Writer out) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    json.setCharacterEscapes(new HtmlEscapes());
    json.setHighestNonEscapedChar(LAST_PRINTABLE_ASCII);
    return json;
  }

  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      codes['>'] = ESCAPE_STANDARD;
      codes['&'] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return null; // what is not ASCII is escaped already
    }
  }
}
