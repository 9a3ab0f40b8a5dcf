package dev.assay.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
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
public final class WholeFiles {
  private WholeFiles() {}

  /** Writes what a file is to hold, which need not be in memory as a whole. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What a file is to hold. */
  public record Content(Path file, Body body) {

    /** A text, in UTF-8. */
    public static Content of(Path file, String text) {
      return of(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content of(Path file, byte[] bytes) {
      return new Content(file, out -> out.write(bytes));
    }
  }

  /** Replaces a file, and makes its folder if there is none. */
  public static void write(Path file, Body body) throws IOException {
    write(List.of(new Content(file, body)));
  }

  /**
   * Replaces the files in their order. If one of them cannot be replaced, those before it get back
   * what they held.
   */
  public static void write(List<Content> contents) throws IOException {
    List<Path> staged = new ArrayList<>();
    List<Former> replaced = new ArrayList<>();
    try {
      for (Content content : contents) {
        staged.add(stage(content));
      }
      for (int i = 0; i < contents.size(); i++) {
        Former former = Former.of(contents.get(i).file());
        move(staged.get(i), former.file());
        replaced.add(former);
      }
    } catch (IOException | RuntimeException | Error e) {
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
        move(stage(Content.of(file, bytes.get())), file);
      }
    }
  }

  private static Path stage(Content content) throws IOException {
    Path folder = Objects.requireNonNull(content.file().toAbsolutePath().getParent());
    // Java 17 refuses to create a folder that is there as a link.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    // Not a temporary file of Java's: those are for their owner's eyes only. A name that nobody
    // can guess, and never one that is there already, so that no link planted there is followed.
    Path fresh = folder.resolve(".assay-" + UUID.randomUUID());
    try (FileChannel channel =
            FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.body().writeTo(out);
      out.flush();
      // Some file systems notice only here that they are full.
      channel.force(true);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    return fresh;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
