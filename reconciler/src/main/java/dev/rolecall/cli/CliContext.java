package dev.rolecall.cli;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.report.AnsiStyle;
import dev.rolecall.report.Screen;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that a command sees of the process around it, so that {@code main} is a function of it.
 *
 * @param out reports and machine output, safe already; lines go through {@link #print}
 * @param err progress and rendered messages, safe already; lines go through {@link #say}
 * @param interrupts whether the process was asked to end
 * @param status what is going on, while nothing is printed
 * @param terminal whether people watch: standard input, output and error are a terminal
 */
record CliContext(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Terminal terminal,
    Environment environment,
    Interrupts interrupts,
    StatusLine status) {
  private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,4}");

  /** A context that nobody interrupts. */
  CliContext(
      PrintWriter out,
      PrintWriter err,
      BufferedReader in,
      Terminal terminal,
      Environment environment) {
    this(out, err, in, terminal, environment, new Interrupts());
  }

  CliContext(
      PrintWriter out,
      PrintWriter err,
      BufferedReader in,
      Terminal terminal,
      Environment environment,
      Interrupts interrupts) {
    this(out, err, in, terminal, environment, interrupts, new StatusLine(err, terminal.err()));
  }

  /** Which of the three streams are a terminal. */
  record Terminal(boolean in, boolean out, boolean err) {
    static final Terminal NONE = new Terminal(false, false, false);

    /**
     * What the launcher found, or else what Java says of input and output together.
     *
     * @param found the numbers of the streams that are a terminal, for example {@code 012}; null
     *     when the launcher did not look
     */
    static Terminal of(@Nullable String found, boolean console) {
      return found == null
          ? new Terminal(console, console, console)
          : new Terminal(found.contains("0"), found.contains("1"), found.contains("2"));
    }
  }

  /** A line on standard output; whatever came from outside into it is made safe. */
  void print(String line) {
    status.clear();
    out.println(ErrorText.safe(line));
  }

  /** A line for people on standard error, made safe in the same way. */
  void say(String line) {
    status.clear();
    err.println(ErrorText.safe(line));
    err.flush();
  }

  /** What reports on standard output are shown on. */
  Screen screen(AnsiStyle style) {
    return screen(style, terminal.out());
  }

  /** What problems and reports on standard error are shown on. */
  Screen errorScreen(AnsiStyle style) {
    return screen(style, terminal.err());
  }

  /** The launcher says how wide a terminal is; where nobody does, the terminal breaks lines. */
  private Screen screen(AnsiStyle style, boolean shown) {
    String columns = environment.variables().getOrDefault("COLUMNS", "");
    return shown && WIDTH.matcher(columns).matches()
        ? new Screen(style, Integer.parseInt(columns))
        : Screen.endless(style);
  }

  InstantSource clock() {
    return environment.clock();
  }

  /** A path from the command line, relative to where the process was started. */
  Path resolve(Path path) {
    return environment.resolve(path);
  }
}
