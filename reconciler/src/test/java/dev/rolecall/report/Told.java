package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Step;
import dev.rolecall.planfile.RandomPlans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Records to render. */
final class Told {
  private static final TenantIdentity TENANT =
      new TenantIdentity("keycloak", "https://keycloak.example.com", "acme");
  private static final String RECORD = "origin refs/heads/rolecall/record/production";
  private static final Instant BEGUN = Instant.parse("2026-11-24T10:03:12.345Z");
  private static final Instant ENDED = Instant.parse("2026-11-24T10:03:15Z");
  private static final Instant LEASE = Instant.parse("2026-11-24T10:33:12Z");

  private static final HistoryRun.Asked NOTHING_ASKED =
      new HistoryRun.Asked(
          false,
          false,
          null,
          null,
          null,
          null,
          new HistoryRun.Chosen(List.of(), false, false, List.of(), 0),
          List.of());
  private static final List<HistoryRun.Used> USED =
      List.of(
          new HistoryRun.Used(
              "approvals/a.yaml",
              "identity-team",
              new Reviews.Given(
                  "https://github.com/acme/roles/pull/12", new TreeSet<>(Set.of("lee")))),
          new HistoryRun.Used("approvals/b.yaml", "identity-team", null));

  private static final HistoryRun.Chosen RESTRICTED =
      new HistoryRun.Chosen(List.of("drift", "expired"), true, false, List.of(), 3);
  private static final HistoryRun.Ties ALONE = new HistoryRun.Ties(null, null, null, null);
  private static final HistoryReport.Cut CUT =
      new HistoryReport.Cut("0".repeat(40), new HistoryReport.CutBy("ada", ENDED, 2), 7);

  private Told() {}

  static Report everything() {
    HistoryRun killed = run("r6", List.of(), List.of());
    return report(
        null,
        List.of(
            with(run("r7", List.of(), List.of()), started(true, null), NOTHING_ASKED, ALONE),
            with(killed, started(false, null), NOTHING_ASKED, ALONE),
            with(
                killed,
                started(false, "r6"),
                new HistoryRun.Asked(
                    false, true, "r5", "5".repeat(40), null, null, RESTRICTED, List.of()),
                new HistoryRun.Ties(null, TENANT, null, null)),
            new HistoryReport.Unreadable("3".repeat(40), "The record at x has no run.json."),
            with(
                run("r2", events(), List.of(), List.of()),
                new HistoryRun.When("partial", BEGUN, ENDED, LEASE, false, null, null),
                new HistoryRun.Asked(true, false, null, null, "intruders", "r9", RESTRICTED, USED),
                new HistoryRun.Ties(
                    new TenantIdentity("tenant-api", "https://old", null), null, null, "live")),
            with(
                new HistoryRun(
                    "r1",
                    "1".repeat(40),
                    who("ada"),
                    new HistoryRun.When("done", BEGUN, ENDED, null, false, null, null),
                    NOTHING_ASKED,
                    ALONE,
                    new HistoryRun.Counts(List.of(), HistoryRun.Definitions.NONE),
                    List.of(),
                    List.of(),
                    List.of(
                        loggedOut("usr_1", "ann@example.com", "payments-end-at-once"),
                        loggedOut("usr_2", "ben@example.com", "audit-ends-at-once"))),
                new HistoryRun.When("done", BEGUN, ENDED, null, false, null, null),
                NOTHING_ASKED,
                new HistoryRun.Ties(null, null, CUT, null))),
        List.of());
  }

  static Report person() {
    RunEvent granted = events().getFirst();
    return report(
        "anita@example.com",
        List.of(run("r1", List.of(granted), List.of(granted), List.of())),
        List.of(new HistoryReport.Holding(granted.grant(), granted.name())));
  }

  static Report run() {
    var steps = new ArrayList<HistoryRun.StepEnd>();
    var of = Samples.plan(Samples.joining(2), List.of()).steps().iterator();
    steps.add(new HistoryRun.StepEnd(of.next(), "done", null));
    Step failed = of.next();
    steps.add(new HistoryRun.StepEnd(failed, "failed", "could not add user: 404"));
    steps.add(new HistoryRun.StepEnd(failed, "skipped", "needs " + failed.id()));
    return report(null, List.of(run("r1", events(), events(), steps)), List.of());
  }

