package dev.assay.checkpoint.hub;

import dev.assay.file.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * One repository's part of the cache, laid out as Python's huggingface_hub lays it out:
 *
 * <pre>
 * .locks/models--org--name/&lt;etag&gt;.lock
 * models--org--name/blobs/&lt;etag&gt;                     the content, named by its hash
 *                   blobs/&lt;etag&gt;.incomplete          a download that is not finished
 *                   refs/&lt;revision&gt;                  the commit a branch or tag named last
 *                   snapshots/&lt;commit&gt;/&lt;file&gt;        a relative link to the blob
 *                   .no_exist/&lt;commit&gt;/&lt;file&gt;        empty: the commit has no such file
 * </pre>
 *
 * @param root the cache
 * @param repository {@code org/name} or {@code name}
 * @param linker makes the links
 */
record RepositoryCache(Path root, String repository, Linker linker) {
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This file is a cache directory tag created by huggingface_hub.
      # For information about cache directory tags, see:
      #\thttps://bford.info/cachedir/
      """;

  /** Makes a symbolic link, where the file system and the user's rights allow it. */
  @FunctionalInterface
  interface Linker {
    void link(Path link, Path target) throws IOException;
  }

  private String folderName() {
    return "models--" + repository.replace("/", "--");
  }

  private Path folder() {
    return root.resolve(folderName());
  }

  Path blobs() {
    return folder().resolve("blobs");
  }

  Path lock(String etag) {
    return root.resolve(".locks").resolve(folderName()).resolve(etag + ".lock");
  }

  Path file(String commit, String name) {
    return folder().resolve("snapshots").resolve(commit).resolve(name);
  }

  CachedSnapshot snapshot(String commit) {
    Path absent = folder().resolve(".no_exist").resolve(commit);
    return new CachedSnapshot(
        folder().resolve("snapshots").resolve(commit),
        name -> Files.isRegularFile(absent.resolve(name)));
  }

  /** What a revision names, as far as the cache knows. */
  Optional<String> commitOf(HubReference reference) {
    return reference.commit().or(() -> read(ref(reference.revision())));
  }

  private Path ref(String revision) {
    return folder().resolve("refs").resolve(revision);
  }

  private static Optional<String> read(Path ref) {
    try {
      return Optional.of(Files.readString(ref).strip()).filter(HubReference::isCommit);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Records what a branch or tag names now. Written whole or not at all, as readers do not lock.
   */
  void writeRef(HubReference reference, String commit) throws IOException {
    if (commitOf(reference).equals(Optional.of(commit))) {
      return;
    }
    WholeFiles.write(
        ref(reference.revision()), out -> out.write(commit.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Records that a commit lacks these files, so that nobody needs to ask again. */
  void writeAbsent(String commit, Collection<String> files) throws IOException {
    Path folder = folder().resolve(".no_exist").resolve(commit);
    for (String file : files) {
      Path empty = folder.resolve(file);
      Files.createDirectories(parent(empty));
      writeNew(empty, "");
    }
  }

  /** Makes the folders for a blob, and marks the cache as one for backup programs. */
  void prepare(String etag) throws IOException {
    Files.createDirectories(blobs());
    Files.createDirectories(parent(lock(etag)));
    Path tag = root.resolve("CACHEDIR.TAG");
    writeNew(tag, TAG);
  }

  /** Writes a file that is not there, and nothing through a link that is. */
  private static void writeNew(Path file, String content) throws IOException {
    try {
      Files.writeString(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // As it should be.
    }
  }

  /**
   * Makes a blob appear under its file name. Where links cannot be made, the file itself goes
   * there: moved when nothing else can refer to it yet, else copied.
   *
   * @param fresh whether the blob was downloaded just now
   */
  void place(String etag, Path file, boolean fresh) throws IOException {
    Path blob = blobs().resolve(etag);
    Path folder = parent(file);
    Files.createDirectories(folder);
    if (Files.exists(file)) {
      return;
    }
    // A link to a blob that was deleted.
    Files.deleteIfExists(file);
    try {
      linker.link(file, folder.relativize(blob));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    } catch (UnsupportedOperationException | IOException e) {
      if (fresh) {
        Files.move(blob, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        WholeFiles.write(file, out -> Files.copy(blob, out));
      }
    }
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "inside the cache");
  }
}
