package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.problem.Suggestions;
import dev.rolecall.report.AnsiStyle;
import dev.rolecall.report.Format;
import dev.rolecall.report.Renderer;
import dev.rolecall.report.Report;
import dev.rolecall.report.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where a report goes: standard output in one format, and the files of {@code --report}. */
final class ReportOutput {
  static final String NO_STANDARD_OUTPUT = "Standard output could not be written.";

  private final CliContext context;
  private final Format format;
  private final AnsiStyle style;
  private final List<Target> targets;

  private record Target(Format format, Path file) {}

  private ReportOutput(CliContext context, Format format, AnsiStyle style, List<Target> targets) {
    this.context = context;
    this.format = format;
    this.style = style;
    this.targets = targets;
  }

  /**
   * Checks the options before anything is done.
   *
   * @throws ParameterException for a format or colour that there is not
   */
  static ReportOutput of(CommonOptions options, CliContext context, CommandLine line) {
    var targets = new ArrayList<Target>();
    for (String report : options.reports) {
      int equals = report.indexOf('=');
      if (equals <= 0 || equals == report.length() - 1) {
        throw new ParameterException(line, "--report is written as FORMAT=FILE, not " + report);
      }
      Format format = format(report.substring(0, equals), line);
      targets.add(new Target(format, writable(report.substring(equals + 1), context, line)));
    }
    return new ReportOutput(
        context,
        format(options.format, line),
        style(options.color, context, line),
        List.copyOf(targets));
  }

  /** The files that it will write. */
  List<Path> files() {
    return targets.stream().map(Target::file).toList();
  }

  /** A file that can be written, as far as that shows before the work that it would tell of. */
  static Path writable(String name, CliContext context, CommandLine line) {
    try {
      Path file = context.resolve(Path.of(name)).normalize();
      if (Files.isDirectory(file)) {
        throw new ParameterException(line, name + " is a folder; name a file in it.");
      }
      if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
        throw new ParameterException(line, "The folder of " + name + " is not there.");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new ParameterException(line, name + " cannot be the name of a file.", e);
    }
  }

  /**
   * The result of the command: printed and written.
   *
   * @throws OutputFailedException for files or a stream that could not be written; the others are
   */
  void show(Report report) throws IOException {
    List<String> failures = tryToShow(report);
    if (!failures.isEmpty()) {
      throw new OutputFailedException(failures);
    }
  }

  /** The same; a sentence for each file or stream that could not be written. */
  List<String> tryToShow(Report report) {
    var failures = new ArrayList<String>();
    context.status().clear();
    var renderer = new Renderer(report);
    context.out().print(renderer.render(format, context.screen(style)));
    if (context.out().checkError()) {
      failures.add(NO_STANDARD_OUTPUT);
    }
    failures.addAll(write(renderer));
    return failures;
  }

  /** What became of the command instead of a result; for people it is said elsewhere already. */
  List<String> tryToShow(Report.Failed failed) {
    if (format == Format.TEXT) {
      return write(new Renderer(failed));
    }
    return tryToShow((Report) failed);
  }

  private List<String> write(Renderer renderer) {
    var failures = new ArrayList<String>();
    for (Target target : targets) {
      try {
        Files.writeString(target.file(), renderer.render(target.format(), Screen.NONE), UTF_8);
      } catch (IOException e) {
        failures.add(
            "The report %s could not be written: %s."
                .formatted(ErrorText.safe(target.file().toString()), ErrorText.reason(e)));
      }
    }
    return failures;
  }

  /** Something to read on the way to the result, for people and therefore on standard error. */
  void print(Report report) {
    context.out().flush();
    context.status().clear();
    context.err().print(Renderer.render(report, Format.TEXT, context.errorScreen(style)));
    context.err().flush();
  }

  private static Format format(String word, CommandLine line) {
    List<String> words = Stream.of(Format.values()).map(Format::word).toList();
    return Stream.of(Format.values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                line,
                "There is no format %s. %s"
                    .formatted(
                        word,
                        Suggestions.adviceFor(
                            word, words, "There is " + String.join(", ", words) + "."))));
  }

  private static AnsiStyle style(String when, CliContext context, CommandLine line) {
    return switch (when) {
      case "always" -> AnsiStyle.ANSI;
      case "never" -> AnsiStyle.PLAIN;
      case "auto" ->
          context.terminal().out()
                  && context.environment().variables().getOrDefault("NO_COLOR", "").isEmpty()
              ? AnsiStyle.ANSI
              : AnsiStyle.PLAIN;
      default ->
          throw new ParameterException(line, "--color is auto, always or never, not " + when);
    };
  }
}