  /** Every text of it from outside is hostile. */
  static Report of(RandomPlans random) {
    var events = List.of(event(RunEvent.Word.GRANTED, random.text(), random.text()));
    var steps =
        random.plan(5).steps().stream()
            .map(step -> new HistoryRun.StepEnd(step, "failed", random.text()))
            .toList();
    var run =
        new HistoryRun(
            random.text(),
            random.text(),
            new HistoryRun.Who(random.text(), random.text(), true, random.text(), tenant(random)),
            new HistoryRun.When("started", BEGUN, null, LEASE, false, random.text(), random.text()),
            new HistoryRun.Asked(
                true,
                true,
                random.text(),
                random.text(),
                random.text(),
                random.text(),
                new HistoryRun.Chosen(
                    List.of(random.text()), true, true, List.of(random.text()), 1),
                List.of(
                    new HistoryRun.Used(
                        random.text(),
                        random.text(),
                        new Reviews.Given(random.text(), new TreeSet<>(Set.of(random.text())))))),
            new HistoryRun.Ties(tenant(random), tenant(random), cut(random), random.text()),
            counts(events),
            events,
            steps,
            List.of(loggedOut(random.text(), random.text(), random.text())));
    return new Report.Told(
        new HistoryReport(
            random.text(),
            random.text(),
            random.text(),
            List.of(run, new HistoryReport.Unreadable(random.text(), random.text())),
            List.of(new HistoryReport.Holding(events.getFirst().grant(), random.text())),
            cut(random)));
  }

  private static TenantIdentity tenant(RandomPlans random) {
    return new TenantIdentity(random.text(), random.text(), random.text());
  }

  private static HistoryReport.Cut cut(RandomPlans random) {
    return new HistoryReport.Cut(
        random.text(), new HistoryReport.CutBy(random.text(), BEGUN, 2), 3);
  }

  static Report large() {
    var runs = new ArrayList<HistoryReport.Entry>();
    for (int i = 0; i < 1_000; i++) {
      var events = new ArrayList<RunEvent>();
      for (int j = 0; j < 200; j++) {
        events.add(event(RunEvent.Word.GRANTED, "usr_" + j, "a".repeat(200)));
      }
      runs.add(run("r" + i, events, events, List.of()));
    }
    return report("cs-lead", runs, List.of());
  }

  private static Report report(
      @Nullable String about,
      List<HistoryReport.Entry> entries,
      List<HistoryReport.Holding> granted) {
    return new Report.Told(new HistoryReport("production", RECORD, about, entries, granted, CUT));
  }

  private static HistoryRun run(String id, List<RunEvent> events, List<HistoryRun.StepEnd> steps) {
    return run(id, events, events, steps);
  }

  private static HistoryRun run(
      String id, List<RunEvent> counted, List<RunEvent> events, List<HistoryRun.StepEnd> steps) {
    return new HistoryRun(
        id,
        "1".repeat(40),
        who("ada"),
        new HistoryRun.When("done", BEGUN, ENDED, LEASE, false, null, null),
        NOTHING_ASKED,
        ALONE,
        counts(counted),
        events,
        steps,
        List.of());
  }

  private static HistoryRun.LoggedOut loggedOut(String user, String name, String policy) {
    return new HistoryRun.LoggedOut(
        user,
        name,
        new TreeSet<>(Set.of(policy)),
        new TreeSet<>(Set.of(Holdable.role("cs-lead"), Holdable.capability("audit", "read"))));
  }

  private static HistoryRun with(
      HistoryRun run, HistoryRun.When when, HistoryRun.Asked asked, HistoryRun.Ties ties) {
    return new HistoryRun(
        run.id(),
        run.commit(),
        run.who(),
        when,
        asked,
        ties,
        run.counts(),
        run.events(),
        run.steps(),
        run.loggedOut());
  }

  private static HistoryRun.When started(boolean mayWrite, @Nullable String settledBy) {
    return new HistoryRun.When("started", BEGUN, null, LEASE, mayWrite, settledBy, settledBy);
  }

  private static HistoryRun.Who who(String actor) {
    return new HistoryRun.Who(actor, "4f1c2ab".repeat(5) + "00000", true, Samples.DIGEST, TENANT);
  }

  private static List<RunEvent> events() {
    var events = new ArrayList<RunEvent>();
    for (RunEvent.Word word : RunEvent.Word.values()) {
      events.add(
          event(word, "usr_" + events.size(), word.word().replace(' ', '.') + "@example.com"));
    }
    events.add(event(RunEvent.Word.ADOPTED, "usr_99", null));
    return events;
  }

  private static RunEvent event(RunEvent.Word word, String id, @Nullable String name) {
    return new RunEvent(
        word, meant(word), new Grant(new Slug("cs-lead"), SubjectKind.USER, id), name);
  }

  private static RunEvent.@Nullable Meant meant(RunEvent.Word word) {
    return switch (word) {
      case GRANTED, REMOVED, ADOPTED, GIVEN_UP -> null;
      case SETTLED, FAILED -> RunEvent.Meant.GRANT;
      case NOT_TRIED, UNKNOWN -> RunEvent.Meant.REMOVAL;
    };
  }

  private static HistoryRun.Counts counts(List<RunEvent> events) {
    return new HistoryRun.Counts(
        events.stream()
            .map(RunEvent::word)
            .distinct()
            .map(word ->
                new HistoryRun.Counts.Count(
                    word, (int) events.stream().filter(e -> e.word() == word).count()))
            .toList(),
        new HistoryRun.Definitions(2, 1, 0, 0));
  }
}
