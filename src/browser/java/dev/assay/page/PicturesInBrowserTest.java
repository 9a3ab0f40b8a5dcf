package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Main;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures in docs/pictures: whether what they show can still be shown. With -Dassay.docs=write
 * they are taken anew, of the run that target/assay holds.
 */
@Tag("browser")
class PicturesInBrowserTest {
  private static final Path PICTURES = Path.of("docs", "pictures");
  private static final Path RUN = Path.of("target", "assay", "claims.json");
  private static final boolean WRITE = System.getProperty("assay.docs", "").equals("write");

  @TempDir static Path folder;
  private static Browser browser;

  /** A picture, how its page is opened, and what must be seen on it. */
  enum Picture {
    INDEX("index.html", "", "key findings", 1520, 1260, "tr.claim .verdict.REFUTED"),
    CLAIM("index.html", "#claim=negation-bidirectional.content", "", 1520, 1000, "tr.detail svg"),
    EXPLORER("explorer.html", "#layer=1&head=2&show=content", "", 1260, 960, "#stage svg");

    private final String page;
    private final String at;
    private final String words;
    private final int width;
    private final int height;
    private final String seen;

    Picture(String page, String at, String words, int width, int height, String seen) {
      this.page = page;
      this.at = at;
      this.words = words;
      this.width = width;
      this.height = height;
      this.seen = seen;
    }

    Path file() {
      return PICTURES.resolve(name().toLowerCase(Locale.ROOT) + ".png");
    }
  }

  @BeforeAll
  static void pages() throws IOException {
    Browser.requireInstalled();
    String run = WRITE ? Files.readString(RUN) : SampleRun.text();
    Files.writeString(folder.resolve("index.html"), IndexPage.of(run));
    int code =
        Main.run(
            new String[] {
              "explore",
              "--text",
              "The movie was not good.",
              "--counterfactual",
              "The movie was very good.",
              "--pair",
              "not=very",
              "--out",
              folder.resolve("explorer.html").toString()
            },
            System.out,
            System.err);
    assertThat(code).isZero();
    browser = Browser.open(folder);
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @ParameterizedTest
  @EnumSource
  void can_be_taken(Picture picture) throws IOException {
    browser.size(picture.width, picture.height);
    browser.dark(false);
    browser.show(folder.resolve(picture.page), picture.at);
    if (!picture.words.isEmpty()) {
      browser.one("#filter").sendKeys(picture.words);
    }
    assertThat(browser.one(picture.seen).isDisplayed()).isTrue();
    byte[] taken = browser.picture();
    if (WRITE) {
      Files.createDirectories(PICTURES);
      Files.write(picture.file(), taken);
    }
    BufferedImage shown = ImageIO.read(picture.file().toFile());
    assertThat(List.of(shown.getWidth(), shown.getHeight()))
        .as("%s; mvn test and then this test with -Dassay.docs=write take it anew", picture.file())
        .isEqualTo(List.of(picture.width, picture.height));
  }

  @Test
  void are_all_there_are() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Picture.values()).map(Picture::file).toList());
    }
  }
}
