package causal;

import static dev.assay.claim.NullKind.OTHER_DONORS;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.*;
import dev.assay.model.*;
import dev.assay.trace.*;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Key finding 3, followed up: whether what is around a negation word has it from there. */
@Tag("slow")
@Finding(
    id = "negation-value-spreads",
    statement =
        "With an ordinary word's values in the place of a negation word's, the value outputs around"
            + " it change more than with those of a word of an unrelated sentence.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Diffusion of value-weighted vectors around the"
            + " negation term\"")
@Rows("negation-pairs.csv")
class CueValue {
  /** As far as negation-value-diffusion.neighbourhood-similarity looks. */
  private static final int WIDTH = 2;

  @ClaimTest
  @MeanAtLeast(
      value = 0,
      unit = "1 - cosine",
      because =
          "Whatever is put in there changes something; the question is whether any other word does"
              + " as much.",
      mustBeat = {OTHER_DONORS})
  double neighboursMove(NegationPair pair, Model model) {
    Edit[] patches =
        IntStream.range(0, model.config().layers())
            .mapToObj(
                layer ->
                    Edit.from(
                        Where.layer(Site.V, layer).at(pair.cue()),
                        Text.of(pair.control()),
                        pair.controlWord()))
            .toArray(Edit[]::new);
    Trace plain = model.trace(pair.negated(), Site.Z);
    Trace patched = model.with(patches).trace(pair.negated(), Site.Z);
    List<Integer> cue = plain.tokens().word(pair.cue()).positions();
    return plain.meanOverHeads(head -> moved(head.z(), head.in(patched).z(), cue));
  }

  /** Over the tokens beside the cue. */
  private static double moved(Tensor before, Tensor after, List<Integer> cue) {
    return IntStream.range(0, before.shape()[0])
        .filter(at -> !cue.contains(at))
        .filter(at -> cue.stream().anyMatch(of -> Math.abs(at - of) <= WIDTH))
        .mapToDouble(at -> Moved.cosineDistance(Moved.row(before, at), Moved.row(after, at)))
        .average()
        .orElseThrow();
  }
}
