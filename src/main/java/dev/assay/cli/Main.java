package dev.assay.cli;

import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** {@code java -jar assay.jar}: looks at a model from the command line. */
@Command(
    name = "assay",
    description = "Looks inside BERT-like encoders, before anything is claimed about them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  assay models",
      "  assay measure --text \"The cat sat on the mat.\"",
      "  assay trace --help",
      "",
      "Exit codes: 0 done, 1 could not run, 2 wrong usage, 3 a verdict is not as it was ('judge',",
      "'drift');",
      "errors are one line on stderr.",
      "Layers and heads are numbered from 0."
    })
public final class Main implements Runnable {
  private final CommandLine line;

  private Main(Session session) {
    line = new CommandLine(this);
    line.addSubcommand(new TraceCommand(session));
    line.addSubcommand(new MeasureCommand(session));
    line.addSubcommand(new CompareCommand(session));
    line.addSubcommand(new NegationCommand(session));
    line.addSubcommand(new HeatmapCommand(session));
    line.addSubcommand(new ExploreCommand(session));
    line.addSubcommand(new FillMaskCommand(session));
    line.addSubcommand(new ClassifyCommand(session));
    line.addSubcommand(new EmbedCommand(session));
    line.addSubcommand(new AblateCommand(session));
    line.addSubcommand(new PatchCommand(session));
    line.addSubcommand(new JudgeCommand(session));
    line.addSubcommand(new DriftCommand(session));
    line.addSubcommand(new ModelsCommand(session));
    line.setExpandAtFiles(false); // a text may begin with @
    line.setUsageHelpWidth(100);
  }

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // What is printed is English, or for programs to read; the digits must not be those of fa-IR.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = run(args, out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param args its name and options
   * @param out for results, in UTF-8
   * @param err for the one line that says what went wrong
   * @return 0 if it is done, 1 if it could not run, 2 if the arguments make no command, 3 if {@code
   *     judge} or {@code drift} found that a verdict is not the one on record
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, out, err, name -> PyTorchModel.load(Catalog.open(name)));
  }

  static int run(
      String[] args, PrintStream out, PrintStream err, Function<String, PyTorchModel> models) {
    CommandLine line = line(new Session(out, models));
    Errors errors = new Errors(err);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    int code = Errors.garbled(args).map(errors::usage).orElseGet(() -> execute(line, errors, args));
    return out.checkError() && code == ExitCode.OK ? errors.outputLost() : code;
  }

  private static int execute(CommandLine line, Errors errors, String... args) {
    try {
      return line.execute(args);
    } catch (Error e) {
      // Picocli hands on exceptions only. What the command held is free by now.
      return errors.broken(e);
    }
  }

  /** Called if no command was named. */
  @Override
  public void run() {
    throw new ParameterException(
        line,
        "No command was given; give one of "
            + String.join(", ", line.getSubcommands().keySet())
            + ".");
  }

  static CommandLine line(Session session) {
    return new Main(session).line;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
