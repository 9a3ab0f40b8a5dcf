package dev.assay.junit;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;

/** Annotations as text that does not depend on the order in which things are written. */
final class AnnotationText {
  /** Whether and under which name a test is run is no part of what it claims. */
  private static final String JUNIT = "Lorg/junit/";

  private AnnotationText() {}

  static String of(@Nullable List<AnnotationNode> annotations) {
    return annotations == null
        ? ""
        : annotations.stream()
            .filter(annotation -> !annotation.desc.startsWith(JUNIT))
            .map(AnnotationText::of)
            .sorted()
            .collect(Collectors.joining(" "));
  }

  private static String of(AnnotationNode annotation) {
    SortedMap<String, String> values = new TreeMap<>();
    if (annotation.values != null) {
      for (int i = 0; i < annotation.values.size(); i += 2) {
        values.put((String) annotation.values.get(i), value(annotation.values.get(i + 1)));
      }
    }
    return "@" + annotation.desc + values;
  }

  private static String value(Object value) {
    if (value instanceof AnnotationNode nested) {
      return of(nested);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(Objects::requireNonNull)
          .map(AnnotationText::value)
          .toList()
          .toString();
    }
    // An enum's constant is an array of its type and its name.
    String text =
        value instanceof String[] constant ? String.join(".", constant) : value.toString();
    return "%s %d %s".formatted(value.getClass().getSimpleName(), text.length(), text);
  }
}
