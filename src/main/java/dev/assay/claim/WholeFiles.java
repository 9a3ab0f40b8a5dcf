package dev.assay.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces files whole or not at all, several together: everything is on disk under other names
 * before any file is replaced, so that a full disk or a process that is ended leaves what was
 * there.
 */
final class WholeFiles {
  private WholeFiles() {}

  /** What a file is to hold, in UTF-8. */
  record Content(Path file, String text) {}

  /**
   * Replaces the files in their order. If one of them cannot be replaced, those before it get back
   * what they held.
   */
  static void write(List<Content> contents) throws IOException {
    List<Path> staged = new ArrayList<>();
    List<Former> replaced = new ArrayList<>();
    try {
      for (Content content : contents) {
        staged.add(stage(content.file(), content.text().getBytes(StandardCharsets.UTF_8)));
      }
      for (int i = 0; i < contents.size(); i++) {
        Former former = Former.of(contents.get(i).file());
        move(staged.get(i), former.file());
        replaced.add(former);
      }
    } catch (IOException | RuntimeException e) {
      for (Former former : replaced) {
        former.restore();
      }
      throw e;
    } finally {
      for (Path path : staged) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** What a file held before; nothing if there was none. */
  private record Former(Path file, Optional<byte[]> bytes) {
    static Former of(Path file) throws IOException {
      return new Former(
          file,
          Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    }

    void restore() throws IOException {
      if (bytes.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        move(stage(file, bytes.get()), file);
      }
    }
  }

  private static Path stage(Path file, byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    // Java 17 refuses to create a folder that is there as a link.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    // Not a temporary file of Java's: those are for their owner's eyes only. A name that nobody
    // can guess, and never one that is there already, so that no link planted there is followed.
    Path fresh = folder.resolve(".assay-" + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      // Some file systems notice only here that they are full.
      out.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    return fresh;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
