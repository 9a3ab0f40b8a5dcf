package dev.assay.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sample project's claim and fixture in a folder laid out like this repository.
 *
 * @param folder the working directory of its runs
 */
record SampleProject(Path folder, Path claim) {
  static final Path SOURCE = Path.of("src", "test", "own-project");
  static final Path CLAIM = Path.of("punctuation", "CommasDrawAttention.java");
  static final Path LAYERS = Path.of("punctuation", "CommasLayerByLayer.java");
  static final Path PLACE = Path.of("punctuation", "CommasAtTheirPlace.java");
  static final Path EDITS = Path.of("punctuation", "CommaHeadMatters.java");
  static final Path FIXTURE = Path.of("fixtures", "commas.csv");

  /**
   * How a process ended.
   *
   * @param exitCode 0 if all went well
   * @param output what it printed, errors too
   */
  record Ended(int exitCode, String output) {}

  static Path source(Path claim) {
    return SOURCE.resolve("src/test/java").resolve(claim);
  }

  static SampleProject in(Path folder, Path claim) throws IOException {
    copy(source(claim), folder.resolve("claims").resolve(claim));
    copy(SOURCE.resolve(FIXTURE), folder.resolve(FIXTURE));
    copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
    return new SampleProject(folder, claim);
  }

  /** Compiles the claim, warnings on; what the compiler has to say, nothing if all is well. */
  String compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of(
              "-Xlint:all,-processing,-classfile",
              "-Werror",
              "-proc:none",
              "-parameters",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              Files.createDirectories(classes()).toString());
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjects(folder.resolve("claims").resolve(claim)))
              .call();
      return compiled ? complaints.toString() : "failed: " + complaints;
    }
  }

  /** Runs the claim once, as on a developer's machine or as on a build server. */
  Ended run(Optional<String> record, boolean ci) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-Dstdout.encoding=UTF-8");
    record.ifPresent(reason -> command.add("-Dassay.record=" + reason));
    command.add("-cp");
    command.add(
        classes() + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    command.add(ClaimRunner.class.getName());
    command.add(claim.toString().replace(".java", "").replace('/', '.').replace('\\', '.'));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    process.environment().put("CI", Boolean.toString(ci)); // wherever this test itself runs
    return end(process);
  }

  /** Runs a process to its end. */
  static Ended end(ProcessBuilder process) throws IOException, InterruptedException {
    Path output = Files.createTempFile("process", ".txt");
    try {
      Process running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (!running.waitFor(10, TimeUnit.MINUTES)) {
        running.destroyForcibly().waitFor();
        throw new IllegalStateException("Still running: " + process.command());
      }
      return new Ended(running.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(requireNonNull(to.getParent()));
    Files.copy(from, to);
  }

  private Path classes() {
    return folder.resolve("target").resolve("test-classes");
  }
}
