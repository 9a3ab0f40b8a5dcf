package dev.assay.checkpoint.format.safetensors;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorRefusal;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.safetensors.SafetensorsHeader.Entry;
import dev.assay.file.StoredFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code .safetensors} file. F32 is mapped, F64, F16 and BF16 are converted tensor by tensor.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public final class SafetensorsFile implements TensorSource {
  private final Path file;
  private final SafetensorsHeader header;
  private final Map<String, TensorInfo> tensors;

  private SafetensorsFile(Path file, SafetensorsHeader header) {
    this.file = file;
    this.header = header;
    Map<String, TensorInfo> infos = new LinkedHashMap<>();
    header.entries().forEach((name, entry) -> infos.put(name, entry.info()));
    this.tensors = Collections.unmodifiableMap(infos);
  }

  /**
   * Reads and checks the header.
   *
   * @throws dev.assay.trace.AssayException if the file is missing, truncated or damaged
   */
  public static SafetensorsFile open(Path file) {
    return new SafetensorsFile(file, SafetensorsHeader.of(file));
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  /** The header's {@code __metadata__}: free texts under free names. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  @Override
  public ByteBuffer float32(String name) {
    Entry entry = header.entries().get(name);
    if (entry == null) {
      throw TensorRefusal.missing(name, file);
    }
    Dtype dtype = TensorRefusal.floatingPoint(name, entry.info(), file);
    return dtype.toFloat32(StoredFile.map(file, entry.offset(), entry.length()));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
