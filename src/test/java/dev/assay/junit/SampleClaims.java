package dev.assay.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.TinyCheckpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The claims in src/test/sample-claims, with fixtures and a small model, in a folder of their own.
 * They are compiled here and not by Maven, because they are not to be run as claims of Assay's.
 *
 * @param folder the working directory of their runs
 */
record SampleClaims(Path folder) {
  private static final Path SOURCE = Path.of("src", "test", "sample-claims");

  /** The roots of the sources: what is malformed in one must not disturb the other. */
  private static final List<String> ROOTS = List.of("sound", "malformed", "language");

  static SampleClaims in(Path folder) throws IOException {
    TinyCheckpoint.write(folder.resolve("tiny"));
    Path fixtures = Files.createDirectories(folder.resolve("fixtures"));
    Files.writeString(fixtures.resolve("empty.csv"), "id,text\n");
    Files.writeString(
        fixtures.resolve("cues.csv"), "id,text,cue\nc1,The cat was not good.,never\n");
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
    Files.copy(fixtures.resolve("rows.csv"), fixtures.resolve("changing.csv"));
    SampleClaims claims = new SampleClaims(folder);
    for (String root : ROOTS) {
      compile(root, claims.classes(root));
    }
    return claims;
  }

  /** Runs all scenarios in one JVM; their outcomes by name. */
  Map<String, SampleRunner.Outcome> run(List<SampleRunner.Scenario> scenarios)
      throws IOException, InterruptedException {
    JsonMapper json = new JsonMapper();
    json.writeValue(folder.resolve("scenarios.json").toFile(), scenarios);
    List<String> path = new ArrayList<>();
    ROOTS.forEach(root -> path.add(classes(root).toString()));
    path.add(System.getProperty("java.class.path"));
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                String.join(System.getProperty("path.separator"), path),
                SampleRunner.class.getName(),
                "scenarios.json",
                "outcomes.json")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.txt").toFile());
    process.environment().remove("CI");
    int exit = process.start().waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("console.txt"))).isZero();
    return json.readValue(
        folder.resolve("outcomes.json").toFile(),
        new TypeReference<HashMap<String, SampleRunner.Outcome>>() {});
  }

  /** Compiles the sources of a root into a folder; the folder. */
  static Path compile(String root, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8);
        Stream<Path> sources = Files.walk(SOURCE.resolve(root))) {
      List<String> options =
          List.of(
              "-proc:none",
              "-parameters",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              Files.createDirectories(classes).toString());
      List<Path> java = sources.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
    return classes;
  }

  private Path classes(String root) {
    return folder.resolve("classes").resolve(root);
  }
}
