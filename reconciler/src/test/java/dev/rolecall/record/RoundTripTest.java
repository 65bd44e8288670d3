package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.diff.Cause;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Step;
import dev.rolecall.planfile.RandomPlans;
import dev.rolecall.record.RunOptions.UsedApproval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  @TempDir Path dir;
  private ChainBranch branch;
  private TenantRecord record;

  @BeforeEach
  void open() throws IOException {
    branch = Chains.open(dir);
    record = new TenantRecord(branch, Samples.TENANT);
  }

  @Test
  void whatOneRunWritesTheNextOneReads() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var texts = new RandomPlans(seed);
      List<Step> steps = texts.plan(1 + random.nextInt(20)).steps();
      var open = new TreeSet<OpenGrant>();
      grants(random, texts, 5).forEach(grant -> open.add(new OpenGrant(grant, instant(random))));
      var start =
          Samples.start(
              "run-" + seed,
              new Settled(Granted.of(grants(random, texts, 80)), open),
              pins(random, texts),
              steps);
      OpenRun run = begin(start);
      check(start, last());
      assertEquals(steps, last().unsettled().meant());
      assertInstanceOf(Ended.Recorded.class, run.renew(Samples.NOON));
      check(start, last());

      List<StepResult> results = new ArrayList<>();
      for (Step step : steps) {
        var word = Samples.one(random, StepResult.Word.values());
        results.add(new StepResult(step.id(), word, random.nextBoolean() ? texts.text() : null));
      }
      List<Grant> adopted = grants(random, texts, 9);
      RunEnd end = RunEnd.of(start.settled(), steps, results, adopted, false);
      assertInstanceOf(Ended.Recorded.class, run.end(results, adopted, false, instant(random)));
      assertEquals(end.granted(), last().granted());
      assertEquals(end.open(), last().unsettled().open());
      var past = (PastRun.Known) record.history().runs().getFirst();
      assertEquals(results, past.results());
      assertEquals(steps, past.steps());
    }
    assertEquals(60, record.history().runs().size());
  }

  @Test
  void theTreeIsThatOfTheContentWhateverCameBefore() throws IOException {
    var random = new Random(5);
    Granted granted = Granted.nothing();
    Pins pins = Pins.none();
    RunStart start = Samples.start("r", granted, pins, List.of());
    for (int i = 0; i < 12; i++) {
      var builder = Granted.builder();
      for (int role = 0; role < 6; role++) {
        int size = random.nextInt(4) == 0 ? 0 : random.nextInt(role == 0 ? 9_000 : 700);
        builder.add(new Slug("role-" + role), SubjectKind.USER, ids(random, size));
      }
      start = Samples.start("r" + i, builder.build(), manyPins(random, 900), List.of());
      record.recordEmpty(record.fetch(), start, List.of(), false, Samples.NOON);
    }
    check(start, last());
    try (ChainBranch fresh = Chains.open(dir.resolve("fresh"))) {
      var other = new TenantRecord(fresh, Samples.TENANT);
      other.recordEmpty(other.fetch(), start, List.of(), false, Samples.NOON);
      for (String folder : List.of("granted", "subjects", "files", "applied")) {
        assertEquals(
            fresh.blobs(fresh.fetch().orElseThrow(), folder),
            branch.blobs(branch.fetch().orElseThrow(), folder),
            folder);
      }
    }
  }

  @Test
  void manyHoldersOfARetiredRoleAreReadBack() throws IOException {
    List<Subject> holders =
        IntStream.range(0, 1_700)
            .mapToObj(i -> new Subject(SubjectKind.USER, "usr_" + i, "p" + i + "@example.com"))
            .toList();
    List<Step> steps =
        List.of(
            Samples.retires("one", holders),
            Samples.retires("two", holders.subList(0, 500)),
            Samples.retires("three", holders.subList(0, 501)),
            Samples.adds(Samples.user("four", "u1")));
    begin(Samples.start("r1", Granted.nothing(), Pins.none(), steps));
    assertEquals(steps, last().unsettled().meant());
  }

  @Test
  void stepsOfMoreThanEightMegabytesAreSeveralFiles() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      steps.add(Samples.adds(Samples.user("everybody", "usr_%08d".formatted(i))));
    }
    begin(Samples.start("r1", Granted.nothing(), Pins.none(), steps));
    assertEquals(
        List.of("0001.jsonl", "0002.jsonl"),
        List.copyOf(branch.blobs(branch.fetch().orElseThrow(), "steps").keySet()));
    assertEquals(steps, last().unsettled().meant());
  }

  @Test
  void runJsonIsReadBackWithAllItMayHold() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      RunRecord run = run(new Random(seed), new RandomPlans(seed));
      assertEquals(run, RunJson.read(RunJson.write(run)), "seed " + seed);
    }
  }

  @Test
  void theLongestNamesAreReadBackAndLongerOnesAreNotWritten() throws IOException {
    String path = "/\u4e16".repeat(2_000);
    var pins = new TreeMap<SubjectName, String>();
    pins.put(SubjectName.group(path), path);
    Granted granted = Granted.of(List.of(new Grant(new Slug(path), SubjectKind.GROUP, path)));
    RunStart start = Samples.start("r1", granted, new Pins(pins), List.of());
    begin(start);
    check(start, last());
    Granted longer = Samples.users("role", path + "x");
    RunStart next = Samples.start("r2", longer, Pins.none(), List.of());
    assertThrows(IllegalArgumentException.class, () -> begin(next));
    check(start, last());
  }

  @Test
  void aTextHasOneForm() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      String text = new RandomPlans(seed).text() + "./%~" + seed;
      assertEquals(text, PercentText.ofName(PercentText.name(text)));
      assertEquals(text, PercentText.ofWord(PercentText.word(text)));
    }
    assertEquals("%2Egit", PercentText.name(".git"));
    assertEquals("%2E%2E", PercentText.name(".."));
    assertEquals("%2E", PercentText.name("."));
    assertEquals("a%2Fb", PercentText.name("a/b"));
    assertEquals("/acme/support", PercentText.word("/acme/support"));
  }

  private static void check(RunStart start, LastRun last) {
    assertEquals(start.settled().granted(), last.granted());
    assertEquals(start.settled().open(), last.unsettled().open());
    assertEquals(start.pins(), last.pins());
    assertEquals(start.run(), last.run().run());
    assertEquals(start.aim().target(), last.run().target());
    assertEquals(start.aim().tops(), last.run().tops());
  }

  private OpenRun begin(RunStart start) throws IOException {
    Begun begun = record.begin(record.fetch(), start, Samples.clock());
    return assertInstanceOf(Begun.Open.class, begun).run();
  }

  private LastRun last() throws IOException {
    return assertInstanceOf(RecordTip.Known.class, record.fetch()).last();
  }

  private static List<Grant> grants(Random random, RandomPlans texts, int most) {
    List<Grant> grants = new ArrayList<>();
    for (int i = random.nextInt(most); i > 0; i--) {
      var kind = Samples.one(random, SubjectKind.values());
      String id = "id-" + random.nextInt(99) + texts.text();
      grants.add(new Grant(new Slug("r" + texts.text()), new SubjectId(kind, id)));
    }
    return grants;
  }

  private static Pins pins(Random random, RandomPlans texts) {
    var pins = new TreeMap<SubjectName, String>();
    for (int i = random.nextInt(30); i > 0; i--) {
      var kind = Samples.one(random, SubjectKind.values());
      pins.put(new SubjectName(kind, "n" + texts.text()).folded(), "id-" + texts.text());
    }
    return new Pins(pins);
  }

  private static Pins manyPins(Random random, int most) {
    var pins = new TreeMap<SubjectName, String>();
    ids(random, random.nextInt(most))
        .forEach(id -> pins.put(SubjectName.user(id + "@example.com").folded(), id));
    return new Pins(pins);
  }

  private static SortedSet<String> ids(Random random, int size) {
    var ids = new TreeSet<String>();
    while (ids.size() < size) {
      ids.add("usr_%016x".formatted(random.nextLong()));
    }
    return ids;
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private static RunOptions options(Random random, RandomPlans texts) {
    var only = new TreeSet<Cause>();
    for (Cause cause : Cause.values()) {
      if (random.nextInt(4) == 0) {
        only.add(cause);
      }
    }
    return new RunOptions(
        random.nextBoolean(),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0 ? texts.text() : null,
        random.nextInt(4) == 0 ? texts.text() : null,
        random.nextInt(4) == 0 ? texts.text() : null,
        random.nextInt(4) == 0 ? texts.text() : null,
        new RunOptions.Chosen(
            only,
            random.nextInt(4) == 0,
            random.nextInt(4) == 0,
            random.nextInt(4) == 0 ? List.of(texts.text()) : List.of(),
            random.nextInt(3)),
        approvals(random, texts));
  }

  private static List<UsedApproval> approvals(Random random, RandomPlans texts) {
    var all = new ArrayList<UsedApproval>();
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      boolean known = random.nextBoolean();
      all.add(
          new UsedApproval(
              texts.text(),
              texts.text(),
              known ? texts.text() : null,
              known && random.nextBoolean() ? List.of(texts.text()) : List.of()));
    }
    return all;
  }

  private static RunRecord run(Random random, RandomPlans texts) {
    var tenant = new TenantIdentity(texts.text(), texts.text(), random.nextBoolean() ? "r" : null);
    boolean dirty = random.nextBoolean();
    var target = new Target(Samples.commit(random.nextInt(999)), dirty, texts.text(), !dirty);
    var tops = new TreeSet<Top>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tops.add(new Top(Samples.commit(random.nextInt(99)), random.nextBoolean()));
    }
    var ties =
        new Ties(
            random.nextBoolean()
                ? new AppliedRun(Samples.commit(1), random.nextBoolean(), instant(random))
                : null,
            random.nextBoolean() ? Samples.TENANT : null,
            random.nextBoolean() ? Samples.commit(2) : null,
            random.nextBoolean()
                ? new CutOff(texts.text(), instant(random), random.nextInt(99))
                : null,
            random.nextBoolean()
                ? new DefinitionIds(
                    new TreeSet<>(List.of(new Slug("gone"), new Slug("lost"))),
                    new TreeSet<>(
                        List.of(new CapabilityId("a:b", "c"), new CapabilityId("a", "b"))))
                : DefinitionIds.none(),
            random.nextBoolean()
                ? new DefinitionIds(
                    new TreeSet<>(List.of(new Slug("made"))),
                    new TreeSet<>(List.of(new CapabilityId("a", "begun"))))
                : DefinitionIds.none(),
            random.nextBoolean() ? texts.text() : null);
    return new RunRecord(
        new RunInfo(
            "run" + texts.text(), texts.text(), texts.text(), tenant, options(random, texts)),
        target,
        tops,
        new Progress(
            Samples.one(random, RunState.values()),
            instant(random),
            random.nextBoolean() ? instant(random) : null,
            random.nextBoolean() ? instant(random) : null,
            random.nextBoolean() ? random.nextInt(1_000_000) : null,
            random.nextBoolean() ? random.nextInt(1_000_000) : null),
        ties);
  }
}
