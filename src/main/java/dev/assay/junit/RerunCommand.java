package dev.assay.junit;

import java.util.Map;
import java.util.regex.Pattern;

/** The Maven command that judges one claim on one model again, under the settings of this run. */
final class RerunCommand {
  /** Whatever else a shell might take for something of its own. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/@,+-]+");

  /** Models that come as a dependency which only a profile of Assay's build adds. */
  private static final Map<String, String> PROFILES = Map.of("bert-base-uncased", "bert-base");

  private RerunCommand() {}

  static String of(ClaimMethod method, String model, Settings settings) {
    StringBuilder command = new StringBuilder(start(method, model));
    settings.given().forEach((name, value) -> command.append(property(name, value)));
    return command.toString();
  }

  /** Recording is under a model's own name, so without a baseline. */
  static String recording(ClaimMethod method, String model, Settings settings) {
    StringBuilder command = new StringBuilder(start(method, model));
    settings
        .given()
        .forEach(
            (name, value) -> {
              if (!name.equals(Settings.BASELINE)) {
                command.append(property(name, value));
              }
            });
    return command + " -D" + Settings.RECORD + "=\"why\"";
  }

  private static String start(ClaimMethod method, String model) {
    String profile = PROFILES.containsKey(model) ? " -P" + PROFILES.get(model) : "";
    return "mvn test%s -Dtest=%s#%s%s"
        .formatted(
            profile,
            method.method().getDeclaringClass().getSimpleName(),
            method.method().getName(),
            property(Settings.MODELS, model));
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
