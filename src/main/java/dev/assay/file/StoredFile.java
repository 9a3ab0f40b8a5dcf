package dev.assay.file;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of a file that belongs to a checkpoint, with failures said in one sentence. */
public final class StoredFile {
  private static final long LARGEST_SMALL_FILE = 64L << 20;

  private StoredFile() {}

  /**
   * In bytes.
   *
   * @throws AssayException if there is no such file
   */
  public static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The whole of a small file, such as a vocabulary.
   *
   * @throws AssayException also if it has more than 64 MB, twice what the largest of them have
   */
  public static byte[] bytes(Path file) {
    if (size(file) > LARGEST_SMALL_FILE) {
      throw new AssayException(
          "%s has %d bytes, and no configuration or tokenizer has more than %d; use the files that belong to the checkpoint."
              .formatted(file, size(file), LARGEST_SMALL_FILE));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Part of a file as memory, little-endian. Only this part is mapped, so that files of any size
   * can be read.
   *
   * @throws AssayException if the file ends before that, or the part is larger than 2 GB
   */
  public static ByteBuffer map(Path file, long offset, long length) {
    if (length > Integer.MAX_VALUE) {
      throw new AssayException(
          "%s holds a tensor of %d bytes; tensors of more than 2 GB are not supported."
              .formatted(file, length));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // Mapping past the end would succeed and crash the JVM on the first read.
      if (offset < 0 || length < 0 || offset > channel.size() - length) {
        throw truncated(file, Math.max(offset, offset + length), channel.size());
      }
      return channel
          .map(FileChannel.MapMode.READ_ONLY, offset, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The sentence for a file that ends too early, with lengths in bytes. */
  public static AssayException truncated(Path file, long expected, long found) {
    return new AssayException(
        "%s is truncated: it should have at least %d bytes and has %d; download or copy it again."
            .formatted(file, expected, found));
  }

  /**
   * @param format what the file is meant to be, such as "safetensors file"
   * @param what the fault, as a clause
   */
  public static AssayException damaged(Path file, String format, String what) {
    return new AssayException(
        "%s is not a whole %s: %s; download or copy it again.".formatted(file, format, what));
  }

  /** The sentence for a file that is not there or cannot be read. */
  public static AssayException unreadable(Path file, IOException e) {
    String reason = Files.exists(file) ? e.toString() : "there is no such file";
    return new AssayException(
        "%s cannot be read: %s; check the path and its permissions.".formatted(file, reason), e);
  }
}
