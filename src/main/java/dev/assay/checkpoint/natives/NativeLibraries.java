package dev.assay.checkpoint.natives;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import dev.assay.file.CheckedCopy;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A native engine's libraries, in the folder where DJL looks for them. They are put there from the
 * classpath and looked at before DJL loads them: one that is cut off would end the JVM.
 *
 * @param engine for people
 * @param folder where they are
 * @param resources where each comes from, by file name
 */
record NativeLibraries(String engine, Path folder, Map<String, String> resources) {

  static NativeLibraries pyTorch() {
    Platform platform = Platform.detectPlatform("pytorch");
    String flavor = platform.getFlavor();
    String machine = platform.getClassifier();
    Map<String, String> resources = new LinkedHashMap<>();
    for (String library : platform.getLibraries()) {
      resources.put(library, "/pytorch/%s/%s/%s".formatted(flavor, machine, library));
    }
    String jni = System.mapLibraryName("djl_torch");
    resources.put(
        platform.getApiVersion() + "-" + jni, "/jnilib/%s/%s/%s".formatted(machine, flavor, jni));
    return new NativeLibraries("PyTorch", folder("pytorch", platform, flavor), resources);
  }

  static NativeLibraries tokenizers() {
    Platform platform = Platform.detectPlatform("tokenizers");
    Map<String, String> resources = new LinkedHashMap<>();
    String library = System.mapLibraryName("tokenizers");
    resources.put(library, "/native/lib/%s/cpu/%s".formatted(platform.getClassifier(), library));
    return new NativeLibraries("the tokenizers", folder("tokenizers", platform, "cpu"), resources);
  }

  private static Path folder(String engine, Platform platform, String flavor) {
    return Utils.getEngineCacheDir(engine)
        .resolve(platform.getVersion() + "-" + flavor + "-" + platform.getClassifier())
        .toAbsolutePath();
  }

  /** PyTorch's version, whatever the environment says of it. */
  static String pyTorchVersion() {
    return Platform.detectPlatform("pytorch").getVersion().replaceFirst("-.*", "");
  }

  /**
   * Makes sure that the libraries are there and whole.
   *
   * @throws AssayException if the folder cannot be written or a library in it has another size
   */
  void prepare() {
    if (resources.values().stream().anyMatch(resource -> url(resource) == null)) {
      return; // not on the classpath: DJL says what is missing
    }
    try {
      if (!Files.exists(folder)) {
        extract();
      }
      for (Map.Entry<String, String> library : resources.entrySet()) {
        requireWhole(folder.resolve(library.getKey()), library.getValue());
      }
    } catch (IOException e) {
      throw new AssayException(
          "The native libraries of %s cannot be put into %s (%s); make that folder writable, free 500 MB there, or set DJL_CACHE_DIR to another folder."
              .formatted(engine, folder, e),
          e);
    }
  }

  /** Into a folder of its own first, so that no other process sees half of it. */
  private void extract() throws IOException {
    Path parent = folder.resolveSibling("");
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "tmp");
    try {
      for (Map.Entry<String, String> library : resources.entrySet()) {
        URL url = url(library.getValue());
        if (url != null) {
          CheckedCopy.of(url.openConnection(), fresh.resolve(library.getKey()));
        }
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      Utils.deleteQuietly(fresh); // another process was faster
    } catch (IOException e) {
      Utils.deleteQuietly(fresh);
      throw e;
    }
  }

  /** For libraries that have their size and yet cannot be loaded: what was met at the first try. */
  AssayException unloadable(Throwable met) {
    Throwable cause = met;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // The linker names the file by its path, twice.
    String why = String.valueOf(cause.getMessage()).replace(folder + File.separator, "");
    return new AssayException(
        "The native libraries of %s in %s cannot be loaded (%s); delete that folder, and it will be made again; if that does not help, they do not fit this system, which on Linux must have glibc."
            .formatted(engine, folder, Quoted.plain(why)),
        met);
  }

  private void requireWhole(Path library, String resource) throws IOException {
    URL url = url(resource);
    long due = url == null ? 0 : url.openConnection().getContentLengthLong();
    long found = Files.exists(library) ? Files.size(library) : 0;
    if (found != due) {
      throw new AssayException(
          "The native library %s is damaged: it has %d bytes and should have %d; delete the folder %s, and it will be made again."
              .formatted(library, found, due, folder));
    }
  }

  private static @org.jspecify.annotations.Nullable URL url(String resource) {
    return NativeLibraries.class.getResource(resource);
  }
}
