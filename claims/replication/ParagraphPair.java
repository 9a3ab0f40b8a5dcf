package replication;

import dev.assay.model.Text;

/** Two paragraphs that follow each other, of 64 word pieces or more each: BERT's two segments. */
record ParagraphPair(String id, String template, String first, String second) {
  Text text() {
    return Text.of(first, second);
  }
}
