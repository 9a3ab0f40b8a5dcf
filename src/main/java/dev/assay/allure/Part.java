package dev.assay.allure;

import dev.assay.page.Printable;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a result: what it shows in its own place. Written as it comes, so that little is held.
 */
final class Part {
  private final OpenResult result;
  private final long start = System.currentTimeMillis();
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  Part(OpenResult result) {
    this.result = result;
  }

  long start() {
    return start;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** A line of a table beneath the step's name. */
  void say(String name, String value) {
    parameters.add(new Parameter().setName(Printable.line(name)).setValue(Printable.of(value)));
  }

  void text(String name, String text) {
    attach(name, "text/plain", "txt", text);
  }

  void csv(String name, String csv) {
    attach(name, "text/csv", "csv", csv);
  }

  void svg(String name, String svg) {
    attach(name, "image/svg+xml", "svg", svg);
  }

  /** An address, which Allure shows as a link. */
  void link(String name, String address) {
    attach(name, "text/uri-list", "uri", address);
  }

  private void attach(String name, String type, String suffix, String content) {
    String file = result.nextAttachment(suffix);
    if (ResultFolder.writeAttachment(file, content)) {
      attachments.add(new Attachment().setName(Printable.line(name)).setType(type).setSource(file));
    }
  }
}
