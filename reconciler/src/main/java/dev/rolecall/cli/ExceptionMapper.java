package dev.rolecall.cli;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.NearNames;
import dev.rolecall.tenant.TenantException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into a message and an exit code: whose fault it is decides. */
final class ExceptionMapper {
  private final CliContext context;

  ExceptionMapper(CliContext context) {
    this.context = context;
  }

  int usage(ParameterException e, String[] arguments) {
    var err = context.err();
    CommandLine line = e.getCommandLine();
    err.println(
        "error  "
            + ErrorText.safe(
                e instanceof UnmatchedArgumentException unmatched
                    ? unknown(unmatched.getUnmatched().getFirst(), line)
                    : e.getMessage()));
    err.println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.code();
  }

  /** The nearest command or option: picocli's own search finds only common beginnings. */
  private static String unknown(String word, CommandLine line) {
    var spec = line.getCommandSpec();
    if (word.startsWith("-")) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return "There is no option %s. %s"
          .formatted(name, NearNames.adviceFor(name, spec.optionsMap().keySet(), ""))
          .strip();
    }
    return spec.subcommands().isEmpty()
        ? "%s takes no argument %s.".formatted(spec.qualifiedName(), word)
        : "There is no command %s. %s"
            .formatted(word, NearNames.adviceFor(word, spec.subcommands().keySet(), ""))
            .strip();
  }

  int execution(Exception e, CommandLine line, ParseResult parsed) {
    return switch (e) {
      case InvalidInputException invalid -> {
        context.err().print(ErrorText.problems(invalid.problems()));
        yield ExitCode.INVALID_INPUT.code();
      }
      case TenantException tenant -> {
        context.err().println("error  " + ErrorText.safe(tenant.getMessage()));
        if (tenant.kind() == TenantException.Kind.UNREACHABLE) {
          context
              .err()
              .println(
                  "  Check url in rolecall.yaml, that the tenant runs, and HTTPS_PROXY; -v says"
                      + " every request.");
        }
        yield ExitCode.REMOTE_FAILED.code();
      }
      case UncheckedIOException aside ->
          execution(Objects.requireNonNull(aside.getCause()), line, parsed);
      case NoSuchFileException missing -> file(missing.getFile(), "is not there");
      case NotDirectoryException notFolder -> file(notFolder.getFile(), "is not a folder");
      case AccessDeniedException denied -> file(denied.getFile(), "may not be read or written");
      case FileSystemException file ->
          file(file.getFile(), "cannot be read or written: " + file.getReason());
      default -> bug(e, line);
    };
  }

  private int file(String path, String what) {
    context.err().println("error  " + ErrorText.safe(path) + " " + what + ".");
    return ExitCode.INVALID_INPUT.code();
  }

  private int bug(Exception e, CommandLine line) {
    var err = context.err();
    err.println(
        "This is a bug of rolecall " + Version.text() + ", not of yours. Please report it with:");
    err.println("command: " + line.getCommandSpec().qualifiedName());
    e.printStackTrace(err);
    return ExitCode.OUR_BUG.code();
  }
}
