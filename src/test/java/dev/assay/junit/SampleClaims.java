package dev.assay.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Classes of claims that a test has written, compiled as a project of their own, with a fixture and
 * the small model called tiny. Maven does not see them, since they are no claims of Assay's.
 *
 * @param folder the working directory of their runs
 */
record SampleClaims(Path folder) {
  private static final Path SOURCES = Path.of("src", "test", "sample-claims");

  static SampleClaims in(Path folder, SampleClass... classes) throws IOException {
    SampleClaims claims = withFixtures(folder);
    List<Path> sources = new ArrayList<>();
    Path folderOfSources = Files.createDirectories(folder.resolve("sources/samples"));
    for (SampleClass one : classes) {
      Path file = folderOfSources.resolve(one.name() + ".java");
      Files.writeString(file, one.source());
      sources.add(file);
    }
    compile(sources, claims.classes());
    return claims;
  }

  /** The claims of a folder of {@code src/test/sample-claims}. */
  static SampleClaims of(Path folder, String root) throws IOException {
    SampleClaims claims = withFixtures(folder);
    compile(root, claims.classes());
    return claims;
  }

  private static SampleClaims withFixtures(Path folder) throws IOException {
    TinyCheckpoint.write(folder.resolve("tiny"));
    Path fixtures = Files.createDirectories(folder.resolve("fixtures"));
    Files.writeString(
        fixtures.resolve("rows.csv"),
        """
        id,text
        r1,The cat sat on the mat.
        r2,The dog sat on the book.
        r3,She will never come.
        r4,The movie was very bad.
        r5,He was not good.
        r6,They will come soon.
        r7,The book was good and the movie was very bad.
        """);
    Files.writeString(
        fixtures.resolve("kinds.tsv"),
        Files.readString(fixtures.resolve("rows.csv"))
            .replaceAll("(?m),(.*)$", "\t$1\ttense\t")
            .replaceFirst("tense\t", "kind\ttemplate"));
    return new SampleClaims(folder);
  }

  /** Runs scenarios one after the other in one JVM; their outcomes by name. */
  Map<String, Outcome> run(Scenario... scenarios) throws IOException, InterruptedException {
    return finish("jvm", start("jvm", scenarios));
  }

  /**
   * Starts a JVM.
   *
   * @param name tells its files from those of another that runs at the same time
   */
  Process start(String name, Scenario... scenarios) throws IOException {
    return start(name, "-Xmx512m", scenarios);
  }

  /**
   * @param heap how large it may become, as {@code -Xmx256m}
   */
  Process start(String name, String heap, Scenario... scenarios) throws IOException {
    new JsonMapper().writeValue(folder.resolve(name + "-scenarios.json").toFile(), scenarios);
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                classPath(),
                SampleRunner.class.getName(),
                name + "-scenarios.json",
                name + "-outcomes.json")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + "-console.txt").toFile());
    process.environment().remove("CI");
    return process.start();
  }

  /** Waits for it. */
  Map<String, Outcome> finish(String name, Process process)
      throws IOException, InterruptedException {
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(folder.resolve(name + "-console.txt"))).isZero();
    return new JsonMapper()
        .readValue(
            folder.resolve(name + "-outcomes.json").toFile(),
            new TypeReference<HashMap<String, Outcome>>() {});
  }

  /** Absolute, since the working directory is another. */
  private String classPath() {
    return Stream.concat(
            Stream.of(classes()),
            Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of))
        .map(path -> path.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  /** Compiles a folder of {@code src/test/sample-claims}; where the classes are. */
  static Path compile(String root, Path classes) throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES.resolve(root))) {
      return compile(sources.filter(file -> file.toString().endsWith(".java")).toList(), classes);
    }
  }

  private static Path compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-parameters",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              Files.createDirectories(classes).toString());
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
    return classes;
  }
}
