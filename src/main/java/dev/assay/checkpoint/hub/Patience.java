package dev.assay.checkpoint.hub;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a server that says "later" is waited for, and how long a broken connection rests before
 * it is tried again.
 *
 * @param clock for a Retry-After that is a date
 * @param pause waits
 */
record Patience(Clock clock, Pause pause) {
  /** How often one request is made again. */
  static final int RETRIES = 5;

  /**
   * How long all waits of one request may take together; the hub counts in windows of 5 minutes.
   */
  static final Duration BUDGET = Duration.ofMinutes(5);

  private static final Set<Integer> LATER = Set.of(408, 429, 500, 502, 503, 504);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);
  private static final Pattern RATE_LIMIT = Pattern.compile(";\\s*r=0\\s*;\\s*t=(\\d{1,9})");

  /** Waits for a time; tests do not. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  static Patience real() {
    return new Patience(Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
  }

  static boolean isLater(int status) {
    return LATER.contains(status);
  }

  /** 1, 2, 4, 8, 8, ... seconds before retry 0, 1, 2, ... */
  static Duration backoff(int retry) {
    Duration wait = Duration.ofSeconds(1L << Math.min(retry, 30));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }

  /**
   * The wait a server asks for: Retry-After in seconds or as a date, or the hub's RateLimit header.
   */
  Optional<Duration> asked(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> retryAfter(value.strip()))
        .or(() -> headers.firstValue("RateLimit").flatMap(Patience::rateLimit))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private Optional<Duration> retryAfter(String value) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), then.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> rateLimit(String value) {
    Matcher found = RATE_LIMIT.matcher(value);
    return found.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(found.group(1))))
        : Optional.empty();
  }

  void rest(Duration time) {
    try {
      pause.sleep(time);
    } catch (InterruptedException e) {
      throw Interrupted.downloading(e);
    }
  }
}
