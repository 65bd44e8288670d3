package dev.rolecall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;

/**
 * One random history: people commit, branch, merge and revert, others change the tenant by hand,
 * and runs of the command line succeed, fail in part, are killed, race, lose their pushes and their
 * record. {@link WalkJudge} judges each run.
 */
final class RecordWalk implements Walks.Walk {
  private final Chance chance;
  private final WalkDiary diary;
  private final AtomicReference<@Nullable Runnable> duringWrite = new AtomicReference<>();
  private final Tenant tenant = Tenant.ofUsers(3);
  private final RecordingProxy proxy;
  private final Team team;
  private final WalkCommits commits;
  private final WalkTenant people;
  private final WalkJudge judge;
  private volatile Instant now = Cli.NOW;

  RecordWalk(long seed, Path folder, WalkDiary diary) {
    this.diary = diary;
    chance = new Chance(seed);
    proxy = RecordingProxy.of(tenant.url(), this::passing);
    team = Team.of(folder, proxy.url());
    people = new WalkTenant(tenant.outsider(), chance, diary);
    commits = new WalkCommits(team, chance, diary);
    judge = new WalkJudge(team, proxy.url().toString(), commits, diary);
  }

  private void passing(int number, RecordingProxy.Moment moment) {
    @Nullable Runnable then = null;
    if (number == 1 && moment == RecordingProxy.Moment.AFTER) {
      then = duringWrite.getAndSet(null);
    }
    if (then != null) {
      then.run();
    }
  }

  @Override
  public void close() {
    team.close();
    proxy.close();
    tenant.close();
  }

  /** Only one thread at a time: a race waits for the run that it interrupts. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void play() throws GitAPIException {
    int events = 5 + chance.below(13);
    apply();
    for (int i = 0; i < events; i++) {
      event();
    }
    settleDown();
  }

  private void event() throws GitAPIException {
    int kind = chance.below(100);
    if (kind < 24) {
      commits.edit();
    } else if (kind < 29) {
      commits.branch();
    } else if (kind < 36) {
      commits.merge();
    } else if (kind < 41) {
      commits.revert();
    } else if (kind < 53) {
      hand();
    } else if (kind < 60) {
      people.account();
    } else if (kind < 68) {
      tick();
    } else if (kind < 69) {
      lose();
    } else if (kind < 75) {
      race();
    } else if (kind < 79) {
      dirty();
    } else {
      apply();
    }
  }

  private void hand() {
    if (!judge.inDoubt()) {
      people.hand();
    }
  }

  private void tick() {
    pass(Duration.ofMinutes(chance.one(List.of(1, 15, 25, 36, 41))));
    diary.say("now " + now);
  }

  private void lose() {
    if (judge.inDoubt()) {
      return;
    }
    try {
      if (Files.deleteIfExists(team.remote().resolve(RolesRepo.RECORD))) {
        judge.forget();
        diary.say("the record is lost");
        diary.count("records lost");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> tip() {
    Path ref = team.remote().resolve(RolesRepo.RECORD);
    try {
      return Files.exists(ref) ? Optional.of(Files.readString(ref).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cli.Ran run(WalkRun asked) {
    var arguments = new ArrayList<>(List.of("apply", "--approve", "--parallelism", "1"));
    if (asked.ref() != null) {
      arguments.addAll(List.of("--ref", asked.ref()));
    }
    arguments.addAll(asked.options());
    Cli cli = team.author().cli();
    var timed = new Cli(cli.directory(), cli.environment(), () -> now, cli.terminal(), "");
    diary.count("runs");
    Cli.Ran ran = timed.run(arguments.toArray(String[]::new));
    diary.count("exit " + ran.exit());
    if (ran.exit() == ExitCode.OUR_BUG.code()) {
      throw new AssertionError(ran.toString());
    }
    return ran;
  }

  private void apply() {
    String commit = commits.head("main");
    var options = new ArrayList<>(List.of("--wait", "0s"));
    if (chance.oneIn(5)) {
      commit = chance.one(commits.all());
    }
    int kind = chance.below(12);
    switch (kind) {
      case 0 -> options.addAll(List.of("--only", chance.one(List.of("pending", "drift"))));
      case 1 -> options.add("--rollback");
      default -> {}
    }
    if (!chance.oneIn(4)) {
      options.add("--begin");
    }
    judge
        .unfinished()
        .filter(_ -> chance.oneIn(2))
        .ifPresent(run -> options.addAll(List.of("--take-over", run)));
    faulty(new WalkRun(commit, commits.tree(commit), options));
  }

  /** With what goes wrong in one run of three. */
  private void faulty(WalkRun asked) {
    int fault = chance.below(15);
    int write = 1 + chance.below(4);
    boolean killed = false;
    switch (fault) {
      case 0 -> proxy.refuse(number -> number == write);
      case 1 -> team.takesPushes(0);
      case 2, 3 -> {
        // Nothing is sent from here on, and no end is recorded: so it looks from outside.
        killed = true;
        proxy.refuse(number -> number >= write);
        team.takesPushes(1);
      }
      default -> {}
    }
    diary.say("fault " + (fault > 3 ? "none" : fault + " at " + write));
    judged(asked, killed);
    proxy.refuse(_ -> false);
    team.takesPushes(-1);
  }

