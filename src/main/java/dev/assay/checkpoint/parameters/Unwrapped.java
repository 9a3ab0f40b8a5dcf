package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.format.TensorSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tensors under the names that the model itself gives them, where a library that held the model
 * when it was saved has put its own before all of them.
 *
 * @param source under the names of the file
 * @param prefix what all of these begin with
 */
public record Unwrapped(TensorSource source, String prefix) implements TensorSource {
  /** Of DataParallel, torch.compile, a training class, sentence-transformers and PEFT. */
  private static final List<String> WRAPPERS =
      List.of("module.", "_orig_mod.", "model.", "0.auto_model.", "base_model.model.");

  /** The source itself, if there is nothing before its names. */
  public static TensorSource of(TensorSource source) {
    List<String> names = new ArrayList<>(source.tensors().keySet());
    StringBuilder prefix = new StringBuilder();
    for (Optional<String> next = next(names); next.isPresent(); next = next(names)) {
      int length = next.orElseThrow().length();
      prefix.append(next.orElseThrow());
      names.replaceAll(name -> name.substring(length));
    }
    return prefix.isEmpty() ? source : new Unwrapped(source, prefix.toString());
  }

  private static Optional<String> next(List<String> names) {
    return WRAPPERS.stream()
        .filter(wrapper -> !names.isEmpty())
        .filter(wrapper -> names.stream().allMatch(name -> name.startsWith(wrapper)))
        .findFirst();
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    source.tensors().forEach((name, info) -> tensors.put(name.substring(prefix.length()), info));
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public ByteBuffer float32(String name) {
    return source.float32(prefix + name);
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
