package dev.assay.encoder;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Works out what edits do to one text.
 *
 * @param tokens of the text
 * @param donors traces of all texts that give something, without edits
 */
record TextEdits(EncoderConfig config, Tokens tokens, Map<Text, Trace> donors) {

  /**
   * @param asked the edit as it was asked for
   * @param drawn the same, with the donor drawn where there are several
   */
  TextEdit of(Edit asked, Edit drawn) {
    if (drawn instanceof Edit.From from) {
      return from(asked, from);
    } else if (drawn instanceof Edit.Cut cut) {
      List<Integer> keys = tokens.word(cut.to()).positions();
      return edit(asked, (row, head, position) -> remove(row, keys), false);
    } else if (drawn instanceof Edit.Window window) {
      int width = window.width();
      return edit(
          asked,
          (row, head, position) ->
              remove(
                  row,
                  IntStream.range(0, row.length)
                      .filter(key -> Math.abs(key - position) > width)
                      .boxed()
                      .toList()),
          width >= tokens.size() - 1);
    } else if (drawn instanceof Edit.Mean mean) {
      float[][] means = means(mean);
      return edit(
          asked,
          (row, head, position) -> System.arraycopy(means[head], 0, row, 0, row.length),
          false);
    } else if (drawn instanceof Edit.Scale scale) {
      float factor = (float) scale.factor();
      return edit(
          asked,
          (row, head, position) -> {
            for (int i = 0; i < row.length; i++) {
              row[i] *= factor;
            }
          },
          factor == 1);
    } else if (drawn instanceof Edit.Uniform) {
      return edit(asked, (row, head, position) -> Arrays.fill(row, 1f / row.length), false);
    }
    return edit(asked, (row, head, position) -> Arrays.fill(row, 0), false);
  }

  private TextEdit edit(Edit edit, TextEdit.Rewrite rewrite, boolean mayBeIdle) {
    Where where = edit.where();
    List<Integer> positions =
        where
            .word()
            .map(word -> tokens.word(word).positions())
            .orElseGet(() -> IntStream.range(0, tokens.size()).boxed().toList());
    return new TextEdit(
        edit,
        new HookPoint(where.site(), where.layer()),
        heads(where),
        positions,
        rewrite,
        mayBeIdle);
  }

  private List<Integer> heads(Where where) {
    if (where.head().isPresent()) {
      return List.of(where.head().getAsInt());
    }
    boolean perHead =
        switch (where.site()) {
          case Q, K, V, ATTN_SCORES, PATTERN, Z -> true;
          case ATTN_OUT, MLP_OUT, RESID -> false;
        };
    return IntStream.range(0, perHead ? config.heads() : 1).boxed().toList();
  }

  /** Takes away attention to some keys; the rest is made to sum to 1, if there is any. */
  private static void remove(float[] row, List<Integer> keys) {
    keys.forEach(key -> row[key] = 0);
    double sum = 0;
    for (float weight : row) {
      sum += weight;
    }
    for (int i = 0; sum > 0 && i < row.length; i++) {
      row[i] = (float) (row[i] / sum);
    }
  }

  private TextEdit from(Edit asked, Edit.From from) {
    Trace donor = Objects.requireNonNull(donors.get(from.donor()));
    Partners partners = Partners.of(from, tokens, donor.tokens());
    Rows rows = new Rows(donor, from.where());
    int[] partner = new int[tokens.size()];
    for (int i = 0; i < partners.rows().size(); i++) {
      partner[partners.rows().get(i)] = partners.partners().get(i);
    }
    List<Integer> columns = partners.columns();
    return edit(
        asked,
        (row, head, position) -> {
          for (int i = 0; i < row.length; i++) {
            row[i] = rows.at(head, partner[position], columns.isEmpty() ? i : columns.get(i));
          }
        },
        donor.tokens().equals(tokens));
  }

  /** Of every head, or of the only one, over the tokens of all texts. */
  private float[][] means(Edit.Mean mean) {
    double[][] sums = new double[0][];
    long tokensInAll = 0;
    for (Text text : mean.reference()) {
      Trace trace = Objects.requireNonNull(donors.get(text));
      Rows rows = new Rows(trace, mean.where());
      if (sums.length == 0) {
        sums = new double[rows.heads][rows.width];
      }
      for (int head = 0; head < rows.heads; head++) {
        for (int position = 0; position < trace.tokens().size(); position++) {
          for (int i = 0; i < rows.width; i++) {
            sums[head][i] += rows.at(head, position, i);
          }
        }
      }
      tokensInAll += trace.tokens().size();
    }
    float[][] means = new float[sums.length][];
    for (int head = 0; head < sums.length; head++) {
      means[head] = new float[sums[head].length];
      for (int i = 0; i < means[head].length; i++) {
        means[head][i] = (float) (sums[head][i] / tokensInAll);
      }
    }
    return means;
  }

  /** One layer of one site of a trace; where that has no heads, with a single one. */
  private static final class Rows {
    private final float[] numbers;
    private final int heads;
    private final int tokens;
    private final int width;

    Rows(Trace trace, Where where) {
      Tensor layer = trace.tensor(where.site()).at(where.layer());
      int[] shape = layer.shape();
      numbers = layer.toArray();
      heads = shape.length == 3 ? shape[0] : 1;
      tokens = trace.tokens().size();
      width = shape[shape.length - 1];
    }

    float at(int head, int position, int i) {
      return numbers[(head * tokens + position) * width + i];
    }
  }
}
