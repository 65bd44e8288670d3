package dev.rolecall.cli;

import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.model.RecordPlace;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One random history: people commit, branch, merge and revert, others change the tenant by hand,
 * and runs of the command line succeed, fail in part, are killed, race, lose their pushes and their
 * record. {@link WalkOracle} judges each run.
 */
final class RecordWalk implements AutoCloseable {
  private static final List<String> ROLES = List.of("ops", "cs", "gone");
  private static final List<String> NAMES = Tenant.emails(4);

  private final Map<String, Integer> counts;
  private final Random random;
  private final List<String> said = new ArrayList<>();
  private volatile Instant now = Cli.NOW;
  private final AtomicReference<@Nullable Runnable> duringWrite = new AtomicReference<>();
  private final Tenant tenant;
  private final RecordingProxy proxy;
  private final Team team;
  private final Git git;
  private final WalkOracle oracle = new WalkOracle();
  private final List<String> targets = new ArrayList<>();
  private final Set<String> features = new LinkedHashSet<>();
  private @Nullable WalkTree lastTree;
  private boolean dirtyTarget;
  private boolean retired;
  private Instant doubtUntil = Instant.MIN;
  private boolean unsettled;

  RecordWalk(long seed, Path folder, Map<String, Integer> counts) {
    this.counts = counts;
    random = new Random(seed);
    tenant = Tenant.ofUsers(3);
    proxy =
        RecordingProxy.of(
            tenant.url(),
            (number, moment) -> {
              @Nullable Runnable then = null;
              if (number == 1 && moment == RecordingProxy.Moment.AFTER) {
                then = duringWrite.getAndSet(null);
              }
              if (then != null) {
                then.run();
              }
            });
    team = Team.of(folder, proxy.url());
    git = team.author().git();
    write("ops", new WalkTree.Doc("add", new TreeSet<>(List.of(NAMES.get(0)))));
    write("cs", new WalkTree.Doc("exact", new TreeSet<>()));
    write("gone", new WalkTree.Doc("add", new TreeSet<>(List.of(NAMES.get(1)))));
    team.push("Three roles");
  }

  List<String> said() {
    return said;
  }

  @Override
  public void close() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private void say(String text) {
    said.add(text);
  }

  /** Only one thread at a time: a race waits for the run that it interrupts. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  void play() throws GitAPIException {
    int events = 5 + random.nextInt(13);
    apply();
    for (int i = 0; i < events; i++) {
      event();
    }
    settleDown();
  }

  private void event() throws GitAPIException {
    int kind = random.nextInt(100);
    if (kind < 24) {
      edit();
    } else if (kind < 29) {
      branch();
    } else if (kind < 36) {
      merge();
    } else if (kind < 41) {
      revert();
    } else if (kind < 53) {
      hand();
    } else if (kind < 60) {
      account();
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

  // ---- git

  private String head(String branch) {
    return team.author().ref("refs/heads/" + branch).orElseThrow();
  }

  private WalkTree tree(String commit) {
    return WalkTree.at(git.getRepository(), commit);
  }

  private void checkout(String branch) throws GitAPIException {
    git.checkout().setName(branch).call();
  }

  private void write(String slug, WalkTree.Doc doc) {
    team.author().write("roles/" + slug + ".yaml", WalkTree.yaml(slug, doc, NAMES));
  }

  /** Pushes the branch that is checked out. */
  private void push(String branch) throws GitAPIException {
    WalkTree merged = tree(head(branch));
    merged.roles().forEach(this::write);
    if (!git.status().call().isClean()) {
      team.author().commit("Mend what git merged line by line");
    }
    var spec = new RefSpec("+refs/heads/" + branch + ":refs/heads/" + branch);
    git.push().setRefSpecs(spec).call();
    say(branch + " = " + head(branch).substring(0, 7) + "  " + tree(head(branch)));
  }

