package dev.assay.page;

import java.util.List;

/** Texts that mean something to HTML, SVG, Markdown, spreadsheets, JSON or terminals. */
public final class HostileTexts {
  public static final List<String> ALL =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>window.hostile=1</script>",
          "<!--<script>",
          "]]></svg><img src=x onerror=alert(1)>",
          "\"' onmouseover=alert(1) x='",
          "`${alert(1)}` ```",
          "{{version}} {{{script}}} {{#rows}}",
          "=cmd()|'/C calc'!A0",
          "&lt;b&gt; &amp; &#0;",
          "line\u2028separator\u2029and\u0085next",
          "control\u0000\u0001\u001b[31m\u007f",
          "right\u202eto left",
          "a\tb\r\nc",
          "javascript:alert(1)",
          "half \ud83d pair \udc00",
          "whole \ud83d\ude00 pair",
          "__proto__");

  private HostileTexts() {}
}
