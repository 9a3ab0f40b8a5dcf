package dev.assay.junit;

import dev.assay.checkpoint.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The Maven command that judges one claim on one model again, under the settings of this run. */
final class RerunCommand {
  /** Whatever else a shell might take for something of its own. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/@,+-]+");

  private RerunCommand() {}

  static String of(ClaimMethod method, String model, Settings settings) {
    return command(method, model, settings.given());
  }

  /** Recording is under a model's own name, so without a baseline. */
  static String recording(ClaimMethod method, String model, Settings settings) {
    Map<String, String> given = new LinkedHashMap<>(settings.given());
    given.remove(Settings.BASELINE);
    return command(method, model, given) + " -D" + Settings.RECORD + "=\"why\"";
  }

  private static String command(ClaimMethod method, String model, Map<String, String> given) {
    StringBuilder command =
        new StringBuilder(
            "mvn test%s -Dtest=%s#%s%s"
                .formatted(
                    Catalog.profile(model).map(profile -> " -P" + profile).orElse(""),
                    method.method().getDeclaringClass().getSimpleName(),
                    method.method().getName(),
                    property(Settings.MODELS, model)));
    given.forEach((name, value) -> command.append(property(name, value)));
    return command.toString();
  }

  private static String property(String name, String value) {
    if (value.isEmpty()) {
      return " -D" + name;
    }
    String word =
        PLAIN.matcher(value).matches() ? value : '"' + value.replaceAll("([\"$`])", "\\\\$1") + '"';
    return " -D%s=%s".formatted(name, word);
  }
}