  /** Changes the files of the working tree at random; false: there is nothing to change. */
  private boolean change(WalkTree tree, boolean main) {
    String slug = one(ROLES);
    boolean last = slug.equals("gone");
    if (tree.retired().contains(slug) || (last && (retired || !main))) {
      return false;
    }
    WalkTree.@Nullable Doc doc = tree.roles().get(slug);
    int kind = random.nextInt(20);
    if (doc == null) {
      write(slug, new WalkTree.Doc(oneIn(2) ? "add" : "exact", users()));
    } else if (kind < 13) {
      var users = new TreeSet<>(doc.users());
      String name = one(NAMES);
      if (!users.remove(name)) {
        users.add(name);
      }
      write(slug, new WalkTree.Doc(doc.manage(), users));
    } else if (kind < 17) {
      String manage = one(List.of("add", "exact", "observe"));
      if (manage.equals(doc.manage())) {
        return false;
      }
      write(slug, new WalkTree.Doc(manage, doc.users()));
    } else {
      team.author().delete("roles/" + slug + ".yaml");
      if (last) {
        team.author().write("retired/" + slug + ".yaml", WalkTree.tombstone(slug));
        retired = true;
      }
    }
    return true;
  }

  private SortedSet<String> users() {
    return NAMES.stream().filter(_ -> oneIn(3)).collect(Collectors.toCollection(TreeSet::new));
  }

  private void edit() throws GitAPIException {
    String branch = features.isEmpty() || !oneIn(3) ? "main" : one(List.copyOf(features));
    checkout(branch);
    if (change(tree(head(branch)), branch.equals("main"))) {
      team.author().commit("Edit " + said.size());
      push(branch);
    }
    checkout("main");
  }

  private void branch() throws GitAPIException {
    String name = "f" + random.nextInt(2);
    if (features.add(name)) {
      git.branchCreate().setName(name).setStartPoint("main").setForce(true).call();
      checkout(name);
      if (change(tree(head(name)), false)) {
        team.author().commit("Begin " + name);
      }
      push(name);
      checkout("main");
    }
  }

  private void merge() throws GitAPIException {
    if (features.isEmpty()) {
      return;
    }
    String name = one(List.copyOf(features));
    boolean squash = oneIn(3);
    boolean pull = oneIn(5);
    checkout(pull ? name : "main");
    ObjectId other = ObjectId.fromString(head(pull ? "main" : name));
    var merged =
        git.merge()
            .include(other)
            .setSquash(squash)
            .setCommit(!squash)
            .setMessage("Merge " + said.size())
            .setFastForward(squash ? FastForwardMode.FF : FastForwardMode.NO_FF)
            .call();
    if (!merged.getMergeStatus().isSuccessful()) {
      git.reset().setMode(ResetType.HARD).call();
    } else {
      if (squash) {
        team.author().commit("Squash " + said.size());
      }
      say((squash ? "squash " : "merge ") + name + (pull ? " the other way" : ""));
      push(pull ? name : "main");
    }
    checkout("main");
  }

