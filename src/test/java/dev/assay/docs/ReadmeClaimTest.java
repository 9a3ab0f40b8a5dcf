package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The claim that README shows is the one that is run, other than in its line breaks. */
class ReadmeClaimTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)(@Finding.*?)}\n```");

  @Test
  void is_the_shipped_one() throws IOException {
    Matcher block = BLOCK.matcher(Page.read("README.md").text());
    assertThat(block.find()).isTrue();
    String shipped = Files.readString(Path.of("claims", "locality", "LayerZeroIsLocal.java"));

    assertThat(block.group(1).lines().filter(line -> !line.isBlank()))
        .isNotEmpty()
        .isSubsetOf(shipped.lines().toList());
    assertThat(withoutLineBreaks(shipped)).contains(withoutLineBreaks(block.group(2)));
    assertThat(block.group(2).lines().count()).isLessThanOrEqualTo(15);
  }

  private static String withoutLineBreaks(String code) {
    return code.replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\s", "");
  }
}
