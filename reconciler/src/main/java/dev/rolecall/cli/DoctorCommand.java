package dev.rolecall.cli;

import dev.rolecall.model.Credentials;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Severity;
import dev.rolecall.reconcile.DesiredSideReader;
import dev.rolecall.reconcile.RecordCheckup;
import dev.rolecall.reconcile.RecordCheckup.Standing;
import dev.rolecall.reconcile.RolesRepository;
import dev.rolecall.reconcile.TenantSelector;
import dev.rolecall.tenant.Checkup;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rolecall doctor}: what the credentials may do, and whether that is right. */
@Command(
    name = "doctor",
    description = {
      "Logs in and says what plan and apply need there, what the credentials have, and whether"
          + " those for plan could write; and how the tenant's record stands.",
      "Ends with 5 when a right for plan is missing, with --apply also one for apply, when the"
          + " record cannot be used as it is, when the clocks differ too much"
          + " for apply, and when the settings name what the tenant does not have. Changes nothing."
    })
final class DoctorCommand extends BaseCommand {
  /** Dates of assignments are judged by this machine's clock; a minute does not matter to them. */
  private static final Duration CLOCK_OFF = Duration.ofMinutes(1);

  @Option(
      names = "--apply",
      description = "Also try apply-credentials, which otherwise only apply loads.")
  private boolean apply;

  @Mixin private final JudgeOption judge = new JudgeOption();

  DoctorCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return judge.base;
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    try (var repository = repository()) {
      TenantSettings tenant =
          TenantSelector.of(repository.settings(), selection(), context.environment());
      @Nullable Credentials separate = tenant.applyCredentials();
      heading(tenant);
      repository.gitProblems().stream()
          .filter(problem -> problem.severity() == Severity.WARNING)
          .forEach(problem ->
              say(
                  "warning  Not for apply: %s %s"
                      .formatted(problem.message(), problem.rule().remedy())));
      RecordCheckup record = record(repository, tenant);
      try (var connection = connection(tenant, repository)) {
        Checkup plan = connection.doctor(tenant.credentials()).checkup();
        Instant now = context.clock().instant();
        boolean well =
            credentials("credentials", plan, separate == null)
                && record.standing() != Standing.UNUSABLE;
        warnOfWriting(plan, separate != null);
        if (separate == null) {
          line("", "also used by apply, because there are no apply-credentials");
        } else if (apply) {
          well &= credentials("apply-credentials", connection.doctor(separate).checkup(), true);
        } else {
          line("apply-credentials", "not tried; doctor --apply does");
          line("  apply needs", words(plan.rights().apply().needs()));
        }
        if (record.standing() == Standing.MISSING && well) {
          warnOfLost(repository, connection.reader(), now);
        }
        well &= tenant(plan, now);
        plan.faults().forEach(fault -> say("error  " + fault));
        well &= plan.faults().isEmpty();
        return well ? ExitCode.DONE : ExitCode.REMOTE_FAILED;
      }
    }
  }

  private void heading(TenantSettings tenant) {
    var endpoint = tenant.endpoint();
    print("%s  %s  %s".formatted(tenant.name(), endpoint.provider().word(), endpoint.url()));
  }

  /** A record that is missing may be lost; plan warns of that, and apply asks for a word. */
  private void warnOfLost(RolesRepository repository, TenantReader tenant, Instant now)
      throws IOException, TenantException {
    try {
      var files = new DesiredSideReader(repository, selection(), context.environment(), now);
      RecordCheckup.ofLost(files, tenant, now)
          .ifPresent(lost ->
              say("warning  Not for apply: %s %s".formatted(lost.message(), lost.remedy())));
    } catch (InvalidInputException e) {
      say(
          "warning  Whether a record was lost cannot be told while the files have errors: rolecall"
              + " validate lists them.");
    }
  }

  private RecordCheckup record(RolesRepository repository, TenantSettings tenant)
      throws IOException {
    var checkup = RecordCheckup.of(repository, tenant, context.clock().instant());
    line("record", checkup.where() == null ? checkup.state() : checkup.where());
    if (checkup.where() != null) {
      line("", checkup.state());
      line("", "whether apply may push it cannot be told without writing");
    }
    if (checkup.warning() != null) {
      say("warning  " + checkup.warning());
    }
    return checkup;
  }

  /** Whether nothing is missing; what apply takes counts with {@code --apply}. */
  private boolean credentials(String name, Checkup checkup, boolean forApply) {
    var rights = checkup.rights();
    line(name, checkup.who());
    line(
        "  have",
        rights.held() == null
            ? "their token does not say which " + rights.kind()
            : words(rights.held()) + "   (" + rights.kind() + ")");
    boolean plan = work("plan", rights.plan());
    boolean write = !forApply || work("apply", rights.apply());
    rights.beside().forEach((right, use) -> beside(right, use, rights.held()));
    return plan && (write || !apply);
  }

  /** What most runs do without. */
  private void beside(String right, String use, @Nullable SortedSet<String> held) {
    String verdict = held == null ? "cannot be told" : held.contains(right) ? "there" : "not there";
    line("  beside that", "%s   %s; %s".formatted(right, verdict, use));
  }

  private boolean work(String name, Checkup.Work work) {
    var missing = work.missing();
    String verdict =
        missing == null
            ? "cannot be told without writing"
            : missing.isEmpty() ? "complete" : "MISSING: " + String.join(" ", missing);
    line("  " + name + " needs", words(work.needs()) + "   " + verdict);
    return missing == null || missing.isEmpty();
  }

  private void warnOfWriting(Checkup plan, boolean separate) {
    var writing = plan.rights().writing();
    if (writing.isEmpty()) {
      line("  could write", plan.rights().held() == null ? "not that it shows" : "no");
    } else {
      line("  could write", "yes: " + String.join(" ", writing));
      say(
          "warning  The credentials that plan uses could write. Give plan a client of its own that"
              + " may only look"
              + (separate ? "." : ", and name the other one under apply-credentials."));
    }
  }

  /** Whether apply would take its clock. */
  private boolean tenant(Checkup checkup, Instant now) {
    boolean taken = true;
    checkup.facts().forEach(this::line);
    @Nullable Duration lifetime = checkup.tokenLifetime();
    if (lifetime != null) {
      line("token lifetime", lifetime.toSeconds() + " s; a loss lives on so long in tokens issued");
    }
    @Nullable Instant clock = checkup.clock();
    if (clock != null) {
      Duration off = Duration.between(clock, now);
      boolean far = off.abs().compareTo(CLOCK_OFF) > 0;
      line(
          "clock",
          far
              ? "this machine is %d s %s the tenant"
                  .formatted(off.abs().toSeconds(), off.isNegative() ? "behind" : "ahead of")
              : "agrees with the tenant's");
      if (far) {
        taken = off.abs().compareTo(context.environment().timing().clockTolerance()) <= 0;
        say(
            "warning  The clocks differ; from and expires are judged by this machine's"
                + (taken ? "." : ", and apply refuses to run: set the clock."));
      }
    }
    line("rolecall", "%s, Java %s".formatted(Version.text(), Runtime.version()));
    return taken;
  }

  private static String words(Collection<String> rights) {
    return rights.isEmpty() ? "nothing" : String.join(" ", rights);
  }

  private void line(String name, String text) {
    print("%-19s%s".formatted(name, text).stripTrailing());
  }
}
