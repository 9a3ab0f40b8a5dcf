package dev.assay.allure;

import io.qameta.allure.model.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The papers and pages that a claim's source names: by DOI, by arXiv number, by address. */
final class SourceLinks {
  /** DOIs as Crossref has them, and arXiv's numbers since 2007 and before. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<url>https?://[^\\s)\"'<>\\]]+)|(?<doi>\\b10\\.\\d{4,9}/[^\\s)\"'<>\\],;]+)"
              + "|\\barXiv:\\s?(?<arxiv>\\d{4}\\.\\d{4,5}(?:v\\d+)?|[a-z-]+(?:\\.[A-Z]{2})?/\\d{7})",
          Pattern.CASE_INSENSITIVE);

  private SourceLinks() {}

  static List<Link> of(String source) {
    List<Link> links = new ArrayList<>();
    Matcher named = NAMED.matcher(source);
    while (named.find()) {
      if (named.group("url") != null) {
        String url = withoutFullStop(named.group("url"));
        links.add(link(url, url));
      } else if (named.group("doi") != null) {
        String doi = withoutFullStop(named.group("doi"));
        links.add(link("doi:" + doi, "https://doi.org/" + doi));
      } else {
        String number = named.group("arxiv");
        links.add(link("arXiv:" + number, "https://arxiv.org/abs/" + number));
      }
    }
    return links;
  }

  /** What ends a sentence is no part of what the sentence ends with. */
  private static String withoutFullStop(String text) {
    return text.replaceAll("[.,;:]+$", "");
  }

  private static Link link(String name, String url) {
    return new Link().setName(name).setUrl(url).setType("source");
  }
}
