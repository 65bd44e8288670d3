package dev.rolecall.cli;

import dev.rolecall.report.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {
  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      description =
          "The roles repository: a folder, a folder of a git repository, or a bare one"
              + " with --ref. Default: the nearest folder from here upwards, within the git"
              + " repository, that has a rolecall.yaml.")
  @Nullable Path directory;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "The tenant of rolecall.yaml. Default: $ROLECALL_TENANT, or the only one.")
  @Nullable String tenant;

  @Option(
      names = "--ref",
      paramLabel = "REV",
      description = "Read this commit instead of the working tree.")
  @Nullable String ref;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description = "Write a report to a file; may be repeated. FORMAT: text, json or markdown.")
  List<String> reports = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      completionCandidates = Formats.class,
      description = "Format of standard output: text, json or markdown. Default: text.")
  String format = "text";

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      completionCandidates = Colors.class,
      description = "auto, always or never. Default: auto, which honours NO_COLOR.")
  String color = "auto";

  @Option(
      names = {"-v", "--verbose"},
      description = "Say every request to the tenant on standard error.")
  boolean verbose;

  /** For the shell. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Formats() {
      super(Stream.of(Format.values()).map(Format::word).toList());
    }
  }

  /** For the shell. */
  static final class Colors extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Colors() {
      super(List.of("auto", "always", "never"));
    }
  }
}
