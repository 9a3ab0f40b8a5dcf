package dev.assay.checkpoint.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damage to a file, from one bit to a rewritten number in its text. */
final class Mutation {
  private static final List<Long> EXTREMES =
      List.of(0L, -1L, 1L, 0x7fL, 0xffL, 0xffffL, 0x7fffffffL, 0x80000000L, Long.MAX_VALUE);

  private static final List<String> TEXTS =
      List.of(
          "-1",
          "0",
          "1e400",
          "NaN",
          "999999999999999999999",
          "null",
          "[]",
          "{}",
          "\"\"",
          "true",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"../../x\"",
          "9007199254740993",
          "0.5",
          "[[[[[[[[");

  private static final Pattern VALUE =
      Pattern.compile(
          "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\"(?:[^\"\\\\]++|\\\\.)*+\"|true|false|null");

  /** What is most likely to be structure and not numbers is at the beginning or the end. */
  private static final int EDGE = 4_096;

  private Mutation() {}

  /** The bytes with one to three kinds of damage. */
  static byte[] of(byte[] sound, boolean json, RandomGenerator random) {
    byte[] damaged = sound;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      damaged = json && random.nextBoolean() ? value(damaged, random) : bytes(damaged, random);
    }
    return damaged;
  }

  /** One value of a JSON text becomes another. */
  private static byte[] value(byte[] json, RandomGenerator random) {
    String text = new String(json, StandardCharsets.UTF_8);
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    if (values.isEmpty()) {
      return bytes(json, random);
    }
    MatchResult old = values.get(random.nextInt(values.size()));
    MatchResult other = values.get(random.nextInt(values.size()));
    String fresh = random.nextInt(3) == 0 ? other.group() : TEXTS.get(random.nextInt(TEXTS.size()));
    return (text.substring(0, old.start()) + fresh + text.substring(old.end()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(byte[] sound, RandomGenerator random) {
    if (sound.length < Long.BYTES) {
      return new byte[] {(byte) random.nextInt()};
    }
    byte[] bytes = sound.clone();
    int at = place(bytes.length, random);
    int length = Math.min(1 + random.nextInt(1 << random.nextInt(8)), bytes.length - at);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> {
        long extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Math.min(at, bytes.length - Long.BYTES), extreme);
      }
      case 3 -> bytes = Arrays.copyOf(bytes, at); // cut off
      case 4 -> bytes = spliced(bytes, at, at + length, new byte[0]);
      case 5 -> { // a piece of the file a second time
        int from = place(bytes.length, random);
        int to = Math.min(from + length, bytes.length);
        bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
      }
      default -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
    }
    return bytes;
  }

  private static int place(int length, RandomGenerator random) {
    int edge = Math.min(EDGE, length);
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(edge);
      case 1 -> length - 1 - random.nextInt(edge);
      default -> random.nextInt(length);
    };
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    ByteBuffer joined = ByteBuffer.allocate(bytes.length - (to - from) + between.length);
    return joined.put(bytes, 0, from).put(between).put(bytes, to, bytes.length - to).array();
  }
}
