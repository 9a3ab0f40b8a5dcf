package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which stored tensor is which parameter of an encoder.
 *
 * @param parameters by canonical name
 * @param ignored names in the file of tensors that belong to task heads
 */
public record ParameterMatch(Map<String, StoredParameter> parameters, List<String> ignored) {

  private static final String SUPPORTED =
      "supported are %s checkpoints".formatted(Architecture.supported());

  /**
   * Finds all that an encoder of this configuration has.
   *
   * @throws AssayException if a parameter is missing, ambiguous or of another shape, or if there
   *     are others inside the encoder
   */
  public static ParameterMatch of(EncoderConfig config, TensorSource source) {
    // Where there are more layers than tensors, one of these layers lacks something for sure, and
    // a configuration that asks for a billion of them does not fill the memory.
    int layers = Math.min(config.layers(), source.tensors().size() + 1);
    Map<String, List<Long>> encoder = ParameterShapes.encoder(config, layers);
    Map<String, List<Long>> maskedLm = ParameterShapes.maskedLmHead(config);
    Map<String, List<Long>> classifier = ParameterShapes.classificationHead(config);
    FamilyNames family = FamilyNames.of(config);
    Map<String, StoredParameter> found = new TreeMap<>();
    List<String> ignored = new ArrayList<>();
    List<String> unexpected = new ArrayList<>();
    for (Map.Entry<String, TensorInfo> tensor : source.tensors().entrySet()) {
      String inFile = tensor.getKey();
      ParameterName name = ParameterName.of(inFile, config.architecture(), family);
      String canonical = name.canonical();
      if (encoder.containsKey(canonical)
          || maskedLm.containsKey(canonical)
          || classifier.containsKey(canonical)
          || canonical.equals(ParameterShapes.DECODER)) {
        StoredParameter stored = new StoredParameter(inFile, tensor.getValue(), name.transposed());
        StoredParameter twin = found.putIfAbsent(canonical, stored);
        if (twin != null && !twin.sameAs(stored, source)) {
          throw ambiguous(source, canonical, twin, stored);
        }
      } else if (!name.isBookkeeping()) {
        (name.isInEncoder() ? unexpected : ignored).add(inFile);
      }
    }
    requireAll(config, source, encoder, found);
    if (!unexpected.isEmpty()) {
      throw new AssayException(
          "%s holds %s inside its encoder, which a plain %s encoder does not have; %s without additions."
              .formatted(source, listed(unexpected), config.summary(), SUPPORTED));
    }
    if (maskedLm.keySet().stream().anyMatch(found::containsKey)) {
      requireAll(config, source, maskedLm, found);
      StoredParameter decoder = found.get(ParameterShapes.DECODER);
      if (decoder != null) {
        requireShape(source, decoder, ParameterShapes.wordEmbeddings(config));
      }
    } else {
      ignore(Set.of(ParameterShapes.DECODER), found, ignored);
    }
    if (found.containsKey(ParameterShapes.CLASSIFIER)) {
      requireAll(config, source, classifier, found);
    } else { // BERT's pooler without anything on top of it
      ignore(classifier.keySet(), found, ignored);
    }
    ignored.sort(null);
    return new ParameterMatch(found, ignored);
  }

  private static void ignore(
      Set<String> names, Map<String, StoredParameter> found, List<String> ignored) {
    for (String name : names) {
      StoredParameter stored = found.remove(name);
      if (stored != null) {
        ignored.add(stored.nameInFile());
      }
    }
  }

  private static void requireAll(
      EncoderConfig config,
      TensorSource source,
      Map<String, List<Long>> shapes,
      Map<String, StoredParameter> found) {
    shapes.forEach(
        (name, shape) -> {
          StoredParameter stored = found.get(name);
          if (stored == null) {
            throw missing(config, source, name, shape);
          }
          requireShape(source, stored, shape);
        });
  }

  private static void requireShape(
      TensorSource source, StoredParameter stored, List<Long> expected) {
    if (!stored.hasShape(expected)) {
      throw new AssayException(
          "The tensor %s of %s has the shape %s%s, where the configuration asks for %s; take weights and config.json from the same checkpoint."
              .formatted(
                  Quoted.plain(stored.nameInFile()),
                  source,
                  words(stored.canonicalShape()),
                  stored.transposed() ? " (transposed)" : "",
                  words(expected)));
    }
  }

  private static AssayException missing(
      EncoderConfig config, TensorSource source, String name, List<Long> shape) {
    List<String> names = List.copyOf(source.tensors().keySet());
    String met =
        ForeignArchitecture.recognise(config.architecture(), names)
            .orElseGet(
                () ->
                    "holds no tensor for %s %s, but holds %s; %s"
                        .formatted(name, words(shape), listed(names), SUPPORTED));
    return new AssayException("%s %s.".formatted(source, met));
  }

  private static AssayException ambiguous(
      TensorSource source, String canonical, StoredParameter one, StoredParameter two) {
    return new AssayException(
        "%s holds two different tensors for %s, %s and %s; keep one of them."
            .formatted(
                source, canonical, Quoted.plain(one.nameInFile()), Quoted.plain(two.nameInFile())));
  }

  private static String words(List<Long> shape) {
    return shape.toString().replace("-1", "any").replace(" ", "");
  }

  private static String listed(List<String> names) {
    int shown = Math.min(3, names.size());
    String first =
        shown == 0
            ? "no tensor at all"
            : names.stream().limit(shown).map(Quoted::plain).collect(Collectors.joining(", "));
    return names.size() == shown ? first : "%s and %d more".formatted(first, names.size() - shown);
  }
}
