package dev.assay.cli;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line and an exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private final PrintStream err;

  Errors(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    if (e instanceof UnmatchedArgumentException unmatched && command.getParent() == null) {
      message =
          "There is no command '%s'; give one of %s."
              .formatted(
                  unmatched.getUnmatched().get(0),
                  String.join(", ", command.getSubcommands().keySet()));
    }
    String ended = message.endsWith(".") ? message : message + ".";
    return usage("%s See %s --help.".formatted(ended, command.getCommandSpec().qualifiedName()));
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    if (e instanceof AssayException) {
      return print(String.valueOf(e.getMessage()), ExitCode.SOFTWARE);
    }
    return print(
        "Unexpected %s: %s; please report this with the command that led to it."
            .formatted(e.getClass().getSimpleName(), e.getMessage()),
        ExitCode.SOFTWARE);
  }

  int usage(String message) {
    return print(message, ExitCode.USAGE);
  }

  private int outOfMemory() {
    return print(
        "The command ran out of memory; give Java more with -Xmx, as in java -Xmx8g -jar"
            + " target/assay.jar, or take a shorter text.",
        ExitCode.SOFTWARE);
  }

  /** What Java or a native library throws where it cannot go on. */
  int broken(Error e) {
    if (e instanceof OutOfMemoryError) {
      return outOfMemory();
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return print(
        "The command was ended by %s: %s; please report this with the command that led to it."
            .formatted(
                cause.getClass().getSimpleName(), Quoted.plain(String.valueOf(cause.getMessage()))),
        ExitCode.SOFTWARE);
  }

  int outputLost() {
    return print(
        "The results could not be printed in full; check where standard output goes.",
        ExitCode.SOFTWARE);
  }

  /**
   * What is wrong if Java could not decode the arguments: before version 18 it reads them by the
   * locale, and other characters are lost before any program sees them.
   */
  static Optional<String> garbled(String... args) {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    boolean lost = Arrays.stream(args).anyMatch(arg -> arg.indexOf(REPLACEMENT) >= 0);
    return lost && !encoding.toUpperCase(Locale.ROOT).equals("UTF-8")
        ? Optional.of(
            "An argument holds characters that this locale's encoding %s cannot express; set LC_ALL=C.UTF-8."
                .formatted(encoding))
        : Optional.empty();
  }

  /**
   * One line that cannot act on the terminal: messages escape what they quote, and this is for
   * those of libraries and for arguments.
   */
  static String printable(String message) {
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return CONTROL
        .matcher(line)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  private int print(String message, int code) {
    err.println(printable(message));
    return code;
  }
}
