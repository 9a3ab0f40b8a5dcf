package dev.assay.junit;

import dev.assay.trace.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One value for each of a method's {@code @Each} parameters, which makes one claim.
 *
 * @param values by the parameter's index
 * @param words of the id that are joined by hyphens: the method's variant, variants, groups
 * @param numbers of the id, each after a dot
 * @param raw whether the raw variant is among them
 */
record Combination(
    Map<Integer, Value> values, List<String> words, List<String> numbers, boolean raw) {

  /**
   * A value.
   *
   * @param name of the parameter, in ids and placeholders
   * @param part of the id
   */
  record Value(Object value, String name, String part) {
    private static Value numbered(String name, int number) {
      return new Value(number, name, name + "-" + number);
    }
  }

  /**
   * All combinations, the last parameter's values changing fastest; one of nothing if there is no
   * such parameter.
   *
   * @param variant of the method, the first word of the id; may be empty
   * @param layers of the model
   * @param groups of the rows, asked for only if a parameter stands for them
   */
  static List<Combination> all(
      String variant, List<Slot> slots, int layers, Supplier<List<String>> groups) {
    List<Combination> all =
        List.of(
            new Combination(
                Map.of(), variant.isEmpty() ? List.of() : List.of(variant), List.of(), false));
    for (int i = 0; i < slots.size(); i++) {
      List<Combination> next = new ArrayList<>();
      List<Value> values = values(slots.get(i), layers, groups);
      for (Combination before : all) {
        for (Value value : values) {
          next.add(before.with(i, value));
        }
      }
      all = values.isEmpty() ? all : next;
    }
    return all;
  }

  private static List<Value> values(Slot slot, int layers, Supplier<List<String>> groups) {
    if (slot instanceof Slot.OfVariant each) {
      return each.variants().stream()
          .map(variant -> new Value(variant, "variant", part(variant.label())))
          .toList();
    } else if (slot instanceof Slot.OfGroup each) {
      return groups.get().stream()
          .map(group -> new Value(group, each.name(), part(group)))
          .toList();
    } else if (slot instanceof Slot.OfLayer each) {
      return IntStream.range(0, layers).mapToObj(i -> Value.numbered(each.name(), i)).toList();
    } else if (slot instanceof Slot.OfNumber each) {
      return each.numbers().stream().map(n -> Value.numbered(each.name(), n)).toList();
    }
    return List.of();
  }

  private static String part(String value) {
    return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private Combination with(int index, Value value) {
    Map<Integer, Value> all = new TreeMap<>(values);
    all.put(index, value);
    if (value.value() == Variant.RAW) {
      return new Combination(all, words, numbers, true);
    }
    boolean number = value.value() instanceof Integer;
    return new Combination(
        all,
        number ? words : added(words, value.part()),
        number ? added(numbers, value.part()) : numbers,
        raw);
  }

  private static List<String> added(List<String> words, String word) {
    List<String> all = new ArrayList<>(words);
    all.add(word);
    return all;
  }

  /**
   * What distinguishes its claim's id. Raw is what a measure is if nothing is said: it is named
   * only where it stands alone.
   */
  String variant() {
    List<String> all = new ArrayList<>(numbers);
    if (!words.isEmpty()) {
      all.add(0, String.join("-", words));
    }
    return all.isEmpty() && raw ? "raw" : String.join(".", all);
  }

  /** Values by their parameters' names. */
  Map<String, Object> named() {
    Map<String, Object> named = new TreeMap<>();
    values.values().forEach(value -> named.put(value.name(), value.value()));
    return named;
  }

  /** Values by their parameters' indices. */
  Map<Integer, Object> arguments() {
    Map<Integer, Object> arguments = new TreeMap<>();
    values.forEach((index, value) -> arguments.put(index, value.value()));
    return arguments;
  }

  /** The group of rows that its claim is about, if a parameter says so. */
  Optional<String> group() {
    return values.values().stream()
        .map(Value::value)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }
}
