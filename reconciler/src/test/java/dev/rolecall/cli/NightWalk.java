package dev.rolecall.cli;

import dev.rolecall.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;

/**
 * One random night: commits, runs that fail and are killed, holds, emergencies, undoing, log-outs,
 * and hands in the tenant. {@link NightOracle} judges it.
 */
final class NightWalk implements Walks.Walk {
  static final int USERS = 5;
  private static final String POLICY =
      "kind: Policy\nname: at-once\ndescription: At once.\nrevoke-immediately: [\"audit:read\"]\n";

  /** Guards speak of them, so they stay. */
  private static final Set<String> GUARDED = Set.of("role-0", "role-1", "role-2");

  private static final String FOUR_EYES =
      """
      kind: Policy
      name: four-eyes
      description: Whoever makes does not check.
      separate:
        - roles: [role-1]
        - roles: [role-2]
      """;

  private final Chance chance;
  private final WalkDiary diary;
  private final Tenant tenant;
  private final RecordingProxy proxy;
  private final Team team;
  private final NightOracle oracle = new NightOracle();
  private final NightFiles files;
  private final Map<String, SignedIn> tokens = new TreeMap<>();
  private final List<NightOracle.Live> moments = new CopyOnWriteArrayList<>();
  private final Set<NightOracle.Pair> hands = ConcurrentHashMap.newKeySet();
  private volatile Instant now = Cli.NOW;

  /** The write before which somebody grants a role by hand; 0: none. */
  private volatile int handAt;

  private volatile NightOracle.Pair handPair = new NightOracle.Pair("", "");
  private Instant heldUntil = Instant.MIN;
  private int slugs;

  /** What an emergency brought about, an undo may bring back. */
  private boolean broken;

  private boolean over;

  NightWalk(long seed, Path folder, WalkDiary diary) {
    this.diary = diary;
    chance = new Chance(seed);
    tenant =
        Tenant.start(
            SandboxOptions.defaults()
                .withSeed(Tenant.seedOf(folder, USERS))
                .withTokenLifetime(Duration.ofDays(2)),
            "rolecall",
            () -> now);
    proxy = RecordingProxy.of(tenant.url(), this::passing);
    team = Team.of(folder, proxy.url());
    files = new NightFiles(team);
  }

  /** Somebody else before a write of a run, and the tenant after each. */
  private void passing(int number, RecordingProxy.Moment moment) {
    if (moment == RecordingProxy.Moment.AFTER) {
      moments.add(live());
    } else if (number == handAt && live().roles().containsKey(handPair.role())) {
      hands.add(handPair);
      tenant.outsider().tryToGrant(handPair.role(), handPair.user());
    }
  }

  /** Whether a role gives what the policy watches: every other one does. */
  static boolean isWatched(String role) {
    return Integer.parseInt(role.substring(role.lastIndexOf('-') + 1)) % 2 == 0;
  }

  @Override
  public void close() {
    team.close();
    proxy.close();
    tenant.close();
  }

  @Override
  public void play() {
    String least = "minimum-holders: [ { role: role-0, people: 1 } ]\n  revocation-budget: off";
    team.author().edit("rolecall.yaml", "minimum-holders: []", least);
    team.author().write("policies/at-once.yaml", POLICY);
    team.author().write("policies/four-eyes.yaml", FOUR_EYES);
    for (String role : List.of(newSlug(), newSlug(), newSlug())) {
      declare(role);
      Set<String> users = new TreeSet<>(files.named(role));
      users.removeAll(apart(role));
      if (role.equals("role-0")) {
        users.add(Tenant.email(0));
      }
      files.declare(role, users);
    }
    team.push("Roles");
    apply();
    Tenant.emails(USERS).forEach(user -> tokens.put(user, SignedIn.of(tenant.outsider(), user)));
    int events = 6 + chance.below(10);
    for (int i = 0; i < events; i++) {
      event();
      now = now.plus(Duration.ofMinutes(chance.one(List.of(1, 7, 41))));
    }
    settleDown();
  }

  private String newSlug() {
    return "role-" + slugs++;
  }

  private void declare(String role) {
    var lines = new TreeMap<String, Instant>();
    for (String user : Tenant.emails(USERS)) {
      if (chance.oneIn(2)) {
        boolean ends = !GUARDED.contains(role) && chance.oneIn(4);
        lines.put(user, ends ? soon() : Instant.MAX);
      }
    }
    if (chance.below(4) > 0) {
      lines.keySet().removeAll(apart(role));
    }
    files.declare(role, lines);
  }

