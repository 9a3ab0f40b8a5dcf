package dev.assay.junit;

import dev.assay.model.Model;
import dev.assay.trace.AssayException;
import dev.assay.trace.Variant;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a parameter of a claim's body stands for. */
sealed interface Slot {
  /** A row, as this record. */
  record OfRow(Class<?> type) implements Slot {}

  /** The model at hand, which may be a null model. */
  record OfModel() implements Slot {}

  /** A second model; the run's baseline if the name is empty. */
  record OfOther(String model) implements Slot {}

  /** Where numbers and pictures on the side go. */
  record OfEvidence() implements Slot {}

  /** One claim per attention variant. */
  record OfVariant(List<Variant> variants) implements Slot {}

  /** One claim per group of rows. */
  record OfGroup(String name) implements Slot {}

  /** One claim per layer of the model at hand. */
  record OfLayer(String name) implements Slot {}

  /** One claim per number. */
  record OfNumber(String name, List<Integer> numbers) implements Slot {}

  /**
   * The slots of a method's parameters, in their order.
   *
   * @throws AssayException if one of them stands for nothing, or if there is not exactly one row
   */
  static List<Slot> of(Method method, String where) {
    List<Slot> slots =
        Arrays.stream(method.getParameters()).map(parameter -> of(parameter, where)).toList();
    long rows = slots.stream().filter(OfRow.class::isInstance).count();
    long models = slots.stream().filter(OfModel.class::isInstance).count();
    long groups = slots.stream().filter(OfGroup.class::isInstance).count();
    if (rows != 1 || models != 1 || groups > 1) {
      throw new AssayException(
          "%s takes %s; a claim takes one record with an id() as its row, one Model, and if it likes @Each parameters (one String at most), @Against models and an Evidence."
              .formatted(
                  where,
                  Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList()));
    }
    return slots;
  }

  private static Slot of(Parameter parameter, String where) {
    Class<?> type = parameter.getType();
    boolean against = parameter.isAnnotationPresent(Against.class);
    var each = AnnotationSupport.findAnnotation(parameter, Each.class);
    if (each.isPresent() && !against) {
      Slot slot = each(parameter, each.get(), where);
      if (slot != null) {
        return slot;
      }
    } else if (type == Model.class) {
      return against
          ? new OfOther(parameter.getAnnotation(Against.class).value().strip())
          : new OfModel();
    } else if (type == Evidence.class && !against) {
      return new OfEvidence();
    } else if (type.isRecord() && hasId(type) && !against) {
      return new OfRow(type);
    }
    throw new AssayException(
        "%s has a parameter of type %s%s, which stands for nothing; a claim takes one record with an id() as its row, a Model, and if it likes an @Each Variant, String (group) or int (layer, or ints), an @Against Model and an Evidence."
            .formatted(
                where,
                type.getSimpleName(),
                each.isPresent() ? " with @Each" : against ? " with @Against" : ""));
  }

  private static @Nullable Slot each(Parameter parameter, Each each, String where) {
    Class<?> type = parameter.getType();
    boolean ints = each.ints().length > 0;
    if ((type != int.class && ints) || (type != Variant.class && each.variants().length > 0)) {
      throw new AssayException(
          "%s has a parameter of type %s with @Each(%s = ...), which are no values of it; leave them out or correct the type."
              .formatted(where, type.getSimpleName(), ints ? "ints" : "variants"));
    }
    if (type == Variant.class) {
      return new OfVariant(
          List.of(each.variants().length == 0 ? Variant.values() : each.variants()));
    } else if (type == String.class) {
      return new OfGroup(name(parameter, "group", where));
    } else if (type == int.class && !ints) {
      return new OfLayer(name(parameter, "layer", where));
    } else if (type == int.class) {
      return new OfNumber(name(parameter, "", where), Arrays.stream(each.ints()).boxed().toList());
    }
    return null;
  }

  private static String name(Parameter parameter, String otherwise, String where) {
    if (parameter.isNamePresent()) {
      return parameter.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
    if (otherwise.isEmpty()) {
      throw new AssayException(
          "%s has an @Each parameter whose name is part of the claim's id, but was compiled without names; compile with -parameters (in Maven: <parameters>true</parameters> of maven-compiler-plugin)."
              .formatted(where));
    }
    return otherwise;
  }

  private static boolean hasId(Class<?> type) {
    try {
      return type.getMethod("id").getReturnType() == String.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
