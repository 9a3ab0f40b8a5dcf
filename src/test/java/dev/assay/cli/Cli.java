package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.Hook;
import dev.assay.encoder.PyTorchModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line in this JVM; the default model is loaded once for all tests. */
final class Cli {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class DefaultModel {
    static final PyTorchModel MODEL = PyTorchModel.load(Catalog.open("all-MiniLM-L6-v2"));
  }

  record Run(int code, String out, String err, List<String> loaded) {
    Run succeeds() {
      assertThat(err).isEmpty();
      assertThat(code).isZero();
      return this;
    }

    JsonNode json() throws IOException {
      succeeds();
      return JSON.readTree(out);
    }

    /** The one line of the error. */
    String failsWith(int expected) {
      assertThat(out).isEmpty();
      assertThat(err).endsWith("\n").doesNotContain("\tat ", "Exception").hasLineCount(1);
      assertThat(code).as(err).isEqualTo(expected);
      return err.strip();
    }

    /** The one line of an error that was noticed before any model was loaded. */
    String failsEarlyWith(int expected) {
      assertThat(loaded).isEmpty();
      return failsWith(expected);
    }
  }

  private Cli() {}

  static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> loaded = new ArrayList<>();
    int code =
        Main.run(
            args,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            name -> {
              loaded.add(name);
              return name.equals("all-MiniLM-L6-v2")
                  ? DefaultModel.MODEL.withHook(Hook.NONE) // a copy that the command may close
                  : PyTorchModel.load(Catalog.open(name));
            });
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), loaded);
  }
}