  /** Never the time of a run to the second. */
  private Instant soon() {
    return now.plusSeconds(30).plus(Duration.ofMinutes(chance.one(List.of(5, 30, 90))));
  }

  /** Who is named in the role that is kept apart from this one. */
  private Set<String> apart(String role) {
    return switch (role) {
      case "role-1" -> files.named("role-2");
      case "role-2" -> files.named("role-1");
      default -> Set.of();
    };
  }

  private void event() {
    int kind = chance.below(100);
    if (kind < 30) {
      commit();
    } else if (kind < 50) {
      apply();
    } else if (kind < 70) {
      undo();
    } else if (kind < 78) {
      hold();
    } else if (kind < 85) {
      release();
    } else if (kind < 92) {
      apply("--break-glass", "It burns.");
    } else {
      hand();
    }
  }

  private void commit() {
    List<String> there = List.copyOf(files.standing());
    int kind = chance.below(14);
    List<String> loose = there.stream().filter(role -> !GUARDED.contains(role)).toList();
    List<String> back = files.going().stream().filter(role -> !oracle.isRetired(role)).toList();
    if (kind < 3) {
      declare(newSlug());
    } else if (kind < 5 && !loose.isEmpty()) {
      files.retire(chance.one(loose));
    } else if (kind < 8 && !loose.isEmpty()) {
      files.drain(chance.one(loose), soon());
      diary.count("drains");
    } else if (kind < 11 && !back.isEmpty()) {
      declare(chance.one(back));
      diary.count("withdrawn");
    } else {
      declare(chance.one(there));
    }
    team.push("A change");
    diary.say("declared " + files.at(now));
    if (chance.oneIn(2)) {
      apply();
    }
  }

  private NightOracle.Live live() {
    return NightOracle.Live.of(tenant.outsider());
  }

  private Cli.Ran run(List<String> arguments) {
    Cli cli = team.author().cli();
    var timed = new Cli(cli.directory(), cli.environment(), () -> now, cli.terminal(), "");
    Cli.Ran ran = timed.run(arguments.toArray(String[]::new));
    List<String> errors = ran.err().lines().filter(line -> line.startsWith("error")).toList();
    diary.say("%s %s ends %d %s".formatted(now, String.join(" ", arguments), ran.exit(), errors));
    diary.count(arguments.getFirst() + " " + ran.exit());
    if (arguments.getFirst().equals("undo")) {
      diary.say(ran.out() + ran.err());
    }
    if (Set.of(ExitCode.OUR_BUG.code(), ExitCode.INVALID_INPUT.code()).contains(ran.exit())) {
      throw new AssertionError(ran.toString());
    }
    return ran;
  }

  private String last() {
    return team.author().run().map(run -> run.path("run").asString()).orElse("");
  }

  /**
   * A command, and the tenant around it.
   *
   * @param recorded whether it is a run of the record
   */
  private record Around(NightOracle.Past past, boolean recorded, Cli.Ran ran) {}

  /** Runs it; guards are looked after but in emergencies. */
  private Around around(List<String> arguments, boolean emergency) {
    NightOracle.Live before = live();
    String former = last();
    moments.clear();
    hands.clear();
    meddle(before);
    Cli.Ran ran = run(arguments);
    handAt = 0;
    NightOracle.Live after = live();
    var past = new NightOracle.Past(last(), before, after, Set.copyOf(hands));
    hands.forEach(pair -> {
      diary.say("by hand before a write " + pair);
      diary.count("hands between writes");
    });
    if (!emergency) {
      NightOracle.guarded(past, moments);
    }
    boolean recorded = !last().equals(former);
    NightOracle.require(recorded || before.equals(after), "it wrote and recorded nothing: " + ran);
    return new Around(past, recorded, ran);
  }

  /** Now and then somebody comes between two writes of the run that follows. */
  private void meddle(NightOracle.Live live) {
    List<String> roles = List.copyOf(live.roles().keySet());
    if (chance.oneIn(4) && !roles.isEmpty() && !over) {
      var pair = new NightOracle.Pair(chance.one(roles), Tenant.email(chance.below(USERS)));
      if (!live.pairs().contains(pair)) {
        handPair = pair;
        handAt = 1 + chance.below(3);
      }
    }
  }

