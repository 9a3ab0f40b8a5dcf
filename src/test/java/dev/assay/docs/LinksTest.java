package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every link between the project's own documents leads somewhere. */
class LinksTest {

  @Test
  void every_link_leads_to_a_file_and_a_heading() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all()) {
      for (String link : page.links()) {
        if (link.matches("https?:.*")) {
          continue;
        }
        links++;
        if (leadsNowhere(page, link)) {
          broken.add(page.file() + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void every_page_is_reached_from_the_readme() throws IOException {
    Set<Path> reached = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(Path.of("README.md").toAbsolutePath()));
    while (!open.isEmpty()) {
      Path file = open.pop();
      if (reached.add(file) && file.toString().endsWith(".md")) {
        Page page = Page.read(Path.of("").toAbsolutePath().relativize(file).toString());
        page.links().stream()
            .filter(link -> !link.matches("https?:.*"))
            .map(link -> page.target(link).toAbsolutePath())
            .forEach(open::push);
      }
    }
    assertThat(reached)
        .containsAll(Page.all().stream().map(page -> page.file().toAbsolutePath()).toList());
  }

  @Test
  void notices_a_link_that_leads_nowhere() {
    Page page =
        new Page(
            Path.of("docs", "page.md"),
            """
            # One, two: `three`
            [here](#one-two-three) [there](#four) [up](../README.md#limits) [away](../README.md#nowhere)
            ![a picture, "[x]"](no.png) `[code](is-none.md)`
            ```
            # no heading
            [none](none.md)
            ```
            """);
    assertThat(page.anchors()).containsExactly("one-two-three");
    assertThat(page.links())
        .containsExactly(
            "#one-two-three", "#four", "../README.md#limits", "../README.md#nowhere", "no.png");
    assertThat(page.links().stream().filter(link -> link.startsWith("..") || link.equals("no.png")))
        .filteredOn(link -> leadsNowhere(page, link))
        .containsExactly("../README.md#nowhere", "no.png");
  }

  private static boolean leadsNowhere(Page page, String link) {
    try {
      Path target = page.target(link);
      if (!Files.exists(target)) {
        return true;
      }
      int hash = link.indexOf('#');
      return hash >= 0
          && !new Page(target, Files.readString(target))
              .anchors()
              .contains(link.substring(hash + 1));
    } catch (IOException e) {
      return true;
    }
  }
}