  private void revert() throws GitAPIException {
    checkout("main");
    try (var revs = new RevWalk(git.getRepository())) {
      RevCommit last = revs.parseCommit(ObjectId.fromString(head("main")));
      if (last.getParentCount() != 1
          || tree(last.name()).retired().size()
              != tree(last.getParent(0).name()).retired().size()) {
        return;
      }
      @Nullable RevCommit made = git.revert().include(last).call();
      if (made == null) {
        git.reset().setMode(ResetType.HARD).call();
        return;
      }
      say("revert");
      push("main");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the tenant

  private WalkOracle.Live live() {
    Outsider hand = tenant.outsider();
    var names = new TreeMap<String, String>();
    hand.all("users")
        .forEach(user -> names.put(Outsider.text(user, "id"), Outsider.text(user, "email")));
    var roles = new HashSet<>(hand.roles());
    var holds = new HashSet<WalkOracle.Pair>();
    for (String role : ROLES) {
      if (roles.contains(role)) {
        for (JsonNode one : hand.all("role-assignments?role=" + role)) {
          holds.add(new WalkOracle.Pair(role, Outsider.text(one.path("subject"), "id")));
        }
      }
    }
    return new WalkOracle.Live(holds, names, roles);
  }

  private void hand() {
    WalkOracle.Live live = live();
    String role = one(ROLES);
    if (!live.roles().contains(role) || inDoubt() || live.names().isEmpty()) {
      return;
    }
    String id = one(List.copyOf(live.names().keySet()));
    boolean holds = live.holds().contains(new WalkOracle.Pair(role, id));
    tenant.outsider().change(holds ? "remove" : "add", role, "user", id);
    count("hands");
    say("by hand: " + (holds ? "take " : "give ") + role + " " + live.names().get(id) + " " + id);
  }

  /** What a hand does to what an unfinished run meant cannot be told from that run. */
  private boolean inDoubt() {
    return unsettled || now.isBefore(doubtUntil);
  }

  private void account() {
    WalkOracle.Live live = live();
    var ids = List.copyOf(live.names().keySet());
    int kind = random.nextInt(5);
    if (kind == 0 && ids.size() > 1) {
      String id = one(ids);
      tenant.outsider().delete(id);
      say("deleted: " + live.names().get(id) + " " + id);
    } else if (kind == 1 && ids.size() < 6) {
      String name = one(NAMES);
      say("made: " + name + " " + tenant.outsider().register(name));
    } else if (kind > 1) {
      String id = one(ids);
      String name = one(NAMES);
      tenant.outsider().rename(id, name);
      say("renamed: " + id + " is " + name);
    }
    count("accounts");
  }

  private void tick() {
    pass(Duration.ofMinutes(one(List.of(1, 15, 25, 36, 41))));
    say("now " + now);
  }

  private void lose() {
    if (inDoubt()) {
      return;
    }
    try {
      if (Files.deleteIfExists(team.remote().resolve(RolesRepo.RECORD))) {
        oracle.forget();
        targets.clear();
        lastTree = null;
        say("the record is lost");
        count("records lost");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- runs

  private Optional<String> tip() {
    Path ref = team.remote().resolve(RolesRepo.RECORD);
    try {
      return Files.exists(ref) ? Optional.of(Files.readString(ref).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a run is asked to do.
   *
   * @param ref the commit; null: the working tree
   */
  private record Asked(@Nullable String ref, WalkTree tree, List<String> options) {
    boolean has(String option) {
      return options.contains(option);
    }

    boolean leavesOut() {
      return has("--only");
    }
  }

  private Cli.Ran run(Asked asked) {
    var arguments = new ArrayList<>(List.of("apply", "--approve", "--parallelism", "1"));
    if (asked.ref() != null) {
      arguments.addAll(List.of("--ref", asked.ref()));
    }
    arguments.addAll(asked.options());
    Cli cli = team.author().cli();
    var timed = new Cli(cli.directory(), cli.environment(), () -> now, cli.terminal(), "");
    count("runs");
    Cli.Ran ran = timed.run(arguments.toArray(String[]::new));
    count("exit " + ran.exit());
    if (ran.exit() == ExitCode.OUR_BUG.code()) {
      throw new AssertionError(ran.toString());
    }
    return ran;
  }

  private void apply() {
    String commit = head("main");
    var options = new ArrayList<>(List.of("--wait", "0s"));
    if (oneIn(5)) {
      commit = one(commits());
    }
    int kind = random.nextInt(12);
    switch (kind) {
      case 0 -> options.addAll(List.of("--only", one(List.of("pending", "drift"))));
      case 1 -> options.add("--rollback");
      default -> {}
    }
    if (!oneIn(4)) {
      options.add("--begin");
    }
    unfinished()
        .filter(_ -> oneIn(2))
        .ifPresent(run -> options.addAll(List.of("--take-over", run)));
    faulty(new Asked(commit, tree(commit), options));
  }

  /** With what goes wrong in one run of three. */
  private void faulty(Asked asked) {
    int fault = random.nextInt(15);
    int write = 1 + random.nextInt(4);
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
    say("fault " + (fault > 3 ? "none" : fault + " at " + write));
    judged(asked, killed);
    proxy.refuse(_ -> false);
    team.takesPushes(-1);
  }

  /** Runs it and judges it by what the tenant was before and after. */
  private void judged(Asked asked, boolean killed) {
    WalkOracle.Live before = live();
    Optional<String> tip = tip();
    Cli.Ran ran = run(asked);
    WalkOracle.Live after = live();
    say("apply " + asked + " ends " + ran.exit() + " " + why(ran));
    judge(asked, ran, before, after, !tip().equals(tip));
    if (killed && ran.exit() == ExitCode.PARTLY_DONE.code()) {
      count("kills");
      unsettled = true;
      doubtUntil = now.plus(Duration.ofMinutes(36));
    }
    if (ran.exit() == 0 && !asked.leavesOut() && oneIn(2)) {
      again(asked);
    }
  }

  private static String why(Cli.Ran ran) {
    return ran.err().lines().filter(line -> line.startsWith("error")).findFirst().orElse("");
  }

  private void judge(
      Asked asked, Cli.Ran ran, WalkOracle.Live before, WalkOracle.Live after, boolean recorded) {
    direction(asked, ran);
    if (!recorded) {
      if (!before.holds().equals(after.holds())) {
        throw new AssertionError("it wrote and recorded nothing: " + ran);
      }
    } else {
      begun(asked, before);
      oracle.wrote(asked.tree(), before, after);
    }
    if (ran.exit() == 0 && !asked.leavesOut()) {
      oracle.complete(asked.tree(), before, after);
    }
  }

  private void begun(Asked asked, WalkOracle.Live before) {
    count("recorded");
    unsettled = false;
    oracle.begun(asked.tree(), before);
    lastTree = asked.tree();
    if (asked.ref() == null) {
      dirtyTarget = true;
    } else {
      targets.add(asked.ref());
      dirtyTarget &= asked.has("--rollback");
    }
  }

  /** A commit older than one that was run is refused; one that contains them all never is. */
  private void direction(Asked asked, Cli.Ran ran) {
    String ref = asked.ref();
    if (ref == null || asked.has("--rollback") || targets.isEmpty() || dirtyTarget) {
      return;
    }
    boolean older = targets.stream().anyMatch(target -> isOlder(ref, target));
    boolean newest = targets.stream().allMatch(target -> isOlder(target, ref));
    boolean refused = ran.exit() == ExitCode.STALE.code();
    boolean went = ran.exit() == 0 || ran.exit() == ExitCode.PARTLY_DONE.code();
    if (older && went && !asked.tree().equals(lastTree)) {
      throw new AssertionError("an older commit was applied: " + ran);
    }
    if (newest && refused) {
      throw new AssertionError("the newest commit was refused: " + ran);
    }
    if (refused) {
      count("refused");
    }
  }

  private boolean isOlder(String commit, String than) {
    try (var revs = new RevWalk(git.getRepository())) {
      return !commit.equals(than)
          && revs.isMergedInto(
              revs.parseCommit(ObjectId.fromString(commit)),
              revs.parseCommit(ObjectId.fromString(than)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** At once again: nothing is written, nothing recorded, and both lists are the same. */
  private void again(Asked asked) {
    if (asked.ref() == null) {
      return;
    }
    Optional<String> tip = tip();
    WalkOracle.Live before = live();
    Cli.Ran ran = run(asked);
    if (ran.exit() != 0 || !tip().equals(tip) || !live().equals(before)) {
      throw new AssertionError("the same run again did something: " + ran);
    }
    sameGranted();
  }

  private void sameGranted() {
    Set<WalkOracle.Pair> recorded =
        last().map(LastRun::granted).stream()
            .flatMap(granted -> granted.stream())
            .map(grant -> new WalkOracle.Pair(grant.role().value(), grant.subject().id()))
            .collect(Collectors.toSet());
    if (!recorded.equals(oracle.owned())) {
      throw new AssertionError("the record has " + new TreeSet<>(texts(recorded)) + ", " + oracle);
    }
    count("compared");
  }

  private static List<String> texts(Set<WalkOracle.Pair> pairs) {
    return pairs.stream().map(WalkOracle.Pair::toString).toList();
  }

  private Optional<String> unfinished() {
    return last()
        .map(LastRun::run)
        .filter(run -> run.progress().ended() == null)
        .map(run -> run.run().id());
  }

  private Optional<LastRun> last() {
    try (var repository =
            GitRepository.open((GitRoot.InGit) GitRoot.find(team.author().directory()));
        var branch =
            repository.chain(
                new RecordPlace.OnRemote(null, RolesRepo.RECORD), RemoteAccess.of(Map.of()))) {
      var identity = new TenantIdentity("tenant-api", proxy.url().toString(), null);
      return new TenantRecord(branch, identity).fetch() instanceof RecordTip.Known(LastRun last)
          ? Optional.of(last)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> commits() {
    try {
      var commits = new ArrayList<String>();
      git.log().all().call().forEach(commit -> commits.add(commit.name()));
      return commits.stream().sorted().toList();
    } catch (GitAPIException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Files that are no commit; now and then they become one. Never a tombstone: where that does not
   * become a commit, no commit with the role can be run ever again.
   */
  private void dirty() throws GitAPIException {
    checkout("main");
    if (change(tree(head("main")), false)) {
      SortedMap<String, String> files = files();
      faulty(
          new Asked(null, WalkTree.of(files), List.of("--allow-dirty", "--wait", "0s", "--begin")));
      count("dirty");
      if (oneIn(2)) {
        team.author().commit("What was applied before");
        push("main");
      }
    }
    git.reset().setMode(ResetType.HARD).setRef(Constants.HEAD).call();
    git.clean().setCleanDirectories(true).setForce(true).call();
  }

  private SortedMap<String, String> files() {
    var files = new TreeMap<String, String>();
    for (String folder : List.of("roles", "retired")) {
      Path path = team.author().file(folder);
      if (Files.isDirectory(path)) {
        try (var all = Files.list(path)) {
          all.forEach(file -> files.put(folder + "/" + file.getFileName(), RolesRepo.text(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  /** Another run comes while the first has written once; perhaps so late that it takes over. */
  private void race() {
    String first = head("main");
    String second = oneIn(2) ? first : one(commits());
    boolean late = oneIn(2);
    var options = List.of("--wait", "0s", "--begin");
    var one = new Asked(first, tree(first), options);
    var two = new Asked(second, tree(second), options);
    WalkOracle.Live before = live();
    Optional<String> tip = tip();
    var between = new AtomicReference<WalkOracle.@Nullable Live>();
    var thrown = new AtomicReference<@Nullable Throwable>();
    var taken = new AtomicBoolean();
    duringWrite.set(() -> {
      try {
        WalkOracle.Live mid = live();
        begun(one, before);
        oracle.wrote(one.tree(), before, mid);
        if (late) {
          pass(Duration.ofMinutes(36));
        }
        Optional<String> held = tip();
        Cli.Ran ran = run(two);
        WalkOracle.Live then = live();
        taken.set(!tip().equals(held));
        say("in between " + two + (late ? " late" : "") + " ends " + ran.exit() + why(ran));
        judge(two, ran, mid, then, taken.get());
        between.set(then);
        count(taken.get() ? "take-overs in a race" : "races");
      } catch (Throwable e) {
        thrown.set(e);
      }
    });
    proxy.refuse(_ -> false);
    Cli.Ran ran = run(one);
    duringWrite.set(null);
    WalkOracle.Live after = live();
    say("race of " + one + " ends " + ran.exit() + why(ran));
    if (thrown.get() != null) {
      throw new AssertionError(thrown.get());
    }
    WalkOracle.Live mid = between.get();
    if (mid == null) {
      judge(one, ran, before, after, !tip().equals(tip));
    } else if (taken.get()) {
      if (!after.equals(mid) || ran.exit() != ExitCode.PARTLY_DONE.code()) {
        throw new AssertionError("it went on after it was taken over: " + ran);
      }
    } else {
      oracle.wrote(one.tree(), mid, after);
      if (ran.exit() == 0) {
        oracle.complete(one.tree(), before, after);
      } else {
        unsettled = true;
        doubtUntil = now.plus(Duration.ofMinutes(36));
      }
    }
  }

  /** Whatever happened, runs of the newest commit reach what it declares. */
  private void settleDown() {
    pass(Duration.ofHours(1));
    String main = head("main");
    var asked = new Asked(main, tree(main), List.of("--rollback", "--begin", "--wait", "0s"));
    say("at last");
    judged(asked, false);
    sameGranted();
    Cli.Ran plan =
        team.author().cli().run("plan", "--detailed-exitcode", "--ref", main, "--format", "json");
    if (!plan.out().contains("\"steps\" : [ ]")
        || (plan.exit() != 0 && plan.out().contains("\"withheld\" : [ ]"))) {
      throw new AssertionError("not reached: " + plan);
    }
  }

  static Map<String, Integer> newCounts() {
    return new LinkedHashMap<>();
  }
}