  private void apply(String... options) {
    int fault = chance.below(8);
    int write = 1 + chance.below(4);
    IntPredicate refused = _ -> false;
    if (fault == 0) {
      refused = number -> number == write;
    } else if (fault == 1) {
      // Killed: nothing is sent from here on, and no end is recorded.
      refused = number -> number >= write;
      team.takesPushes(1);
    }
    if (fault < 2) {
      diary.say("fault " + fault + " at " + write);
      diary.count("faults");
    }
    var arguments = new ArrayList<>(List.of("apply", "--approve", "--wait", "0s", "--begin"));
    arguments.addAll(List.of(options));
    boolean breaks = options.length > 0;
    proxy.refuse(refused);
    Around around = around(arguments, breaks);
    proxy.refuse(_ -> false);
    team.takesPushes(-1);
    if (around.recorded()) {
      NightOracle.require(
          breaks || !now.isBefore(heldUntil), "it ran in spite of a hold: " + around);
      if (breaks) {
        broken = true;
        oracle.givenUp();
      }
      oracle.applied(around.past(), files.at(now), around.ran().exit());
      oracle.burn(files.due(now));
    }
    if (fault == 1) {
      now = now.plus(Duration.ofMinutes(41));
    }
  }

  private void undo() {
    // The first one made the roles of which guards speak.
    int back = Math.min(oracle.runs().size() - 1, 1 + chance.below(4));
    if (back < 1) {
      return;
    }
    NightOracle.Past bad = oracle.runs().get(oracle.runs().size() - back);
    var arguments = new ArrayList<>(List.of("undo", bad.id(), "--approve"));
    var renamed = new TreeMap<String, String>();
    for (String role : bad.deleted()) {
      if (chance.oneIn(2)) {
        // The same remainder: it gives the same.
        String slug = "role-" + (100 + 2 * slugs++ + (isWatched(role) ? 0 : 1));
        renamed.put(role, slug);
        arguments.addAll(List.of("--as", role + "=" + slug));
      }
    }
    proxy.refuse(_ -> false);
    Around around = around(arguments, broken);
    if (!around.recorded()) {
      return;
    }
    NightOracle.Live after = around.past().after();
    oracle.undone(around.past(), bad, renamed, files.over(now), around.ran().exit());
    renamed.values().stream()
        .filter(role -> after.roles().containsKey(role))
        .forEach(role -> files.declare(role, after.holders(role)));
    if (chance.oneIn(3)) {
      agree(bad, after);
    }
    team.push("What came back is declared");
  }

  /** Somebody mends the files by hand so that they say what the tenant is. */
  private void agree(NightOracle.Past bad, NightOracle.Live live) {
    var roles = new TreeSet<>(files.standing());
    roles.addAll(files.going());
    for (String role : roles) {
      if (live.roles().containsKey(role)
          && bad.touched().stream().anyMatch(pair -> pair.role().equals(role))) {
        files.declare(role, live.holders(role));
      }
    }
    diary.say("agreed " + files.at(now));
  }

  private void hold() {
    if (run(List.of("hold", "--for", "1h", "--reason", "Wait.")).exit() == 0) {
      heldUntil = now.plus(Duration.ofHours(1));
    }
  }

  private void release() {
    boolean timed = now.isBefore(heldUntil);
    if (run(List.of("hold", "--release")).exit() == 0) {
      heldUntil = Instant.MIN;
      if (!timed) {
        oracle.givenUp();
      }
    }
  }

  private void hand() {
    List<String> roles = List.copyOf(live().roles().keySet());
    if (!roles.isEmpty()) {
      var pair = new NightOracle.Pair(chance.one(roles), Tenant.email(chance.below(USERS)));
      if (!live().pairs().contains(pair)) {
        tenant.outsider().grant(pair.role(), pair.user());
        oracle.hand(pair);
        diary.say("by hand " + pair);
      }
    }
  }

  /** Whatever happened, the newest commit is reached once nobody holds the tenant. */
  private void settleDown() {
    over = true;
    now = now.plus(Duration.ofHours(2));
    release();
    oracle.givenUp();
    var apply =
        List.of("apply", "--approve", "--wait", "0s", "--begin", "--break-glass", "Morning.");
    proxy.refuse(_ -> false);
    Around around = around(apply, true);
    around.ran().ended(ExitCode.DONE);
    NightOracle.Live after = around.past().after();
    oracle.applied(around.past(), files.at(now), around.ran().exit());
    Cli.Ran plan = run(List.of("plan", "--detailed-exitcode"));
    plan.ended(ExitCode.DONE).saysNot("Sessions", "owed");
    oracle.signedIn(after, tokens, diary);
  }
}
