package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.planfile.RandomPlans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records to render. */
final class Told {
  private static final TenantIdentity TENANT =
      new TenantIdentity("keycloak", "https://keycloak.example.com", "acme");
  private static final String RECORD = "origin refs/heads/rolecall/record/production";
  private static final Instant BEGUN = Instant.parse("2026-11-24T10:03:12.345Z");
  private static final Instant ENDED = Instant.parse("2026-11-24T10:03:15Z");
  private static final Instant LEASE = Instant.parse("2026-11-24T10:33:12Z");

  private Told() {}

  static Report everything() {
    return report(
        null,
        List.of(
            new HistoryReport.Run(
                "r4",
                "4".repeat(40),
                who("ci@host", true, false, null, null),
                new HistoryReport.When("started", BEGUN, null, LEASE),
                new HistoryReport.Counts(List.of(), 0),
                List.of(),
                List.of()),
            new HistoryReport.Unreadable("3".repeat(40), "The record at x has no run.json."),
            new HistoryReport.Run(
                "r2",
                "2".repeat(40),
                who(
                    "ada",
                    false,
                    true,
                    new TenantIdentity("tenant-api", "https://old", null),
                    null),
                new HistoryReport.When("partial", BEGUN, ENDED, LEASE),
                counts(events()),
                List.of(),
                List.of()),
            new HistoryReport.Run(
                "r1",
                "1".repeat(40),
                who("ada", false, false, null, "0".repeat(40)),
                new HistoryReport.When("done", BEGUN, ENDED, null),
                new HistoryReport.Counts(List.of(), 0),
                List.of(),
                List.of())),
        List.of());
  }

  static Report person() {
    HistoryReport.Event granted = events().getFirst();
    return report(
        "anita@example.com",
        List.of(run("r1", List.of(granted), List.of())),
        List.of(new HistoryReport.Holding(granted.grant(), granted.name())));
  }

  static Report run() {
    var steps = new ArrayList<HistoryReport.Step>();
    var of = Samples.plan(Samples.joining(2), List.of()).steps().iterator();
    steps.add(new HistoryReport.Step(of.next(), "done", null));
    steps.add(new HistoryReport.Step(of.next(), "failed", "could not add user: 404"));
    return report(null, List.of(run("r1", events(), steps)), List.of());
  }

  /** Every text of it from outside is hostile. */
  static Report of(RandomPlans random) {
    var events = List.of(event(HistoryReport.Word.GRANTED, random.text(), random.text()));
    var steps =
        random.plan(5).steps().stream()
            .map(step -> new HistoryReport.Step(step, "failed", random.text()))
            .toList();
    var run =
        new HistoryReport.Run(
            random.text(),
            random.text(),
            new HistoryReport.Who(
                random.text(),
                random.text(),
                true,
                random.text(),
                true,
                new TenantIdentity(random.text(), random.text(), random.text()),
                new TenantIdentity(random.text(), random.text(), random.text()),
                random.text(),
                random.text()),
            new HistoryReport.When("started", BEGUN, null, LEASE),
            counts(events),
            events,
            steps);
    return new Report.Told(
        new HistoryReport(
            random.text(),
            random.text(),
            random.text(),
            List.of(run, new HistoryReport.Unreadable(random.text(), random.text())),
            List.of(new HistoryReport.Holding(events.getFirst().grant(), random.text()))));
  }

  static Report large() {
    var runs = new ArrayList<HistoryReport.Entry>();
    for (int i = 0; i < 1_000; i++) {
      var events = new ArrayList<HistoryReport.Event>();
      for (int j = 0; j < 200; j++) {
        events.add(event(HistoryReport.Word.GRANTED, "usr_" + j, "a".repeat(200)));
      }
      runs.add(run("r" + i, events, List.of()));
    }
    return report("cs-lead", runs, List.of());
  }

  private static Report report(
      @Nullable String about,
      List<HistoryReport.Entry> entries,
      List<HistoryReport.Holding> granted) {
    return new Report.Told(new HistoryReport("production", RECORD, about, entries, granted));
  }

  private static HistoryReport.Run run(
      String id, List<HistoryReport.Event> events, List<HistoryReport.Step> steps) {
    return new HistoryReport.Run(
        id,
        "1".repeat(40),
        who("ada", false, false, null, null),
        new HistoryReport.When("done", BEGUN, ENDED, LEASE),
        counts(events),
        events,
        steps);
  }

  private static HistoryReport.Who who(
      String actor,
      boolean dirty,
      boolean rollback,
      @Nullable TenantIdentity moved,
      @Nullable String replaces) {
    return new HistoryReport.Who(
        actor,
        "4f1c2ab".repeat(5) + "00000",
        dirty,
        Samples.DIGEST,
        rollback,
        TENANT,
        moved,
        replaces,
        replaces == null ? null : "live");
  }

  private static List<HistoryReport.Event> events() {
    var events = new ArrayList<HistoryReport.Event>();
    for (HistoryReport.Word word : HistoryReport.Word.values()) {
      events.add(
          event(word, "usr_" + events.size(), word.word().replace(' ', '.') + "@example.com"));
    }
    events.add(event(HistoryReport.Word.ADOPTED, "usr_99", null));
    return events;
  }

  private static HistoryReport.Event event(
      HistoryReport.Word word, String id, @Nullable String name) {
    return new HistoryReport.Event(
        word, new Grant(new Slug("cs-lead"), SubjectKind.USER, id), name);
  }

  private static HistoryReport.Counts counts(List<HistoryReport.Event> events) {
    return new HistoryReport.Counts(
        events.stream()
            .map(HistoryReport.Event::word)
            .distinct()
            .map(word ->
                new HistoryReport.Counts.Count(
                    word, (int) events.stream().filter(e -> e.word() == word).count()))
            .toList(),
        2);
  }
}
