package dev.assay.junit;

import dev.assay.trace.AssayException;
import dev.assay.trace.Variant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in braces in a statement. */
final class Placeholders {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

  private Placeholders() {}

  /**
   * The statement of one claim.
   *
   * @param values of the {@code @Each} parameters, by name
   * @throws AssayException if a name is none of them
   */
  static String fill(String statement, Map<String, Object> values, String where) {
    return NAME.matcher(statement)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    value(found.group(1), values)
                        .orElseThrow(
                            () ->
                                new AssayException(
                                    "The statement of %s has {%s}, but its @Each parameters are %s; correct the name."
                                        .formatted(
                                            where,
                                            found.group(1),
                                            values.isEmpty()
                                                ? "none"
                                                : new TreeSet<>(values.keySet()))))));
  }

  private static Optional<String> value(String name, Map<String, Object> values) {
    Object value = values.get(name.equals("attention") ? "variant" : name);
    if (value instanceof Variant variant) {
      return Optional.of(name.equals("attention") ? attention(variant) : variant.label());
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  private static String attention(Variant variant) {
    return switch (variant) {
      case RAW -> "attention";
      case CONTENT -> "attention among content tokens";
      case CONTENT_WITHOUT_SELF -> "attention between different content tokens";
    };
  }
}
