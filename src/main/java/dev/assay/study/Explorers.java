package dev.assay.study;

import dev.assay.encoder.PyTorchModel;
import dev.assay.file.Sha256;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Text;
import dev.assay.page.ExplorerPage;
import dev.assay.page.ExplorerRow;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pages with every head of every row, one per fixture, that a run on a model has written.
 *
 * @param pages by the fixture's name
 */
record Explorers(Map<String, Page> pages) {
  static final Explorers NONE = new Explorers(Map.of());

  /** v for norm-weighted attention, z for value-weighted attention. */
  private static final Set<Site> SITES = Set.of(Site.PATTERN, Site.V, Site.Z);

  /**
   * What a page may hold, in weights of attention: about as many bytes, which a browser still opens
   * at once. The fixtures that Assay comes with have a fifth of that, or two of BERT-base.
   */
  private static final long MOST_CELLS = 20_000_000;

  /** How many texts are traced together. */
  private static final int TOGETHER = 64;

  private static final String FOLDER = "explorer";

  /**
   * A page.
   *
   * @param file relative to the run's other pages
   * @param rows ids of those that it holds
   */
  record Page(String file, Set<String> rows) {}

  private record Planned(FixtureRow row, Map<Text, Tokens> texts) {}

  /**
   * Writes them.
   *
   * @param rows by fixture
   * @param beside a file in the folder of the run's pages
   * @throws AssayException if a page cannot be written
   */
  static Explorers write(
      PyTorchModel model,
      Map<String, Collection<FixtureRow>> rows,
      Map<String, Bodies.Asked> asked,
      Path beside) {
    List<Tensor> projections =
        IntStream.range(0, model.config().layers()).mapToObj(model::outputProjection).toList();
    Map<String, Page> pages = new LinkedHashMap<>();
    rows.forEach(
        (fixture, all) -> {
          List<Planned> planned = plan(model, all, Optional.ofNullable(asked.get(fixture)));
          if (!planned.isEmpty()) {
            String file = "%s/%s.html".formatted(FOLDER, fileName(fixture, model.name()));
            ExplorerPage.of(fixture, model.name(), projections)
                .write(beside.resolveSibling(file), traced(model, planned));
            Set<String> ids = new LinkedHashSet<>();
            planned.forEach(one -> ids.add(one.row().id()));
            pages.put(fixture, new Page(file, ids));
          }
        });
    return new Explorers(pages);
  }

  /** Rows as far as there is room; a row of which the model can read nothing is left out. */
  private static List<Planned> plan(
      PyTorchModel model, Collection<FixtureRow> rows, Optional<Bodies.Asked> asked) {
    long perToken = (long) model.config().layers() * model.config().heads();
    long room = MOST_CELLS;
    List<Planned> planned = new ArrayList<>();
    for (FixtureRow row : rows) {
      Map<Text, Tokens> texts = new LinkedHashMap<>();
      long cells = 0;
      for (Text text :
          ExplorerRows.texts(row, asked.map(keys -> keys.of(row.id())).orElse(List.of()))) {
        try {
          Tokens tokens = model.tokenize(text);
          texts.put(text, tokens);
          cells += perToken * tokens.size() * tokens.size();
        } catch (AssayException e) {
          // The claims that ask for it say so.
        }
      }
      if (!texts.isEmpty() && cells <= room) {
        room -= cells;
        planned.add(new Planned(row, texts));
      }
    }
    return planned;
  }

  /** A few rows at a time: all traces together may not fit into the heap. */
  private static Stream<ExplorerRow> traced(PyTorchModel model, List<Planned> planned) {
    List<List<Planned>> chunks = new ArrayList<>();
    int texts = TOGETHER;
    for (Planned one : planned) {
      if (texts >= TOGETHER) {
        chunks.add(new ArrayList<>());
        texts = 0;
      }
      chunks.get(chunks.size() - 1).add(one);
      texts += one.texts().size();
    }
    return chunks.stream().flatMap(chunk -> rows(model, chunk));
  }

  private static Stream<ExplorerRow> rows(PyTorchModel model, List<Planned> chunk) {
    List<Tokens> tokens = new ArrayList<>();
    chunk.forEach(one -> tokens.addAll(one.texts().values()));
    List<Trace> traces = model.tokenTraces(tokens, SITES);
    List<ExplorerRow> rows = new ArrayList<>();
    int at = 0;
    for (Planned one : chunk) {
      Map<Text, Trace> own = new LinkedHashMap<>();
      for (Text text : one.texts().keySet()) {
        own.put(text, traces.get(at++));
      }
      rows.add(ExplorerRows.of(one.row(), own));
    }
    return rows.stream();
  }

  /** For any file system and any address; what is changed for that is told from what is not. */
  static String fileName(String fixture, String model) {
    String name = fixture.replaceFirst("\\.csv$", "") + "-" + model;
    String plain = name.replaceAll("[^\\w.@-]+", "-").replaceFirst("^[.-]+", "");
    return plain.equals(name) ? name : plain + "-" + Sha256.of(name).substring(0, 8);
  }

  /** The page of a row, if it is on one. */
  Optional<String> file(String fixture, String row) {
    return Optional.ofNullable(pages.get(fixture))
        .filter(page -> page.rows().contains(row))
        .map(Page::file);
  }

  /** The page of a fixture, if there is one. */
  Optional<String> file(String fixture) {
    return Optional.ofNullable(pages.get(fixture)).map(Page::file);
  }
}
