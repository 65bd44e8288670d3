package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Step;
import dev.rolecall.record.GrantEvent.Meant;
import dev.rolecall.record.GrantEvent.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Grant ANITA = Samples.user("cs-lead", "usr_anita");
  private static final Grant BEN = Samples.user("cs-lead", "usr_ben");
  private static final Grant CARLA = Samples.user("viewer", "usr_carla");
  private static final Grant DAN = Samples.user("viewer", "usr_dan");

  @TempDir Path dir;
  private ChainBranch branch;
  private TenantRecord record;
  private int runs;

  @BeforeEach
  void open() throws IOException {
    branch = Chains.open(dir);
    record = new TenantRecord(branch, Samples.TENANT);
  }

  @Test
  void itTellsWhoWasGivenWhatByWhichRun() throws IOException {
    run(List.of(Samples.adds(ANITA), Samples.adds(BEN)), List.of(CARLA));
    run(List.of(Samples.removes(BEN)), List.of());
    killed(List.of(Samples.adds(DAN)));
    var settled = Settlement.settle(last().unsettled(), DAN::equals, Samples.NOON);
    empty(settled.without(List.of(CARLA)));

    List<PastRun> all = record.history().runs();
    assertEquals(4, all.size());
    assertEquals(
        List.of(
            new GrantEvent(CARLA, Word.GIVEN_UP, null, null),
            new GrantEvent(DAN, Word.SETTLED, Meant.GRANT, null)),
        events(all.get(0)));
    assertEquals(
        List.of(new GrantEvent(DAN, Word.UNKNOWN, Meant.GRANT, "usr_dan@example.com")),
        events(all.get(1)));
    assertEquals(
        List.of(new GrantEvent(BEN, Word.REMOVED, null, "usr_ben@example.com")),
        events(all.get(2)));
    assertEquals(
        List.of(
            new GrantEvent(ANITA, Word.GRANTED, null, "usr_anita@example.com"),
            new GrantEvent(BEN, Word.GRANTED, null, "usr_ben@example.com"),
            new GrantEvent(CARLA, Word.ADOPTED, null, null)),
        events(all.get(3)));
    assertEquals("run-1", assertInstanceOf(PastRun.Known.class, all.get(3)).run().run().id());
  }

  @Test
  void holdersOfARetiredRoleLoseIt() throws IOException {
    run(List.of(Samples.adds(ANITA)), List.of());
    var holders =
        List.of(
            new Subject(SubjectKind.USER, "usr_anita", "anita"),
            new Subject(SubjectKind.USER, "usr_ben", "ben"));
    run(List.of(Samples.retires("cs-lead", holders)), List.of());
    assertEquals(
        List.of(
            new GrantEvent(ANITA, Word.REMOVED, null, "anita"),
            new GrantEvent(BEN, Word.REMOVED, null, "ben")),
        events(record.history().runs().getFirst()));
    assertEquals(Granted.nothing(), last().granted());
  }

  @Test
  void aCommitByHandIsNamedAndTheRestIsTold() throws IOException {
    run(List.of(Samples.adds(ANITA)), List.of());
    Chains.meddle(branch, Map.of("run.json", "{}"));
    List<PastRun> all = record.history().runs();
    assertInstanceOf(PastRun.Unreadable.class, all.get(0));
    assertEquals(1, events(all.get(1)).size());
  }

  @Test
  void afterACommitByHandNothingIsMadeUp() throws IOException {
    run(List.of(Samples.adds(ANITA)), List.of(CARLA));
    String json = new String(branch.read(last().commit(), "run.json").orElseThrow(), UTF_8);
    Chains.meddle(branch, Map.of("run.json", "{}"));
    Chains.meddle(branch, Map.of("run.json", json));
    List<PastRun> all = record.history().runs();
    assertEquals(3, all.size());
    assertEquals(
        List.of(new GrantEvent(ANITA, Word.GRANTED, null, "usr_anita@example.com")),
        events(all.getFirst()));
  }

  @Test
  void whatFailedIsNotSettledByWhoeverGaveItByHand() throws IOException {
    List<Step> steps = List.of(Samples.adds(ANITA), Samples.adds(BEN), Samples.adds(DAN));
    var failed = new StepResult(steps.getFirst().id(), StepResult.Word.FAILED, "404");
    var unknown = new StepResult(steps.getLast().id(), StepResult.Word.UNKNOWN, "no answer");
    killed(steps).end(List.of(failed, unknown), List.of(), false, at(1));
    RunStart start = start(Settlement.settle(last().unsettled(), _ -> true, at(2)), List.of());
    record.recordEmpty(record.fetch(), start, List.of(ANITA, BEN, DAN), false, at(2));
    List<PastRun> all = record.history().runs();
    assertEquals(
        List.of(
            new GrantEvent(ANITA, Word.ADOPTED, null, null),
            new GrantEvent(BEN, Word.ADOPTED, null, null),
            new GrantEvent(DAN, Word.SETTLED, Meant.GRANT, null)),
        events(all.getFirst()));
    assertEquals(
        List.of(Word.FAILED, Word.NOT_TRIED, Word.UNKNOWN),
        events(all.getLast()).stream().map(GrantEvent::word).toList());
  }

  @Test
  void aCutLeavesTheStateAndNamesWhatItReplaces() throws IOException {
    run(List.of(Samples.adds(ANITA)), List.of());
    run(List.of(Samples.adds(BEN)), List.of());
    LastRun before = last();
    String tip = branch.fetch().orElseThrow().id();
    var cut = assertInstanceOf(ChainCut.Result.Cut.class, cut(Samples.NOON.plusSeconds(9_000)));
    assertEquals(2, cut.gone());
    LastRun after = last();
    assertEquals(1, branch.history().size());
    assertEquals(before.granted(), after.granted());
    assertEquals(before.fileBlobs(), after.fileBlobs());
    assertEquals(tip, after.run().ties().replaces());
    assertEquals(new TreeSet<>(List.of(Samples.commit(1), Samples.commit(2))), after.contains());
    var run = assertInstanceOf(PastRun.Known.class, record.history().runs().getFirst());
    assertEquals(List.of(), run.steps());
    assertEquals(List.of(), run.events());
    assertEquals("cut by anita: 2 earlier runs gone", firstLine());
    assertInstanceOf(ChainCut.Result.NothingOlder.class, cut(Samples.NOON.plusSeconds(9_000)));
  }

  @Test
  void runsSinceTheDateFollowAsTheyWere() throws IOException {
    for (Grant grant : List.of(ANITA, BEN, CARLA, DAN)) {
      run(List.of(Samples.adds(grant)), List.of());
    }
    List<PastRun> before = record.history().runs();
    assertInstanceOf(ChainCut.Result.Cut.class, cut(at(3)));
    List<PastRun> after = record.history().runs();
    assertEquals(3, after.size());
    for (int i = 0; i < 2; i++) {
      assertEquals(events(before.get(i)), events(after.get(i)));
      assertEquals(before.get(i).commit().message(), after.get(i).commit().message());
    }
    assertEquals(4, last().granted().size());
    run(List.of(Samples.removes(DAN)), List.of());
    assertEquals(3, last().granted().size());
  }

  @Test
  void whatAKilledRunGrantedIsNotAdoptedOnceThatRunIsCutOff() throws IOException {
    killed(List.of(Samples.adds(DAN)));
    empty(Settlement.settle(last().unsettled(), DAN::equals, Samples.NOON));
    List<GrantEvent> before = events(record.history().runs().getFirst());
    assertEquals(List.of(new GrantEvent(DAN, Word.SETTLED, Meant.GRANT, null)), before);
    assertInstanceOf(ChainCut.Result.Cut.class, cut(at(2)));
    assertEquals(before, events(record.history().runs().getFirst()));
  }

  @Test
  void whatIsNotSettledIsNotCut() throws IOException {
    run(List.of(Samples.adds(ANITA)), List.of());
    assertInstanceOf(ChainCut.Result.NothingOlder.class, cut(at(1)));
    killed(List.of(Samples.adds(BEN)));
    assertInstanceOf(ChainCut.Result.Unsettled.class, cut(at(9)));
    assertFalse(record.history().runs().isEmpty());
  }

  private ChainCut.Result cut(Instant date) throws IOException {
    return record.cut(date, "anita", at(99));
  }

  private static Instant at(int run) {
    return Samples.NOON.plus(Duration.ofMinutes(run));
  }

  private RunStart start(Settled settled, List<Step> steps) {
    runs++;
    var aim = Samples.aim(runs, Map.of("rolecall.yaml", "version: 1\n"));
    return new RunStart(
        Samples.info("run-" + runs), at(runs), aim, settled, Pins.none(), List.of(), steps);
  }

  private Settled recorded() throws IOException {
    Granted granted =
        record.fetch() instanceof RecordTip.Known(LastRun last)
            ? last.granted()
            : Granted.nothing();
    return new Settled(granted, Samples.none());
  }

  private OpenRun killed(List<Step> steps) throws IOException {
    RunStart start = start(recorded(), steps);
    return assertInstanceOf(Begun.Open.class, record.begin(record.fetch(), start, Samples.clock()))
        .run();
  }

  private void run(List<Step> steps, Collection<Grant> adopted) throws IOException {
    killed(steps).end(Samples.done(steps), adopted, false, at(runs));
  }

  private void empty(Settled settled) throws IOException {
    record.recordEmpty(record.fetch(), start(settled, List.of()), List.of(), false, at(runs));
  }

  private LastRun last() throws IOException {
    return assertInstanceOf(RecordTip.Known.class, record.fetch()).last();
  }

  private String firstLine() throws IOException {
    return branch.fetch().orElseThrow().message().lines().findFirst().orElseThrow();
  }

  private static List<GrantEvent> events(PastRun run) throws IOException {
    return assertInstanceOf(PastRun.Known.class, run).events();
  }
}
