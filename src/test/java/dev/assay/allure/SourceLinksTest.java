package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Link;
import org.junit.jupiter.api.Test;

class SourceLinksTest {

  @Test
  void papers_are_linked_by_doi_and_arxiv_number() {
    assertThat(SourceLinks.of("Clark et al. 2019, doi:10.18653/v1/W19-4828, arXiv:1906.04341."))
        .extracting(Link::getUrl)
        .containsExactly(
            "https://doi.org/10.18653/v1/W19-4828", "https://arxiv.org/abs/1906.04341");
    assertThat(SourceLinks.of("See arXiv: 2002.12327v3 (and cs/0102003, arXiv:cs.CL/0102003)"))
        .extracting(Link::getUrl)
        .containsExactly(
            "https://arxiv.org/abs/2002.12327v3", "https://arxiv.org/abs/cs.CL/0102003");
  }

  @Test
  void an_address_ends_before_the_sentence_does() {
    assertThat(SourceLinks.of("README (https://example.org/a?b=c#d). More."))
        .extracting(Link::getUrl)
        .containsExactly("https://example.org/a?b=c#d");
    assertThat(SourceLinks.of("https://doi.org/10.1162/tacl_a_00349."))
        .extracting(Link::getUrl)
        .containsExactly("https://doi.org/10.1162/tacl_a_00349");
  }

  @Test
  void nothing_else_is_a_link() {
    assertThat(SourceLinks.of("javascript:alert(1) 10.5/3 version 10.1234 Somebody 2020"))
        .isEmpty();
  }
}
