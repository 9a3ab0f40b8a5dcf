package dev.assay.cli;

import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
      "Exit codes: 0 done, 1 could not run, 2 wrong usage; errors are one line on stderr.",
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
    line.addSubcommand(new FillMaskCommand(session));
    line.addSubcommand(new DriftCommand(session));
    line.addSubcommand(new ModelsCommand(session));
    line.setExpandAtFiles(false); // a text may begin with @
    line.setUsageHelpWidth(100);
  }

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
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
   * @return 0 if it is done, 1 if it could not run, 2 if the arguments make no command
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, out, err, name -> PyTorchModel.load(Catalog.open(name)));
  }

  static int run(
      String[] args, PrintStream out, PrintStream err, Function<String, PyTorchModel> models) {
    CommandLine line = new Main(new Session(out, models)).line;
    Errors errors = new Errors(err);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    int code = Errors.garbled(args).map(errors::usage).orElseGet(() -> line.execute(args));
    return out.checkError() && code == ExitCode.OK ? errors.outputLost() : code;
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

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
