package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Small sources, compiled into folders of their own. */
final class Compiled {
  private final Path folder;

  private Compiled(Path folder) {
    this.folder = folder;
  }

  /**
   * @param sources each a file, by the name of the first class in it
   */
  static Compiled of(Path root, List<String> options, String... sources) throws IOException {
    Path folder = Files.createTempDirectory(root, "compiled");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*?\\b(?:class|record|interface|enum) (\\w+).*", "$1");
      files.add(Files.writeString(folder.resolve(name + ".java"), source));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> all = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
      all.addAll(options);
      boolean compiled =
          compiler
              .getTask(null, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(compiled).isTrue();
    }
    return new Compiled(classes);
  }

  /** The identity of a method of class {@code C}, which is loaded from the folder. */
  String identity(String method) throws Exception {
    return identity(folder, method);
  }

  /** The same when it is loaded from a jar. */
  String identityInJar(String method) throws Exception {
    Path jar = folder.resolveSibling("claims.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return identity(jar, method);
  }

  private static String identity(Path path, String method) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {path.toUri().toURL()}, Compiled.class.getClassLoader())) {
      Method claim =
          Arrays.stream(loader.loadClass("C").getDeclaredMethods())
              .filter(candidate -> candidate.getName().equals(method))
              .findFirst()
              .orElseThrow();
      return ClaimIdentity.sha256(claim);
    }
  }
}
