package dev.assay.claim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As Surefire's forks and two Maven runs at once do. */
@Tag("slow")
class LedgerProcessesTest {
  private static final int PROCESSES = 3;
  private static final int CLAIMS = 30;

  @TempDir Path folder;

  /** Records so many claims, one after another. */
  public static final class Recorder {
    private Recorder() {}

    public static void main(String[] args) {
      for (int i = 0; i < CLAIMS; i++) {
        String claim = "process-%s-claim-%02d".formatted(args[1], i);
        Ledger.record(
            Path.of(args[0]),
            "tiny",
            Map.of(),
            List.of(
                Claims.measured(
                    claim, Claims.entry(Verdict.SUPPORTED, 0.3), Claims.values(i, 0.5))));
      }
    }
  }

  @Test
  void processes_that_record_different_claims_at_once_lose_nothing()
      throws IOException, InterruptedException {
    // What a process leaves behind that was ended while it held the lock.
    Files.writeString(folder.resolve(".lock"), "somebody");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Recorder.class.getName(),
                  folder.toString(),
                  Integer.toString(i))
              .redirectErrorStream(true)
              .start());
    }
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
    }

    Ledger ledger = Ledger.read(folder, "tiny");
    assertThat(ledger.claims().keySet()).hasSize(PROCESSES * CLAIMS);
    assertThat(ledger.values("process-2-claim-07")).isEqualTo(Claims.values(7, 0.5));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(".lock", "tiny.json", "tiny.rows.csv");
  }
}
