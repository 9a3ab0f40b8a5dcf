package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
  // As "git hash-object" and "sha256sum" print them for the line "hello".
  private static final String GIT = "ce013625030ba8dba906f756967f9e9ca394464a";
  private static final String SHA256 =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;

  @Test
  void knows_gits_hash_and_sha256() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "hello\n");
    assertThat(ContentHash.mismatch(file, GIT)).isEmpty();
    assertThat(ContentHash.mismatch(file, SHA256)).isEmpty();
    Files.writeString(file, "hellp\n");
    assertThat(ContentHash.mismatch(file, GIT)).isPresent().get().isNotEqualTo(GIT);
    assertThat(ContentHash.mismatch(file, SHA256)).isPresent().get().isNotEqualTo(SHA256);
  }

  @Test
  void does_not_judge_by_other_etags() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "hello\n");
    assertThat(ContentHash.mismatch(file, "5f8-61c5c")).isEmpty();
  }

  @Test
  void strips_quotes_and_the_mark_of_a_weak_etag() {
    assertThat(HubApi.normalized("\"" + GIT + "\"")).isEqualTo(GIT);
    assertThat(HubApi.normalized("W/\"" + GIT + "\"")).isEqualTo(GIT);
    assertThat(HubApi.normalized(GIT)).isEqualTo(GIT);
  }

  @Test
  void reads_which_part_of_a_file_an_answer_carries() {
    ContentRange range = ContentRange.parse("bytes 5-9/10");
    assertThat(range.from()).isEqualTo(5);
    assertThat(range.total()).hasValue(10);
    assertThat(ContentRange.parse("bytes 5-9/*").total()).isEmpty();
    assertThat(ContentRange.parse("").from()).isEqualTo(-1);
    assertThat(ContentRange.parse("bytes */10").from()).isEqualTo(-1);
  }
}
