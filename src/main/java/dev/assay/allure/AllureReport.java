package dev.assay.allure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.claim.LockFile;
import dev.assay.fixture.FixtureRow;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimsJson;
import dev.assay.study.Nulls;
import dev.assay.study.Result;
import dev.assay.study.RowModel;
import dev.assay.study.RowResult;
import dev.assay.study.Run;
import dev.assay.trace.AssayException;
import io.qameta.allure.Allure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What a run leaves for Allure. Each claim's rows are given to it as they are run, and then its
 * verdict; what is left open at the end, because somebody ran a single row, is written then.
 */
public final class AllureReport {
  private final Run run;
  private final Leftovers leftovers;
  private final DrawnRows drawn = new DrawnRows();
  private final Map<Key, OpenResult> open = new LinkedHashMap<>();
  private final Set<String> listened = new HashSet<>();

  private record Key(String claim, String model) {}

  private AllureReport(Run run, Leftovers leftovers) {
    this.run = run;
    this.leftovers = leftovers;
  }

  /**
   * The report of a run, from whose folder what is out of date is deleted.
   *
   * @param exists whether a class has a claim, by their names
   */
  public static AllureReport of(Run run, BiPredicate<String, String> exists) {
    AllureReport report = new AllureReport(run, new Leftovers(exists));
    report.about(run.claims().selected());
    return report;
  }

  /** What earlier builds left of these claims is out of date. */
  public void about(Collection<? extends ClaimBody> claims) {
    leftovers.delete(claims.stream().map(body -> body.claim().id()).collect(Collectors.toSet()));
  }

  /**
   * What a claim found in a row.
   *
   * @param asked the model that it asked
   */
  public synchronized void row(
      ClaimBody body, String model, FixtureRow row, RowResult result, RowModel asked) {
    Part part = open(body, model).row(row);
    run.explorer(body, model, row)
        .ifPresent(page -> part.link("every head", RunPages.row(page, row.id())));
    new RowReport(part, run, drawn).describe(body, model, row, result, asked);
  }

  /** A row failed as a test of its own. */
  public synchronized void failed(ClaimBody body, String model, FixtureRow row, Throwable why) {
    open(body, model).failed(row, why);
  }

  /** Writes a claim's result. */
  public synchronized void finish(ClaimBody body, String model) {
    write(body, model, run.result(body, model));
  }

  /** The same of a claim on a model that cannot be loaded. */
  public synchronized void broken(ClaimBody body, String model, AssayException why) {
    write(body, model, new Result.Broken(body, model, why, Optional.empty()));
  }

  private OpenResult open(ClaimBody body, String model) {
    listenedTo();
    return open.computeIfAbsent(
        new Key(body.claim().id(), model), key -> new OpenResult(body, model));
  }

  private void write(ClaimBody body, String model, Result result) {
    OpenResult mine = open(body, model);
    open.remove(new Key(body.claim().id(), model));
    mine.write(result, run.settings(), rows(body, model));
  }

  private List<FixtureRow> rows(ClaimBody body, String model) {
    try {
      return run.rows(body, model);
    } catch (AssayException e) {
      return List.of(); // which is why the claim is broken
    }
  }

  /**
   * Where Allure's own listener is at work too, it has a result for each row, and writes it later.
   */
  private void listenedTo() {
    Allure.getLifecycle().getCurrentTestCase().ifPresent(listened::add);
  }

  /**
   * Ends it: writes what is still open, the categories, the first page, and what was found before.
   *
   * @param found what the run found, with what other JVMs of the same build have
   * @return what could not be written, if anything
   */
  public synchronized Optional<AssayException> close(ClaimsJson found) {
    for (Map.Entry<Key, OpenResult> one : List.copyOf(open.entrySet())) {
      finish(one.getValue().body(), one.getKey().model());
    }
    Trouble.remember(
        () -> {
          for (String uuid : listened) {
            Path file = ResultFolder.path().resolve(uuid + ResultFolder.RESULT);
            Optional<JsonNode> result = ResultFolder.read(file);
            if (result.isPresent()) {
              ResultFolder.delete(file, result.get());
            }
          }
        });
    Trouble.remember(
        () ->
            LockFile.hold(
                History.FOLDER,
                () -> {
                  FirstPage.write(found, run.settings().nulls() == Nulls.ALL);
                  return found;
                }));
    return Trouble.take();
  }

  /** How to see the report, as far as the project that the claims are run in tells. */
  public static String hint(Path project) {
    String results = "Allure results: " + ResultFolder.path();
    Path file = project.resolve("pom.xml");
    try {
      String pom = Files.isRegularFile(file) ? Files.readString(file) : "";
      if (pom.contains("mvn -Preport")) {
        return "report: mvn -Preport";
      } else if (!pom.contains("allure-maven")) {
        return results;
      }
      boolean asText = project.toAbsolutePath().toString().matches(".*[ '\"].*");
      return asText && File.separatorChar == '/'
          ? results
              + "; allure:report writes nothing of them in a folder with a blank or a quote in its"
              + " path: move the project for a report"
          : "report: mvn allure:report";
    } catch (IOException e) {
      return results;
    }
  }
}
