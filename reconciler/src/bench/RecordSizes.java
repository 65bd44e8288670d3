import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.git.TextFile;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Pins;
import dev.rolecall.model.RecordPlace;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.record.Aim;
import dev.rolecall.record.Begun;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.RunFiles;
import dev.rolecall.record.RunInfo;
import dev.rolecall.record.RunOptions;
import dev.rolecall.record.RunStart;
import dev.rolecall.record.Settled;
import dev.rolecall.record.StepResult;
import dev.rolecall.record.Target;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.record.Top;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Bytes and seconds of the record: a first run that makes every grant, a second one that makes ten.
 * Arguments: an empty repository, GRANTS, ROLES, USERS. Run it with the classes and libraries of
 * the build: {@code java -cp target/classes:... src/bench/RecordSizes.java DIR 100000 1000 20000}.
 */
public final class RecordSizes {
  private static final Random RANDOM = new Random(1);

  /** A record without its settings is no record. */
  private static final TextFile SETTINGS = new TextFile("rolecall.yaml", "version: 1\n");

  private static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://bench.example.com", null);

  private final Path dir;
  private final TenantRecord record;
  private final List<Subject> users = new ArrayList<>();
  private final Pins pins;
  private int runs;

  private RecordSizes(Path dir, ChainBranch branch, int people) {
    this.dir = dir;
    this.record = new TenantRecord(branch, TENANT);
    var ids = new TreeMap<SubjectName, String>();
    for (int i = 0; i < people; i++) {
      String id = new UUID(RANDOM.nextLong(), RANDOM.nextLong()).toString();
      users.add(new Subject(SubjectKind.USER, id, "person%07d@example.com".formatted(i)));
      ids.put(users.getLast().key(), id);
    }
    pins = new Pins(ids);
  }

  public static void main(String[] args) throws IOException {
    Path dir = Path.of(args[0]);
    int grants = Integer.parseInt(args[1]);
    int roles = Integer.parseInt(args[2]);
    var place = new RecordPlace.InClone("refs/heads/rolecall/record/bench");
    var root = (GitRoot.InGit) GitRoot.find(dir);
    try (var clone = GitRepository.open(root);
        var branch = clone.chain(place, RemoteAccess.of(Map.of()))) {
      var bench = new RecordSizes(dir, branch, Integer.parseInt(args[3]));
      List<Step> steps = bench.steps(roles, grants / roles);
      bench.run("every grant", steps);
      bench.run("ten grants", bench.ten(steps));
      bench.empty();
    }
  }

  private List<Step> steps(int roles, int each) {
    var steps = new ArrayList<Step>();
    for (int role = 0; role < roles; role++) {
      var picked = new TreeSet<Integer>();
      while (picked.size() < each) {
        picked.add(RANDOM.nextInt(users.size()));
      }
      for (int user : picked) {
        steps.add(step("role-%05d".formatted(role), users.get(user), user));
      }
    }
    return steps;
  }

  private List<Step> ten(List<Step> made) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < 10; i++) {
      var change = (Change.AssignmentAdded) made.get(made.size() / 10 * i).change();
      String id = new UUID(RANDOM.nextLong(), RANDOM.nextLong()).toString();
      steps.add(step(change.role().value(), new Subject(SubjectKind.USER, id, "new" + i), i));
    }
    return steps;
  }

  private static Step step(String role, Subject user, int line) {
    var at = new SourceRef("roles/" + role + ".yaml", 9 + line, 7);
    var change = new Change.AssignmentAdded(new Slug(role), user, null, null, Cause.PENDING, at);
    String id = "%016x".formatted(RANDOM.nextLong());
    return new Step(id, Level.ADD_ASSIGNMENTS, Portion.THIS_CHANGE, change, List.of());
  }

  private void run(String what, List<Step> steps) throws IOException {
    long before = bytes();
    long start = System.nanoTime();
    RecordTip tip = record.fetch();
    long fetched = System.nanoTime();
    var clock = new LeaseClock(InstantSource.system(), System::nanoTime);
    var begun = (Begun.Open) record.begin(tip, start(granted(tip), steps), clock);
    long started = System.nanoTime();
    long ahead = bytes();
    var done = steps.stream().map(step -> StepResult.done(step.id())).toList();
    begun.run().end(done, List.of(), false, Instant.now());
    long ended = System.nanoTime();
    System.out.printf(
        "%-12s %8d steps: read %5.1f s; started %5.1f s %7.2f MB; ended %5.1f s %7.2f MB%n",
        what,
        steps.size(),
        (fetched - start) / 1e9,
        (started - fetched) / 1e9,
        (ahead - before) / 1e6,
        (ended - started) / 1e9,
        (bytes() - ahead) / 1e6);
  }

  private void empty() throws IOException {
    long before = bytes();
    long start = System.nanoTime();
    RecordTip tip = record.fetch();
    long fetched = System.nanoTime();
    record.recordEmpty(tip, start(granted(tip), List.of()), List.of(), false, Instant.now());
    System.out.printf(
        "%-12s %8d steps: read %5.1f s; recorded %4.1f s %6.2f MB; heap %d MB%n",
        "nothing",
        0,
        (fetched - start) / 1e9,
        (System.nanoTime() - fetched) / 1e9,
        (bytes() - before) / 1e6,
        Runtime.getRuntime().totalMemory() >> 20);
  }

  private static Granted granted(RecordTip tip) {
    return tip instanceof RecordTip.Known known ? known.last().granted() : Granted.nothing();
  }

  private RunStart start(Granted granted, List<Step> steps) {
    String commit = "%040x".formatted(++runs);
    var target = new Target(commit, false, "f1".repeat(32), true);
    var aim =
        new Aim(
            target,
            new TreeSet<>(List.of(new Top(commit, false))),
            new TreeSet<>(List.of(commit)),
            new RunFiles(List.of(SETTINGS), false));
    return new RunStart(
        new RunInfo("run-" + runs, "bench", "9c".repeat(32), TENANT, RunOptions.NONE),
        Instant.now(),
        aim,
        new Settled(granted, new TreeSet<>()),
        pins,
        List.of(),
        steps);
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve(".git/objects"))) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }
}
