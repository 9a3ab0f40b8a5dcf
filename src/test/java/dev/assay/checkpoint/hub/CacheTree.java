package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cache as Python's huggingface_hub lays it out, made by hand, and a way to compare two. */
final class CacheTree {
  private CacheTree() {}

  /** The marks hf_hub_download leaves for files it asked for in vain. */
  static void markAbsent(Path cache, String folderName, String commit, String... files)
      throws IOException {
    Path marks = cache.resolve(folderName).resolve(".no_exist").resolve(commit);
    Files.createDirectories(marks);
    for (String file : files) {
      Path mark = marks.resolve(file);
      Files.createDirectories(Objects.requireNonNull(mark.getParent()));
      Files.createFile(mark);
    }
  }

  /** What hf_hub_download leaves for each of the files, at a branch that names the commit. */
  static void asPythonWouldWrite(
      Path cache, String folderName, String branch, String commit, Map<String, byte[]> files)
      throws IOException {
    Path folder = cache.resolve(folderName);
    Path snapshot = Files.createDirectories(folder.resolve("snapshots").resolve(commit));
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    Path locks = Files.createDirectories(cache.resolve(".locks").resolve(folderName));
    Files.createDirectories(folder.resolve("refs"));
    Files.writeString(folder.resolve("refs").resolve(branch), commit);
    Files.writeString(
        cache.resolve("CACHEDIR.TAG"),
        """
        Signature: 8a477f597d28d172789f06886806bc55
        # This file is a cache directory tag created by huggingface_hub.
        # For information about cache directory tags, see:
        #\thttps://bford.info/cachedir/
        """);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      String etag = FakeHub.isLarge(file.getKey()) ? Hashes.sha256(content) : Hashes.git(content);
      Files.write(blobs.resolve(etag), content);
      Files.writeString(locks.resolve(etag + ".lock"), "");
      Files.createSymbolicLink(snapshot.resolve(file.getKey()), Path.of("../../blobs", etag));
    }
  }

  /** Every path in it, with what it is: a link's target, a file's content by hash, or a folder. */
  static SortedMap<String, String> described(Path cache) throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(cache)) {
      for (Path path : paths.skip(1).toList()) {
        tree.put(cache.relativize(path).toString().replace('\\', '/'), kind(path));
      }
    }
    return tree;
  }

  private static String kind(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path).toString().replace('\\', '/');
    }
    return Files.isDirectory(path) ? "folder" : "file " + Hashes.git(Files.readAllBytes(path));
  }
}
