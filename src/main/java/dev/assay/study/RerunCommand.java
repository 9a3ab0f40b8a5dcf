package dev.assay.study;

import dev.assay.checkpoint.Catalog;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Maven command that judges one claim on one model again, under the settings of this run, safe
 * to paste whatever a folder is called.
 */
final class RerunCommand {
  /** Whatever else a shell might take for something of its own. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/@,+#-]+");

  private RerunCommand() {}

  static String of(ClaimBody body, String model, Settings settings) {
    return command(body, model, settings, settings.given());
  }

  /** Recording is under a model's own name, so without a baseline. */
  static String recording(ClaimBody body, String model, Settings settings) {
    Map<String, String> given = new LinkedHashMap<>(settings.given());
    given.remove(Settings.BASELINE);
    return command(body, model, settings, given) + " -D" + Settings.RECORD + "=\"why\"";
  }

  private static String command(
      ClaimBody body, String model, Settings settings, Map<String, String> given) {
    StringBuilder command =
        new StringBuilder(
            "mvn test%s%s%s"
                .formatted(
                    Catalog.profile(settings.models().references().getOrDefault(model, model))
                        .map(profile -> " -P" + profile)
                        .orElse(""),
                    property("test", body.selector()),
                    property(Settings.MODELS, settings.models().given(model))));
    if (body.oneOfSeveral()) {
      command.append(property(Settings.CLAIMS, body.claim().id()));
    }
    given.forEach((name, value) -> command.append(property(name, value)));
    return command.toString();
  }

  private static String property(String name, String value) {
    if (value.isEmpty()) {
      return " -D" + name;
    }
    return PLAIN.matcher(value).matches()
        ? " -D%s=%s".formatted(name, value)
        : " " + quoted("-D%s=%s".formatted(name, value), File.separatorChar == '\\');
  }

  /**
   * One word of a command line. Between single quotes POSIX shells and PowerShell, which is what
   * Windows has, leave everything as it is; they differ in how such a quote is written itself.
   * Maven's whole option is quoted, because PowerShell would take one with a dot apart.
   */
  static String quoted(String word, boolean powerShell) {
    return "'" + word.replace("'", powerShell ? "''" : "'\\''") + "'";
  }
}
