package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.checkpoint.Catalog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "models",
    description = "Lists the models that are known by name.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Architectures are layers×heads×hidden size.",
      "",
      "JSON: models, an array of objects with name, architecture, source, on_disk (true if",
      "nothing needs to be downloaded) and needs (what is missing, in words, else null).",
      "",
      "Examples:",
      "  assay models",
      "  assay models --json"
    })
final class ModelsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private JsonOption json = new JsonOption();

  ModelsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (json.asked()) {
      JsonOutput.print(session.out(), ModelsCommand::write);
    } else {
      Table table = new Table(5);
      table.line(List.of("name", "architecture", "source", "on disk", "needs"));
      for (Catalog.Entry e : Catalog.entries()) {
        table.line(
            List.of(
                e.name(),
                e.architecture(),
                e.source(),
                e.onDisk() ? "yes" : "no",
                e.need().orElse("nothing")));
      }
      table.print(session.out());
    }
    return ExitCode.OK;
  }

  private static void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("models");
    for (Catalog.Entry entry : Catalog.entries()) {
      json.writeStartObject();
      json.writeStringField("name", entry.name());
      json.writeStringField("architecture", entry.architecture());
      json.writeStringField("source", entry.source());
      json.writeBooleanField("on_disk", entry.onDisk());
      if (entry.need().isPresent()) {
        json.writeStringField("needs", entry.need().orElseThrow());
      } else {
        json.writeNullField("needs");
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
