package replication;

import dev.assay.junit.*;
import dev.assay.model.Model;
import org.junit.jupiter.api.Tag;

/** What users of sentence embeddings report: a search for "not X" finds X. */
@Finding(
    id = "embeddings-under-negation",
    statement = "A sentence and its negation have nearly the same embedding.",
    source = "Reported by users of sentence embeddings; no paper is meant")
@Rows("replication/negated-sentences.csv")
@Tag("replication")
class EmbeddingsUnderNegation {
  @ClaimTest(
      variant = "cosine",
      models = {"all-MiniLM-L6-v2", "e5-small-v2", "bge-small-en-v1.5"})
  @MeanAtLeast(
      value = 0.8,
      unit = "cosine",
      because =
          "Stated before looking: at a cosine of 0.8 semantic search takes two sentences for"
              + " paraphrases. No null is to be beaten: random weights embed all texts alike.")
  double cosine(NegatedSentence row, Model model) {
    return cosine(model.embedding(row.text()), model.embedding(row.negated()));
  }

  @ClaimTest(
      variant = "beside-unrelated",
      statement = "Negation moves an embedding a third as far as another topic does, or less.",
      models = {"all-MiniLM-L6-v2", "e5-small-v2", "bge-small-en-v1.5"})
  @MeanAtMost(
      value = 0,
      unit = "cosine",
      because =
          "Stated before looking: in some models all cosines are high, so nearly the same is said"
              + " beside a sentence of another topic; the third is part of the number.")
  double besideUnrelated(NegatedSentence row, Model model) {
    double[] own = model.embedding(row.text());
    double moved = 1 - cosine(own, model.embedding(row.negated()));
    return moved - (1 - cosine(own, model.embedding(row.unrelated()))) / 3;
  }

  private static double cosine(double[] a, double... b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
