package dev.rolecall.cli;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.policy.Verdict;
import dev.rolecall.reconcile.Comparison;
import dev.rolecall.reconcile.DesiredSide;
import dev.rolecall.reconcile.DesiredSideReader;
import dev.rolecall.reconcile.Judging;
import dev.rolecall.reconcile.OwnAccounts;
import dev.rolecall.reconcile.Planning;
import dev.rolecall.reconcile.Reviewing;
import dev.rolecall.reconcile.TenantPrefetch;
import dev.rolecall.report.Report;
import dev.rolecall.report.Reviews;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall plan}: what would change; has no way to write. */
@Command(
    name = "plan",
    description = {
      "Shows what apply would change, and changes nothing.",
      "With --out the plan is saved, so that apply --plan does exactly what was reviewed."
    })
final class PlanCommand extends BaseCommand {
  /** Years beyond those that documents have. */
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, for apply --plan.")
  private @Nullable Path out;

  @Option(
      names = "--base",
      paramLabel = "REV",
      description = {
        "Show what this change does apart from what was waiting before it; settings are read from"
            + " this commit."
      })
  private @Nullable String base;

  @Option(
      names = "--detailed-exitcode",
      description = "End with 2 instead of 0 when there are changes.")
  private boolean detailedExitcode;

  @Option(
      names = "--strict",
      description = "Warnings stand against the plan like errors: it is shown, and ends with 4.")
  private boolean strict;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = {
        "Show what a run at this time would do, guards included: a day (its start, UTC)"
            + " such as 2027-02-01, or an instant such as 2027-02-01T08:30:00Z."
      })
  private @Nullable String at;

  @Option(
      names = "--revoke-sessions",
      description = {
        "Show also whom apply --revoke-sessions would log out. A saved plan does not carry it:"
            + " give it to apply."
      })
  private boolean revokeSessions;

  PlanCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return base;
  }

  @Override
  Optional<Path> saved() {
    return Optional.ofNullable(out)
        .map(file -> ReportOutput.writable(file.toString(), context, line()));
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    if (at != null && out != null) {
      throw usage("A plan for another instant is never applied, so --at takes no --out.");
    }
    if (revokeSessions && out != null) {
      throw usage(
          "A saved plan does not carry --revoke-sessions. Save it without, and give"
              + " --revoke-sessions to apply --plan.");
    }
    hearInterrupts();
    Instant now = at == null ? context.clock().instant() : instant(at);
    try (var repository = repository();
        var prefetch = new TenantPrefetch(repository, context.environment(), requests(READS))) {
      var reader = new DesiredSideReader(repository, selection(), context.environment(), now);
      DesiredSide asked = reader.read(null, prefetch::begin);
      var planning = new Planning(now);
      TenantReader tenant = prefetch.reader(asked.settings());
      Comparison comparison = planning.compare(asked, tenant, Planning.Reach.PLANNED);
      Plan judged =
          Judging.of(
                  asked,
                  comparison,
                  OwnAccounts.of(asked.settings(), repository, context.environment(), tenant),
                  tenant)
              .revoking(revokeSessions)
              .judge(planning.plan(asked, comparison))
              .plan();
      Plan plan = strict ? judged.strict() : judged;
      context.interrupts().endsByItself();
      Optional<Path> file = saved();
      if (file.isPresent()) {
        Files.write(file.get(), PlanFile.write(plan));
      }
      Reviews reviews =
          new Reviewing(repository, context.environment(), requests(READS))
              .of(asked, plan.objections());
      output.show(
          new Report.Planned(
              comparison.header().reviewed(reviews),
              plan,
              PlanFile.digest(plan),
              at == null ? null : now));
      return exit(plan);
    }
  }

  private ExitCode exit(Plan plan) {
    return switch (plan.verdict()) {
      case Verdict.Blocked _, Verdict.NeedsApproval _ -> ExitCode.BLOCKED;
      case Verdict.Clear _ ->
          plan.leavesRolesAlone()
              ? ExitCode.PARTLY_DONE
              : plan.keepsExpired() || (detailedExitcode && !plan.changesNothing())
                  ? ExitCode.CHANGES
                  : ExitCode.DONE;
    };
  }

  private Instant instant(String text) {
    try {
      Instant then =
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (then.isBefore(context.clock().instant())) {
        throw usage("--at looks ahead, and %s is over.".formatted(then));
      }
      if (then.isBefore(AFTER_LAST)) {
        return then;
      }
    } catch (DateTimeParseException e) {
      // It is said below.
    }
    throw usage(
        "--at is a day such as 2027-02-01 or an instant such as 2027-02-01T00:00:00Z, up to the"
            + " year 9999, not "
            + text);
  }
}