  /** Runs it and judges it by what the tenant was before and after. */
  private void judged(WalkRun asked, boolean killed) {
    WalkOracle.Live before = people.live();
    Optional<String> tip = tip();
    Cli.Ran ran = run(asked);
    WalkOracle.Live after = people.live();
    diary.say("apply " + asked + " ends " + ran.exit() + " " + why(ran));
    boolean recorded = !tip().equals(tip);
    judge.ran(asked, ran, before, after, recorded);
    if (ran.exit() == 0) {
      judge.looked(now);
    }
    if (killed && recorded && ran.exit() != 0) {
      diary.count("kills");
      judge.leftUnfinished(now);
    }
    if (ran.exit() == 0 && !asked.leavesOut() && chance.oneIn(2)) {
      again(asked);
    }
  }

  private static String why(Cli.Ran ran) {
    return ran.err().lines().filter(line -> line.startsWith("error")).findFirst().orElse("");
  }

  /** At once again: nothing is written, nothing recorded, and both lists are the same. */
  private void again(WalkRun asked) {
    if (asked.ref() == null) {
      return;
    }
    Optional<String> tip = tip();
    WalkOracle.Live before = people.live();
    Cli.Ran ran = run(asked);
    if (ran.exit() != 0 || !tip().equals(tip) || !people.live().equals(before)) {
      throw new AssertionError("the same run again did something: " + ran);
    }
    judge.sameGranted();
  }

  /** Files that are no commit; now and then they become one. */
  private void dirty() throws GitAPIException {
    Optional<WalkTree> edited = commits.edited();
    if (edited.isPresent()) {
      var options = List.of("--allow-dirty", "--wait", "0s", "--begin");
      faulty(new WalkRun(null, edited.get(), options));
      diary.count("dirty");
      if (chance.oneIn(2)) {
        commits.commitEdited();
      }
    }
    commits.throwEditedAway();
  }

  /** Another run comes while the first has written once; perhaps so late that it takes over. */
  private void race() {
    String first = commits.head("main");
    String second = chance.oneIn(2) ? first : chance.one(commits.all());
    boolean late = chance.oneIn(2);
    var options = List.of("--wait", "0s", "--begin");
    var one = new WalkRun(first, commits.tree(first), options);
    var two = new WalkRun(second, commits.tree(second), options);
    WalkOracle.Live before = people.live();
    Optional<String> tip = tip();
    var between = new AtomicReference<WalkOracle.@Nullable Live>();
    var thrown = new AtomicReference<@Nullable Throwable>();
    var taken = new AtomicBoolean();
    duringWrite.set(() -> {
      try {
        WalkOracle.Live mid = people.live();
        judge.begun(one, before);
        judge.wrote(one, before, mid);
        if (late) {
          pass(Duration.ofMinutes(36));
        }
        Optional<String> held = tip();
        Cli.Ran ran = run(two);
        WalkOracle.Live then = people.live();
        taken.set(!tip().equals(held));
        diary.say("in between " + two + (late ? " late" : "") + " ends " + ran.exit() + why(ran));
        judge.ran(two, ran, mid, then, taken.get());
        between.set(then);
        diary.count(taken.get() ? "take-overs in a race" : "races");
      } catch (Throwable e) {
        thrown.set(e);
      }
    });
    proxy.refuse(_ -> false);
    Cli.Ran ran = run(one);
    duringWrite.set(null);
    WalkOracle.Live after = people.live();
    diary.say("race of " + one + " ends " + ran.exit() + why(ran));
    if (thrown.get() != null) {
      throw new AssertionError(thrown.get());
    }
    WalkOracle.Live mid = between.get();
    if (mid == null) {
      judge.ran(one, ran, before, after, !tip().equals(tip));
    } else if (taken.get()) {
      if (!after.equals(mid) || ran.exit() != ExitCode.PARTLY_DONE.code()) {
        throw new AssertionError("it went on after it was taken over: " + ran);
      }
    } else {
      judge.wrote(one, mid, after);
      if (ran.exit() == 0) {
        judge.complete(one, before, after);
      } else {
        judge.leftUnfinished(now);
      }
    }
  }

  /** Whatever happened, runs of the newest commit reach what it declares. */
  private void settleDown() {
    pass(Duration.ofHours(1));
    String main = commits.head("main");
    var asked =
        new WalkRun(main, commits.tree(main), List.of("--rollback", "--begin", "--wait", "0s"));
    diary.say("at last");
    judged(asked, false);
    judge.sameGranted();
    Cli.Ran plan =
        team.author().cli().run("plan", "--detailed-exitcode", "--ref", main, "--format", "json");
    if (!plan.out().contains("\"steps\" : [ ]")
        || (plan.exit() != 0 && plan.out().contains("\"withheld\" : [ ]"))) {
      throw new AssertionError("not reached: " + plan);
    }
  }
}
