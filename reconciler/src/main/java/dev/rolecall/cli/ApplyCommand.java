package dev.rolecall.cli;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.diff.Cause;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.git.Move;
import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.report.Header;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall apply}: makes the tenant what a plan says. */
@Command(
    name = "apply",
    description = {
      "Makes the tenant what git says: plans, shows, asks, and writes.",
      "With --plan it does what a saved plan says, or refuses when the tenant has moved since."
    })
final class ApplyCommand extends BaseCommand {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "A plan saved by plan --out; asks nothing.")
  private @Nullable Path planFile;

  @Option(
      names = "--only",
      paramLabel = "CAUSES",
      split = ",",
      description = "Only changes with these causes: pending, drift, started, expired, takes-over.")
  private @Nullable List<String> only;

  @Option(
      names = "--approve",
      description = "Answers the prompt with yes, and nothing else; needed without a terminal.")
  private boolean approve;

  @Option(
      names = "--allow-dirty",
      description = "Apply files that differ from the commit, or a plain folder.")
  private boolean allowDirty;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "8",
      description = "Most writes in flight at once. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  ApplyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  /** What is to be applied, and where it came from. */
  private record Job(Planning.Asked asked, Header header, Plan plan, boolean whole) {}

  @Override
  Exit run() throws IOException, TenantException {
    Outlet outlet = outlet();
    Set<Cause> causes = causes();
    if (parallelism < 1) {
      throw usage("--parallelism is at least 1.");
    }
    Instant now = surroundings.clock().instant();
    try (var workspace = Workspace.open(options, surroundings)) {
      var planning = new Planning(workspace, options, surroundings, now);
      Planning.Asked asked = planning.ask(null);
      requireClean(asked);
      try (var door =
          TenantDoor.open(
              asked.settings(), workspace, surroundings, requests(Math.max(READS, parallelism)))) {
        Plan full;
        Header header;
        if (planFile == null) {
          Planning.Compared compared = planning.compare(asked, door.reader());
          full = planning.plan(asked, compared);
          header = compared.header();
        } else {
          full = saved(planFile);
          header = planning.header(asked, null);
          @Nullable String stale = SavedPlan.whyStale(full, asked, now);
          if (stale != null) {
            say("error  " + stale);
            say("Make a new plan: rolecall plan --out " + planFile);
            return Exit.STALE;
          }
        }
        Plan plan = full.only(causes);
        var job = new Job(asked, header, plan, plan.steps().size() == full.steps().size());
        return apply(job, workspace, door, outlet);
      }
    }
  }

  private Exit apply(Job job, Workspace workspace, TenantDoor door, Outlet outlet)
      throws IOException, TenantException {
    String digest = PlanFile.digest(job.plan());
    var planned = new Report.Planned(job.header(), job.plan(), digest);
    if (job.plan().verdict() instanceof Verdict.Blocked) {
      outlet.show(planned);
      return Exit.BLOCKED;
    }
    if (planFile == null) {
      outlet.print(planned);
      if (!job.plan().isEmpty() && !approve && !confirmed(job.header().tenant())) {
        say("Nothing was applied.");
        return Exit.INTERRUPTED;
      }
    }
    ApplyResult result;
    try (var progress = new Progress(surroundings)) {
      Applier applier = door.applier(parallelism, progress);
      result = applier.apply(job.plan(), UUID.randomUUID().toString());
    }
    outlet.show(new Report.Applied(job.header(), result, digest));
    return switch (result) {
      case ApplyResult.Stale _ -> Exit.STALE;
      case ApplyResult.Ran ran -> {
        if (ran.complete()) {
          record(job, workspace);
          yield Exit.DONE;
        }
        yield ran.nothingDone() ? Exit.REMOTE_FAILED : Exit.PARTLY_DONE;
      }
    };
  }

  /** Moves the applied ref, when the run left nothing out and there is a clean commit to name. */
  private void record(Job job, Workspace workspace) throws IOException {
    @Nullable Commit commit = job.asked().commit();
    if (commit == null || job.asked().dirty() || !job.whole()) {
      return;
    }
    if (job.plan().findings().stream().anyMatch(f -> f.rule() == RuleId.REMOVAL_WITHHELD)) {
      say(
          "Not recorded as applied, because a removal was withheld; the next apply makes up for"
              + " it.");
      return;
    }
    Applied before = job.asked().record();
    if (before instanceof Applied.Known(Commit at) && at.id().equals(commit.id())) {
      return;
    }
    Move move =
        workspace.needGit("apply").applied(job.asked().settings().name()).moveTo(before, commit);
    switch (move) {
      case Move.Moved(String remote) ->
          say("recorded %s as applied, here and on %s".formatted(commit.shortId(), remote));
      case Move.MovedLocally(Move.Why why, String detail) -> {
        say("recorded %s as applied".formatted(commit.shortId()));
        if (why != Move.Why.NO_REMOTE) {
          say("warning  " + RuleId.APPLIED_REF.id() + "  " + Said.safe(detail));
        }
      }
      case Move.Lost(Applied current) ->
          say(
              "warning  %s  Somebody else recorded %s as applied meanwhile; theirs stands."
                  .formatted(
                      RuleId.APPLIED_REF.id(),
                      current.id().map(id -> id.substring(0, 7)).orElse("nothing")));
    }
  }

  private void requireClean(Planning.Asked asked) {
    if (allowDirty) {
      return;
    }
    if (asked.commit() == null) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.DIRTY_TREE, null, "There is no commit, so nobody can say what is applied.")
              .advising("Commit, or apply it as it is with --allow-dirty."));
    }
    if (asked.dirty()) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.DIRTY_TREE,
              null,
              "Files differ from the commit %s.".formatted(asked.commit().shortId())));
    }
  }

  private boolean confirmed(String tenant) throws IOException {
    if (!surroundings.terminal().in()) {
      say("There is no terminal to ask on; --approve answers the prompt.");
      return false;
    }
    surroundings.err().print("Apply this to " + tenant + "? Only yes is accepted: ");
    surroundings.err().flush();
    @Nullable String answer = surroundings.in().readLine();
    return answer != null && answer.strip().equals("yes");
  }

  private Plan saved(Path file) throws IOException {
    if (Files.isDirectory(surroundings.resolve(file))) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    return PlanFile.read(Files.readAllBytes(surroundings.resolve(file)), file.toString());
  }

  private Set<Cause> causes() {
    if (only == null) {
      return EnumSet.allOf(Cause.class);
    }
    var causes = EnumSet.noneOf(Cause.class);
    for (String word : only) {
      causes.add(
          Arrays.stream(Cause.values())
              .filter(cause -> cause.word().equals(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  usage(
                      "There is no cause %s; there is %s."
                          .formatted(
                              word,
                              String.join(
                                  ", ",
                                  Arrays.stream(Cause.values()).map(Cause::word).toList())))));
    }
    return causes;
  }
}
