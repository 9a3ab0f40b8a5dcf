package dev.assay.checkpoint.format.torch;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.torch.TorchTensor.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few Python names that a pickle may use, and what they make here. */
final class TorchGlobals {

  private TorchGlobals() {}

  /** Something that a pickle may call. */
  @FunctionalInterface
  interface Function {
    Object call(Object[] arguments);
  }

  static Optional<Function> function(String name) {
    return switch (name) {
      case "collections.OrderedDict" -> Optional.of(TorchGlobals::orderedDict);
      case "torch._utils._rebuild_tensor_v2" -> Optional.of(TorchGlobals::tensor);
      case "torch._utils._rebuild_parameter" ->
          Optional.of(arguments -> (TorchTensor) arguments[0]);
      default -> Optional.empty();
    };
  }

  /** The element type of a class of storages. */
  static Optional<Dtype> storageClass(String name) {
    return switch (name) {
      case "torch.DoubleStorage" -> Optional.of(Dtype.F64);
      case "torch.FloatStorage" -> Optional.of(Dtype.F32);
      case "torch.HalfStorage" -> Optional.of(Dtype.F16);
      case "torch.BFloat16Storage" -> Optional.of(Dtype.BF16);
      case "torch.LongStorage" -> Optional.of(Dtype.I64);
      case "torch.IntStorage" -> Optional.of(Dtype.I32);
      case "torch.ShortStorage" -> Optional.of(Dtype.I16);
      case "torch.CharStorage" -> Optional.of(Dtype.I8);
      case "torch.ByteStorage" -> Optional.of(Dtype.U8);
      case "torch.BoolStorage" -> Optional.of(Dtype.BOOL);
      default -> Optional.empty();
    };
  }

  /**
   * Numbers outside the pickle, as its persistent ids name them.
   *
   * @param id ("storage", class, key, device, elements), in the stream format followed by None or a
   *     view (key, first element, elements)
   */
  static Storage storage(Object[] id) {
    if (id.length < 5 || !"storage".equals(id[0])) {
      throw new IllegalArgumentException("a persistent id that is no storage");
    }
    String key = (String) id[2];
    Dtype dtype = (Dtype) id[1];
    long elements = number(id[4]);
    if (id.length > 5 && id[5] instanceof Object[] view) {
      long start = number(view[1]);
      if (Math.addExact(start, number(view[2])) > elements) {
        throw new IllegalArgumentException("a view beyond the end of storage " + key);
      }
      return new Storage(key, dtype, start, number(view[2]));
    }
    return new Storage(key, dtype, 0, elements);
  }

  /** Arguments: storage, offset, size, stride, and what only training needs. */
  private static Object tensor(Object[] arguments) {
    return new TorchTensor(
        (Storage) arguments[0],
        number(arguments[1]),
        numbers((Object[]) arguments[2]),
        numbers((Object[]) arguments[3]));
  }

  private static Object orderedDict(Object[] arguments) {
    if (arguments.length > 0) {
      throw new IllegalArgumentException("an OrderedDict made from arguments");
    }
    Map<Object, Object> empty = new LinkedHashMap<>();
    return empty;
  }

  /** A shape or strides. One tuple can be given to any number of tensors, so it must be short. */
  private static List<Long> numbers(Object[] tuple) {
    if (tuple.length > TensorLimits.DIMENSIONS) {
      throw new IllegalArgumentException("a tensor of %d dimensions".formatted(tuple.length));
    }
    List<Long> numbers = new ArrayList<>();
    for (Object number : tuple) {
      numbers.add(number(number));
    }
    return numbers;
  }

  private static long number(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("something else where a whole number was due");
  }
}
