package dev.rolecall.cli;

import dev.rolecall.git.UnreadableObjectException;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import dev.rolecall.reconcile.RefusedException;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into a message and an exit code: whose fault it is decides. */
final class ExceptionMapper {
  private static final String UNREACHABLE =
      "Check url in rolecall.yaml, that the tenant runs, and HTTPS_PROXY; -v says every request.";

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
          .formatted(name, Suggestions.adviceFor(name, spec.optionsMap().keySet(), ""))
          .strip();
    }
    return spec.subcommands().isEmpty()
        ? "%s takes no argument %s.".formatted(spec.qualifiedName(), word)
        : "There is no command %s. %s"
            .formatted(word, Suggestions.adviceFor(word, spec.subcommands().keySet(), ""))
            .strip();
  }

  /** Says what went wrong, and writes it into every report that was asked for. */
  int execution(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof UncheckedIOException aside) {
      return execution(Objects.requireNonNull(aside.getCause()), line, parsed);
    }
    if (e instanceof RuntimeException stumbled) {
      var damaged = UnreadableObjectException.seenIn(stumbled);
      if (damaged.isPresent()) {
        return execution(damaged.get(), line, parsed);
      }
    }
    context.status().clear();
    ExitCode exit = exitOf(e);
    if (exit == ExitCode.OUR_BUG) {
      return bug(e, line);
    }
    List<Problem> problems = problemsOf(e);
    var failed = new Report.Failed(line.getCommandSpec().name(), exit.code(), problems);
    context.err().print(ErrorText.failed(failed, context));
    if (e instanceof OutputFailedException) {
      return exit.code(); // there is a result, in every report that could be written
    }
    if (line.getCommand() instanceof BaseCommand command) {
      command.tryToReport(failed).forEach(sentence -> context.say("error  " + sentence));
    }
    return exit.code();
  }

  private static ExitCode exitOf(Exception e) {
    return switch (e) {
      case InvalidInputException _ -> ExitCode.INVALID_INPUT;
      case RefusedException refused -> ExitCode.of(refused.kind());
      case NoSuchFileException _, NotDirectoryException _, AccessDeniedException _ ->
          ExitCode.INVALID_INPUT;
      case TenantException _, IOException _, MemoryExhaustedException _ -> ExitCode.REMOTE_FAILED;
      default -> ExitCode.OUR_BUG;
    };
  }

  private static List<Problem> problemsOf(Exception e) {
    return switch (e) {
      case InvalidInputException invalid -> invalid.problems();
      case OutputFailedException unwritten ->
          unwritten.failures().stream().map(ExceptionMapper::failed).toList();
      case RefusedException refused -> refused.problems();
      case MemoryExhaustedException _ -> List.of(MemoryExhaustedException.problem());
      case TenantException tenant ->
          List.of(
              tenant.kind() == TenantException.Kind.UNREACHABLE
                  ? failed(tenant.getMessage()).advising(UNREACHABLE)
                  : failed(tenant.getMessage()));
      case NoSuchFileException missing -> List.of(file(missing.getFile(), "is not there"));
      case NotDirectoryException notFolder -> List.of(file(notFolder.getFile(), "is not a folder"));
      case AccessDeniedException denied ->
          List.of(file(denied.getFile(), "may not be read or written"));
      case UnreadableObjectException unreadable -> List.of(damaged(unreadable));
      case FileSystemException file ->
          List.of(
              failed(
                  "%s cannot be read or written: %s."
                      .formatted(file.getFile(), ErrorText.reason(file))));
      default -> List.of(failed(e.getMessage()));
    };
  }

  private static Problem failed(@Nullable String message) {
    return Problem.error(RuleId.REMOTE_FAILED, null, message == null ? "It failed." : message);
  }

  private static Problem damaged(UnreadableObjectException unreadable) {
    return Problem.error(
        RuleId.DAMAGED_CLONE, null, "The history is not whole: " + unreadable.getMessage() + ".");
  }

  private static Problem file(String path, String what) {
    return Problem.error(RuleId.UNREADABLE_FILE, null, path + " " + what + ".")
        .advising("Check the path and its permissions.");
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
