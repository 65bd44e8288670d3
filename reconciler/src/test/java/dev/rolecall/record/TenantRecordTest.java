package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantRecordTest {
  private static final Grant ANITA = Samples.user("cs-lead", "usr_anita");
  private static final Grant SAM = Samples.user("cs-lead", "usr_sam");
  private static final Instant LATER = Samples.NOON.plus(Duration.ofMinutes(3));

  @TempDir Path dir;
  private ChainBranch branch;
  private TenantRecord record;

  @BeforeEach
  void open() throws IOException {
    branch = Chains.open(dir);
    record = new TenantRecord(branch, Samples.TENANT);
  }

  @Test
  void withoutABranchThereIsNoRecord() throws IOException {
    assertInstanceOf(RecordTip.Missing.class, record.fetch());
    assertEquals(List.of(), record.history().runs());
  }

  @Test
  void aRunIsWrittenAheadThenEnded() throws IOException {
    Step step = Samples.adds(ANITA);
    OpenRun run = begin(Samples.start("r1", Granted.nothing(), Pins.none(), List.of(step)));
    LastRun started = last();
    assertEquals(RunState.STARTED, started.run().state());
    assertEquals(Granted.nothing(), started.granted());
    assertEquals(List.of(step), started.unsettled().meant());
    assertEquals(run.lease().until(), started.run().progress().lease());
    assertEquals(Optional.empty(), started.applied());

    run.end(Samples.done(List.of(step)), List.of(SAM), false, LATER);
    LastRun done = last();
    assertEquals(RunState.DONE, done.run().state());
    assertEquals(LATER, done.run().progress().ended());
    assertEquals(Granted.of(List.of(ANITA, SAM)), done.granted());
    assertEquals(List.of(), done.unsettled().meant());
    assertEquals(
        new AppliedRun(Samples.commit(0), false, Samples.NOON), done.run().ties().applied());
    assertTrue(done.applied().orElseThrow().file("rolecall.yaml").isPresent());
  }

  /** Whoever is to be logged out stands there before the first loss, and until it is done. */
  @Test
  void whoIsOwedALogOutIsKeptUntilItIsPaid() throws IOException {
    var lost = new TreeSet<>(List.of(Holdable.role("a b"), Holdable.capability("a:b", "c")));
    var ann = new Subject(SubjectKind.USER, "usr_1", "ann\u202e@example.com");
    var ben = new Subject(SubjectKind.USER, "usr_2", "ben@example.com");
    var policies = new TreeSet<>(List.of("at-once"));
    var first = new OwedRevocation(ann, lost, policies, "r1", Samples.NOON);
    var second = new OwedRevocation(ben, lost, new TreeSet<>(), "r1", Samples.NOON);
    RunStart start = Samples.start("r1", Granted.nothing(), Pins.none(), List.of());
    OpenRun run = begin(owing(start, List.of(second, first)));
    assertEquals(List.of(first, second), last().owed());
    run.end(
        List.of(),
        List.of(),
        false,
        start.memory(),
        new RunSessions(List.of(first), List.of(second)),
        LATER);
    assertEquals(List.of(second), last().owed());
    assertEquals(List.of(first), loggedOut());
    RunStart next = Samples.start("r2", Granted.nothing(), Pins.none(), List.of());
    assertTrue(TenantRecord.hasNews(record.fetch(), next, List.of(), false));
    assertFalse(
        TenantRecord.hasNews(record.fetch(), owing(next, List.of(second)), List.of(), false));
    record(next);
    assertEquals(List.of(), last().owed());
    assertEquals(List.of(), loggedOut());
  }

  private List<OwedRevocation> loggedOut() throws IOException {
    return ((PastRun.Known) record.history().runs().getFirst()).loggedOut();
  }

  private static RunStart owing(RunStart start, List<OwedRevocation> owed) {
    return new RunStart(
        start.run(),
        start.begun(),
        start.aim(),
        start.settled(),
        start.pins(),
        start.names(),
        start.steps(),
        start.memory(),
        start.standing(),
        owed);
  }

  @Test
  void aPartialRunLeavesWhatWasAppliedAndItsUnknownStepsToBeSettled() throws IOException {
    record(Samples.start("r1", Granted.nothing(), Pins.none(), List.of()));
    List<Step> steps = List.of(Samples.adds(ANITA), Samples.adds(SAM));
    RunStart second =
        new RunStart(
            Samples.info("r2"),
            LATER,
            Samples.aim(1, Map.of("rolecall.yaml", "version: 1\n", "roles/a.yaml", "kind: Role\n")),
            new Settled(Granted.nothing(), Samples.none()),
            Pins.none(),
            List.of(),
            steps);
    var unknown = new StepResult(steps.get(1).id(), StepResult.Word.UNKNOWN, "no answer");
    begin(second)
        .end(List.of(StepResult.done(steps.get(0).id()), unknown), List.of(), false, LATER);
    LastRun last = last();
    assertEquals(RunState.PARTIAL, last.run().state());
    assertEquals(List.of(steps.get(1)), last.unsettled().meant());
    assertEquals(Granted.of(List.of(ANITA)), last.granted());
    assertEquals(Samples.commit(0), applied(last).commit());
    assertTrue(last.files().file("roles/a.yaml").isPresent());
    assertFalse(last.applied().orElseThrow().file("roles/a.yaml").isPresent());
  }

  @Test
  void ofTwoRunsThatBeginAtOnceOneDoes() throws IOException {
    RecordTip seen = record.fetch();
    List<Step> steps = List.of(Samples.adds(ANITA));
    RunStart mine = Samples.start("r1", Granted.nothing(), Pins.none(), steps);
    RunStart theirs = Samples.start("r2", Granted.nothing(), Pins.none(), steps);
    assertInstanceOf(Begun.Open.class, record.begin(seen, theirs, Samples.clock()));
    var lost = assertInstanceOf(Begun.Lost.class, record.begin(seen, mine, Samples.clock()));
    assertEquals("r2", lost.by().orElseThrow().run().id());
  }

  @Test
  void aRunThatWasTakenOverRecordsNothing() throws IOException {
    List<Step> steps = List.of(Samples.adds(ANITA));
    OpenRun dead = begin(Samples.start("r1", Granted.nothing(), Pins.none(), steps));
    begin(Samples.start("r2", Granted.nothing(), Pins.none(), steps));
    ChainCommit tip = branch.fetch().orElseThrow();
    assertInstanceOf(Ended.Lost.class, dead.renew(LATER));
    var lost =
        assertInstanceOf(Ended.Lost.class, dead.end(Samples.done(steps), List.of(), false, LATER));
    assertEquals("r2", lost.by().orElseThrow().run().id());
    assertEquals(tip, branch.fetch().orElseThrow());
  }

  @Test
  void anEndThatHasLandedAlreadyLandsAgain() throws IOException {
    List<Step> steps = List.of(Samples.adds(ANITA));
    OpenRun run = begin(Samples.start("r1", Granted.nothing(), Pins.none(), steps));
    Ended first = run.end(Samples.done(steps), List.of(), false, LATER);
    Ended again = run.end(Samples.done(steps), List.of(), false, LATER);
    assertEquals(first, again);
    assertEquals(2, branch.history().size());
  }

  @Test
  void anEndFollowsARenewalWhoseAnswerWasLost() throws IOException {
    List<Step> steps = List.of(Samples.adds(ANITA));
    OpenRun run = begin(Samples.start("r1", Granted.nothing(), Pins.none(), steps));
    RunRecord renewed =
        run.record().with(new Progress(RunState.STARTED, Samples.NOON, null, LATER, null, null));
    Chains.meddle(branch, Map.of("run.json", new String(RunJson.write(renewed), UTF_8)));
    assertInstanceOf(Ended.Recorded.class, run.end(Samples.done(steps), List.of(), false, LATER));
    assertEquals(Granted.of(List.of(ANITA)), last().granted());
    assertEquals(3, branch.history().size());
  }

  @Test
  void anotherTenantsRecordIsNoneUntilItIsSaidToHaveMoved() throws IOException {
    Granted granted = Granted.of(List.of(ANITA));
    record(Samples.start("r1", granted, Samples.pins("anita@example.com", "usr_anita"), List.of()));
    var moved = new TenantIdentity("tenant-api", "https://new.example.com", null);
    var there = new TenantRecord(branch, moved);
    var foreign = assertInstanceOf(RecordTip.Foreign.class, there.fetch());
    var info = new RunInfo("r2", "anita", Samples.PLAN, moved, RunOptions.NONE);
    var start =
        new RunStart(
            info,
            LATER,
            Samples.aim(1, Map.of("rolecall.yaml", "version: 1\n")),
            new Settled(granted, Samples.none()),
            Pins.none(),
            List.of(),
            List.of());
    assertTrue(TenantRecord.hasNews(foreign, start, List.of(), false));
    assertTrue(TenantRecord.hasNews(foreign.rebound(), start, List.of(), false));
    there.recordEmpty(foreign.rebound(), start, List.of(), false, LATER);
    var known = assertInstanceOf(RecordTip.Known.class, there.fetch());
    assertEquals(granted, known.last().granted());
    assertEquals(Samples.TENANT, known.last().run().ties().movedFrom());
    assertInstanceOf(RecordTip.Foreign.class, record.fetch());
  }

  @Test
  void aRecordBegunOnAnotherTenantsKeepsNothingOfIt() throws IOException {
    record(Samples.start("r1", Granted.of(List.of(ANITA)), Pins.none(), List.of()));
    var other = new TenantIdentity("keycloak", "https://kc.example.com", "acme");
    var there = new TenantRecord(branch, other);
    var start =
        new RunStart(
            new RunInfo("r2", "anita", Samples.PLAN, other, RunOptions.NONE),
            LATER,
            Samples.aim(1, Map.of("rolecall.yaml", "version: 1\n")),
            new Settled(Granted.of(List.of(SAM)), Samples.none()),
            Pins.none(),
            List.of(),
            List.of());
    there.recordEmpty(there.fetch(), start, List.of(), true, LATER);
    LastRun last = assertInstanceOf(RecordTip.Known.class, there.fetch()).last();
    assertEquals(Granted.of(List.of(SAM)), last.granted());
    assertEquals(Optional.empty(), last.applied());
    assertEquals(2, branch.history().size());
    var newest = (PastRun.Known) there.history().runs().getFirst();
    assertEquals(
        List.of(new GrantEvent(SAM, GrantEvent.Word.ADOPTED, null, null)), newest.events());
  }

  @Test
  void anEmptyRunIsNewsOnlyWhereSomethingDiffers() throws IOException {
    Granted granted = Granted.of(List.of(ANITA));
    Pins pins = Samples.pins("anita@example.com", "usr_anita");
    RunStart start = Samples.start("r1", granted, pins, List.of());
    assertTrue(TenantRecord.hasNews(record.fetch(), start, List.of(), false));
    record(start);
    RecordTip tip = record.fetch();
    assertFalse(TenantRecord.hasNews(tip, start, List.of(), false));
    assertFalse(TenantRecord.hasNews(tip, start, List.of(ANITA), false));
    assertTrue(TenantRecord.hasNews(tip, start, List.of(SAM), false));
    assertFalse(TenantRecord.hasNews(tip, start, List.of(SAM), true));
    assertTrue(
        TenantRecord.hasNews(
            tip, Samples.start("r2", Granted.nothing(), pins, List.of()), List.of(), false));
    assertTrue(
        TenantRecord.hasNews(
            tip, Samples.start("r2", granted, Pins.none(), List.of()), List.of(), false));
    var aim = Samples.aim(1, Map.of());
    var elsewhere =
        new RunStart(Samples.info("r2"), LATER, aim, start.settled(), pins, List.of(), List.of());
    assertTrue(TenantRecord.hasNews(tip, elsewhere, List.of(), false));

    record.recordEmpty(tip, start, List.of(), true, LATER);
    assertEquals(RunState.PARTIAL, last().run().state());
    assertTrue(TenantRecord.hasNews(record.fetch(), start, List.of(), false));
  }

  @Test
  void anEmptyRunIsOneCommit() throws IOException {
    record(Samples.start("r1", Granted.nothing(), Pins.none(), List.of()));
    assertEquals(1, branch.history().size());
    assertEquals(RunState.DONE, last().run().state());
    assertEquals(Samples.commit(0), applied(last()).commit());
  }

  @Test
  void whatNeedsNoWriteStandsInTheStartedCommit() throws IOException {
    record(Samples.start("r1", Granted.of(List.of(ANITA, SAM)), Pins.none(), List.of()));
    var settled =
        new Settled(Granted.of(List.of(ANITA, SAM)), new TreeSet<>()).without(List.of(SAM));
    begin(Samples.start("r2", settled, Samples.pins("x", "y"), List.of(Samples.removes(ANITA))));
    assertEquals(Granted.of(List.of(ANITA)), last().granted());
    assertEquals(Samples.pins("x", "y"), last().pins());
  }

  @Test
  void aRenewalMovesTheLease() throws IOException {
    OpenRun run =
        begin(Samples.start("r1", Granted.nothing(), Pins.none(), List.of(Samples.adds(ANITA))));
    Lease first = run.lease();
    assertInstanceOf(Ended.Recorded.class, run.renew(LATER));
    assertTrue(run.lease().until().isAfter(first.until()));
    assertEquals(run.lease().until(), last().run().progress().lease());
    assertEquals(RunState.STARTED, last().run().state());
  }

  private OpenRun begin(RunStart start) throws IOException {
    return assertInstanceOf(Begun.Open.class, record.begin(record.fetch(), start, Samples.clock()))
        .run();
  }

  private void record(RunStart start) throws IOException {
    assertInstanceOf(
        Ended.Recorded.class,
        record.recordEmpty(record.fetch(), start, List.of(), false, Samples.NOON));
  }

  private LastRun last() throws IOException {
    return assertInstanceOf(RecordTip.Known.class, record.fetch()).last();
  }

  private static AppliedRun applied(LastRun last) {
    return Optional.ofNullable(last.run().ties().applied()).orElseThrow();
  }
}
