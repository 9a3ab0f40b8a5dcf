package dev.assay.allure;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.assay.claim.Claim;
import dev.assay.page.Printable;
import dev.assay.study.VerdictMessage;
import java.util.Map;

/** What is claimed, as HTML in which the author's words are text, whatever is in them. */
final class ClaimText {
  private static final Template TEMPLATE =
      Mustache.compiler()
          .escapeHTML(true)
          .compile(
              """
              <p><strong>{{statement}}</strong></p>
              <p>Claim: {{id}}</p>
              <p>Source: {{source}}</p>
              <p>Expected: {{expected}}, because: {{because}}</p>
              """);

  private ClaimText() {}

  static String html(Claim claim) {
    return Printable.of(
        TEMPLATE.execute(
            Map.of(
                "statement",
                claim.statement(),
                "id",
                claim.id(),
                "source",
                claim.source(),
                "expected",
                VerdictMessage.expected(claim),
                "because",
                claim.because())));
  }
}
