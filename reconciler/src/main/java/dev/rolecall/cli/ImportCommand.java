package dev.rolecall.cli;

import dev.rolecall.export.Exporter;
import dev.rolecall.git.Globs;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.reconcile.Importing;
import dev.rolecall.reconcile.Merging;
import dev.rolecall.reconcile.TenantSelector;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rolecall import}: live roles as documents. */
@Command(
    name = "import",
    description = {
      "Writes what the tenant holds as documents; a plan right after it is empty.",
      "All roles, or those that --role and --select name. What git declares already stays as it"
          + " is; nothing is overwritten."
    })
final class ImportCommand extends BaseCommand {
  /** Names in one line of what was left alone. */
  private static final int SHOWN = 10;

  @Option(names = "--role", paramLabel = "SLUG", description = "Only this role; may be repeated.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--select",
      paramLabel = "GLOB",
      description = "Only roles whose slug matches, for example 'audit-*'; may be repeated.")
  private List<String> selections = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description = "definitions: without holders, as manage: observe.")
  private @Nullable String only;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: the roles repository.")
  private @Nullable Path out;

  @Mixin private final JudgeOption judge = new JudgeOption();

  ImportCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return judge.base;
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    if (only != null && !only.equals("definitions")) {
      throw usage("--only takes definitions, not " + only + ".");
    }
    for (String glob : selections) {
      Globs.complaint(glob)
          .ifPresent(complaint -> {
            throw usage("--select " + glob + ": " + complaint);
          });
    }
    try (var repository = repository()) {
      Settings settings = repository.settings();
      TenantSettings tenant = TenantSelector.of(settings, selection(), context.environment());
      var importing =
          new Importing(
              roles,
              selections,
              new Exporter.Options(
                  tenant.name(),
                  settings.tenants().size() > 1,
                  only == null ? Exporter.Holders.EXACT : Exporter.Holders.OBSERVE));
      try (var connection = connection(tenant, repository)) {
        var merging = new Merging(repository, tenant, context.clock().instant());
        var documents = importing.read(connection.reader());
        return tell(
            out == null
                ? merging.write(documents, this::print)
                : merging.writeTo(context.resolve(out), documents, this::print));
      }
    }
  }

  private ExitCode tell(Merging.Result result) {
    var declared = result.declared();
    if (!declared.isEmpty()) {
      say(
          "Declared already, and left as it is: %s%s."
              .formatted(
                  declared.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                  declared.size() > SHOWN
                      ? " and %d more".formatted(declared.size() - SHOWN)
                      : ""));
    }
    if (!result.leftOut().isEmpty()) {
      say("Left out, because a repository with it would be refused:");
      var leftOut = new Report.Failed("import", 6, result.leftOut());
      context.err().print(ErrorText.failed(leftOut, context));
      return result.files() == 0 ? ExitCode.REMOTE_FAILED : ExitCode.PARTLY_DONE;
    }
    if (result.files() == 0) {
      say("There is nothing to import.");
    }
    return ExitCode.DONE;
  }
}
