package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The models of a run: what they are called in tables, reports and ledgers, and where they are. A
 * folder is called by its own name and not by its path, which is another on every machine.
 *
 * @param references by name, in order: catalog names, hub references, folders
 */
public record ModelNames(Map<String, String> references) {
  private static final Pattern ALIAS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]*");

  public ModelNames {
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }

  /**
   * Reads a list such as {@code all-MiniLM-L6-v2,tuned=runs/7/step-900,runs/7/step-1000}, in which
   * {@code all} stands for all models that come from Maven.
   *
   * @throws AssayException if two models have the same name
   */
  static ModelNames parse(String list, String property) {
    Map<String, String> references = new LinkedHashMap<>();
    List<String> asked =
        Arrays.stream(list.split(",", -1)).map(String::strip).filter(m -> !m.isEmpty()).toList();
    for (String given : Catalog.names(asked)) {
      int equals = given.indexOf('=');
      boolean alias =
          equals > 0
              && ALIAS.matcher(given.substring(0, equals)).matches()
              && folder(given).isEmpty();
      String reference = alias ? given.substring(equals + 1).strip() : given;
      String name = alias ? given.substring(0, equals) : nameOf(reference);
      String before = references.putIfAbsent(name, reference);
      if (before != null && !before.equals(reference)) {
        throw new AssayException(
            "%s and %s are both called '%s'; give one of them a name of its own, such as -D%s=%s,%s-2=%s."
                .formatted(before, reference, name, property, before, name, reference));
      }
    }
    return new ModelNames(references);
  }

  /** What a model is called that is asked for without a name. */
  public static String nameOf(String reference) {
    return folder(reference)
        .flatMap(path -> Optional.ofNullable(path.toAbsolutePath().normalize().getFileName()))
        .map(Path::toString)
        .orElse(reference);
  }

  private static Optional<Path> folder(String reference) {
    try {
      return Optional.of(Path.of(reference)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  public List<String> names() {
    return List.copyOf(references.keySet());
  }

  /** Where the model of a name is. */
  String reference(String name) {
    return Objects.requireNonNull(references.get(name));
  }

  /** As a list has it, so that the model is found again under the same name. */
  String given(String name) {
    String reference = references.getOrDefault(name, name);
    return nameOf(reference).equals(name) ? reference : name + "=" + reference;
  }
}
