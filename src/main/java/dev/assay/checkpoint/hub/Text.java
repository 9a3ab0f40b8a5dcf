package dev.assay.checkpoint.hub;

import java.util.Locale;

/** How addresses and sizes look inside a sentence. */
final class Text {
  private Text() {}

  /**
   * An address without user and password, which are secrets; what is no address may hold them too.
   */
  static String withoutSecrets(String address) {
    return address.replaceAll("(?s)//.*@", "//***@");
  }

  /** A size in bytes as people read it, in decimal units as the hub's pages show them. */
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    double value = bytes / 1e3;
    String[] units = {"kB", "MB", "GB", "TB"};
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1e3;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
