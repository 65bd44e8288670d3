package dev.rolecall.cli;

import dev.rolecall.model.TenantSettings;
import dev.rolecall.reconcile.CuttingRecord;
import dev.rolecall.reconcile.RecordHistory;
import dev.rolecall.reconcile.TenantSelector;
import dev.rolecall.report.Report;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall history}: what was run, by whom, from which commit, and who was given what. */
@Command(
    name = "history",
    description = {
      "Tells what the record of the tenant holds: every run, newest first, with who ran it, from"
          + " which commit, and how it ended.",
      "With a role, user or group: what was given and taken there, and what is git's own now. The"
          + " tenant is not asked."
    })
final class HistoryCommand extends BaseCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SLUG|USER",
      description =
          "A role by its slug; a user or group by a name it ever had, or by its id; a capability.")
  private @Nullable String about;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "One run in full, by its id or the beginning of it.")
  private @Nullable String run;

  @Option(
      names = "--cut",
      paramLabel = "DATE",
      description =
          "Forget the runs before this date (2026-11-30, or an instant): the record begins anew"
              + " with what git had granted then, and what is left is shown. Cannot be undone.")
  private @Nullable String cut;

  HistoryCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    int asked = (about == null ? 0 : 1) + (run == null ? 0 : 1) + (cut == null ? 0 : 1);
    if (asked > 1) {
      throw usage("SLUG|USER, --run and --cut are questions of their own: ask one.");
    }
    if ("".equals(about) || "".equals(run)) {
      throw usage("SLUG|USER and --run must not be empty.");
    }
    ReportOutput output = output();
    @Nullable Instant date = cut == null ? null : date(cut);
    if (date != null && date.isAfter(context.clock().instant())) {
      throw usage("--cut " + cut + " lies in the future: it would take runs that are yet to come.");
    }
    try (var repository = repository()) {
      TenantSettings tenant =
          TenantSelector.of(repository.settings(), selection(), context.environment());
      if (date != null) {
        // For people; what is left follows as the result, in the format that was asked for.
        say(new CuttingRecord(repository, tenant, context.environment()).cut(date));
      }
      var history = new RecordHistory(repository, tenant, context.environment());
      output.show(new Report.Told(run == null ? history.read(about) : history.readRun(run)));
      return ExitCode.DONE;
    }
  }

  private Instant date(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw usage(
          "--cut takes a date such as 2026-11-30, or an instant such as"
              + " 2026-11-30T12:00:00Z, not "
              + text);
    }
  }
}
