package dev.assay.checkpoint.format.torch;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.torch.StoredZip.Region;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's state_dict as {@code torch.save} writes it, {@code pytorch_model.bin}, in the zip
 * format and in the stream format that came before it. F32 is mapped where its tensor is
 * contiguous; what the file's pickle may do is limited to building tensors.
 */
public final class TorchFile implements TensorSource {
  private static final int ZIP_SIGNATURE = 0x04034b50;

  private final Path file;
  private final Map<String, TorchTensor> tensors;
  private final Map<String, Region> storages;

  private TorchFile(Path file, TorchArchive archive) {
    this.file = file;
    this.tensors = tensorsOf(file, archive.root());
    this.storages = archive.storages();
  }

  /**
   * Reads what the file says of its tensors.
   *
   * @throws AssayException if the file is missing, truncated or damaged, if it was written on a
   *     big-endian machine, or if it asks for anything but tensors and dictionaries
   */
  public static TorchFile open(Path path) {
    boolean zip =
        StoredFile.size(path) >= Integer.BYTES
            && StoredFile.map(path, 0, Integer.BYTES).getInt() == ZIP_SIGNATURE;
    TorchFile file = new TorchFile(path, zip ? TorchArchive.zip(path) : TorchArchive.stream(path));
    file.tensors.forEach(file::requireStorage);
    file.requireOwnNumbers();
    return file;
  }

  /** The tensors of a state_dict. */
  static Map<String, TorchTensor> tensorsOf(Path file, Object root) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    if (root instanceof Map<?, ?> dictionary) {
      dictionary.forEach(
          (name, value) -> {
            if (name instanceof String text && value instanceof TorchTensor tensor) {
              tensors.put(text, tensor);
            }
          });
    }
    if (tensors.isEmpty()) {
      throw new AssayException(
          "%s holds no dictionary of tensors; save the model's state_dict itself.".formatted(file));
    }
    return tensors;
  }

  private void requireStorage(String name, TorchTensor tensor) {
    long present = region(tensor).length() / tensor.storage().dtype().bytes();
    if (present < tensor.storage().start() + tensor.storage().elements()) {
      throw StoredFile.damaged(
          file,
          "PyTorch file",
          "the numbers of its tensor %s are missing or too few".formatted(Quoted.plain(name)));
    }
  }

  /** Each tensor is copied where it is converted, so that few numbers must not be many tensors. */
  private void requireOwnNumbers() {
    double bytes = 0;
    for (TorchTensor tensor : tensors.values()) {
      bytes += (double) tensor.span() * tensor.storage().dtype().bytes();
    }
    if (!TensorLimits.fits(bytes, StoredFile.size(file))) {
      throw StoredFile.damaged(
          file, "PyTorch file", "its %d tensors share too few numbers".formatted(tensors.size()));
    }
  }

  private Region region(TorchTensor tensor) {
    return storages.getOrDefault(tensor.storage().key(), new Region(0, 0));
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    Map<String, TensorInfo> infos = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> infos.put(name, tensor.info()));
    return Collections.unmodifiableMap(infos);
  }

  @Override
  public ByteBuffer float32(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw TensorRefusal.missing(name, file);
    }
    if (tensor.repeatsElements()) {
      throw StoredFile.damaged(
          file,
          "PyTorch file",
          "its tensor %s of shape %s has more numbers than were stored for it"
              .formatted(Quoted.plain(name), tensor.shape()));
    }
    Dtype dtype = TensorRefusal.floatingPoint(name, tensor.info(), file);
    TensorRefusal.requireRoom(name, Float.BYTES * tensor.span(), file);
    long first = tensor.storage().start() + tensor.offset();
    ByteBuffer stored =
        StoredFile.map(
            file, region(tensor).offset() + first * dtype.bytes(), tensor.span() * dtype.bytes());
    ByteBuffer float32 = dtype.toFloat32(stored);
    return tensor.isContiguous() ? float32 : tensor.gather(float32);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
