package dev.rolecall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {
  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "The roles repository: a folder, a folder of a git repository, or a bare one"
              + " with --ref. Default: the current folder.")
  Path directory = Path.of(".");

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
      description = "Format of standard output: text, json or markdown. Default: text.")
  String format = "text";

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never. Default: auto, which honours NO_COLOR.")
  String color = "auto";

  @Option(
      names = {"-v", "--verbose"},
      description = "Say every request to the tenant on standard error.")
  boolean verbose;
}
