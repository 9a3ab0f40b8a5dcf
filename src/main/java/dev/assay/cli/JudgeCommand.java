package dev.assay.cli;

import dev.assay.fixture.Fixture;
import dev.assay.junit.ClaimFinder;
import dev.assay.study.Claims;
import dev.assay.study.Run;
import dev.assay.study.Settings;
import dev.assay.trace.AssayException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "judge",
    description = "Judges compiled claims, as a test run does, without running them as tests.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "What is found is printed as a table and written to target/assay/claims.json, as after",
      "mvn test. Claims that JUnit would leave out (@Disabled, @EnabledIf...) are left out; with",
      "--only, all others still count in Holm's correction. A model given as a folder is called by",
      "the folder's name, or by your own: name=folder.",
      "",
      "Exit codes: 0 if all results agree with the record (or, with nothing on record, support",
      "their claims), 3 if one does not, 1 if a model or a claim is broken.",
      "",
      "Examples:",
      "  assay judge --claims target/test-classes",
      "  assay judge --claims target/test-classes --models tuned=runs/7 --baseline"
          + " all-MiniLM-L6-v2",
      "  assay judge --claims target/test-classes --only 'layer-0-*' --nulls few"
    })
final class JudgeCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--claims",
      required = true,
      paramLabel = "CLASSPATH",
      description = "Folders or jars with the compiled claims, separated as in a class path.")
  private String claims = "";

  @Option(
      names = "--models",
      paramLabel = "M,M...",
      description = "Models to judge, with commas between them (default: all-MiniLM-L6-v2).")
  private Optional<String> models = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "ID,ID*",
      description = "Only these claims, by id; * stands for any characters.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "B",
      description = "The model whose record all are compared with (default: each its own).")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--nulls",
      paramLabel = "all|few|none",
      description = "How many null models are run; with few or none verdicts are provisional.")
  private Optional<String> nulls = Optional.empty();

  @Option(
      names = "--strict",
      description = "Fail where a number has really changed, even if its verdict has not.")
  private boolean strict;

  @Option(
      names = "--record",
      paramLabel = "WHY",
      description = "Put the results on record, for the reason given.")
  private Optional<String> record = Optional.empty();

  @Option(
      names = "--ledger",
      paramLabel = "FOLDER",
      description = "Where ledgers are (default: claims/ledger).")
  private Optional<String> ledger = Optional.empty();

  @Option(
      names = "--fixtures",
      paramLabel = "FOLDER",
      description = "Where the sentences are (default: fixtures).")
  private Optional<String> fixtures = Optional.empty();

  JudgeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> given = new HashMap<>();
    models.ifPresent(value -> given.put("assay.models", value));
    only.ifPresent(value -> given.put("assay.claims", value));
    baseline.ifPresent(value -> given.put("assay.baseline", value));
    if (strict) {
      given.put("assay.strict", "true");
    }
    nulls.ifPresent(value -> given.put("assay.nulls", value));
    record.ifPresent(value -> given.put("assay.record", value));
    ledger.ifPresent(value -> given.put("assay.ledger", value));
    // Row records are read wherever a claim asks for them, which only knows the property.
    fixtures.ifPresent(value -> System.setProperty(Fixture.FOLDER_PROPERTY, value));
    Settings settings =
        Settings.of(
            name ->
                Optional.ofNullable(given.get(name))
                    .or(() -> Optional.ofNullable(System.getProperty(name))),
            System.getenv().getOrDefault("CI", ""));
    List<Path> roots = roots();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = loader(roots)) {
      thread.setContextClassLoader(loader);
      Claims found = ClaimFinder.in(roots, settings.filter());
      if (found.nothingSelected() && found.malformed().isEmpty()) {
        throw new AssayException(
            "There is no claim%s in %s; compile your claims first, and name the folder of their classes."
                .formatted(only.map(ids -> " '" + ids + "'").orElse(""), claims));
      }
      try (Run run = new Run(settings, found, session.out())) {
        throwIfUnconcerned(run);
        run.judge();
        // Which claims need a head that a model lacks is known now.
        throwIfUnconcerned(run);
        return exitCode(run);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void throwIfUnconcerned(Run run) {
    run.unconcerned()
        .ifPresent(
            why -> {
              throw why;
            });
  }

  private static int exitCode(Run run) {
    if (run.findings().anyBroken()) {
      return ExitCode.SOFTWARE;
    }
    return run.findings().anyFails() ? DriftCommand.CHANGED : ExitCode.OK;
  }

  private List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    for (String part : claims.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!part.isBlank()) {
        Path root = Path.of(part.strip());
        if (!Files.exists(root)) {
          throw new AssayException(
              "There is no folder or jar %s; compile your claims first (mvn test-compile), and give the folder of their classes, such as target/test-classes."
                  .formatted(root));
        }
        roots.add(root);
      }
    }
    return roots;
  }

  private static URLClassLoader loader(List<Path> roots) throws IOException {
    URL[] urls = new URL[roots.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = roots.get(i).toUri().toURL();
    }
    return new URLClassLoader("claims", urls, JudgeCommand.class.getClassLoader());
  }
}
