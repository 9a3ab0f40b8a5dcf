package dev.assay.checkpoint.hub;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file a 206 answer carries.
 *
 * @param from the position of its first byte, or -1 if it does not say
 * @param total the size of the whole file, when it says
 */
record ContentRange(long from, OptionalLong total) {
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  static ContentRange of(Reply reply) {
    return parse(reply.header("Content-Range").orElse(""));
  }

  static ContentRange parse(String header) {
    Matcher found = RANGE.matcher(header.strip());
    if (!found.matches()) {
      return new ContentRange(-1, OptionalLong.empty());
    }
    String total = found.group(2);
    return new ContentRange(
        Long.parseLong(found.group(1)),
        total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total)));
  }
}
