package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reports that say whose sessions are ended, and whose are still to be. */
final class SessionSamples {
  private static final String RUN = "3f2a9c1e-0000-4000-8000-000000000000";
  private static final Instant SINCE = Instant.parse("2026-11-22T10:04:00Z");
  private static final SortedSet<Holdable> APPROVE =
      new TreeSet<>(List.of(Holdable.capability("payments", "approve")));
  private static final SortedSet<String> POLICY =
      new TreeSet<>(List.of("payments-end-at-once", "pay@here"));
  private static final ReportHeader HEADER =
      new ReportHeader(
          "production",
          "tenant-api",
          "https://acme-production.example.com",
          "4f1c2ab",
          "9be21d0",
          Duration.ofMinutes(15),
          Instant.parse("2026-11-23T12:00:00Z"));

  private SessionSamples() {}

  private static Subject user(String name) {
    return new Subject(SubjectKind.USER, "usr_" + name, name + "@example.com");
  }

  private static Person person(String name) {
    return new Person(user(name), name.equals("robot"), true);
  }

  private static Revocations revocations() {
    var people = new ArrayList<Revocation>();
    people.add(new Revocation(person("owen"), APPROVE, POLICY, new Revocation.Since(RUN, SINCE)));
    List.of("anita", "ben", "robot")
        .forEach(name -> people.add(new Revocation(person(name), APPROVE, POLICY, null)));
    // Each for something else, so that there is more than a screen should show.
    IntStream.range(0, 14)
        .forEach(i -> {
          var lost = new TreeSet<>(List.of(Holdable.role("role-%02d".formatted(i))));
          people.add(new Revocation(person("u%02d".formatted(i)), lost, new TreeSet<>(), null));
        });
    return new Revocations(people, 1);
  }

  private static Plan losing() {
    List<Change> changes =
        List.of(
            new Change.AssignmentRemoved(
                new Slug("payer"),
                user("anita"),
                Change.RemovalReason.WITHDRAWN,
                Cause.PENDING,
                Samples.at("roles/payer.yaml", 9)));
    return Samples.plan(changes, List.of());
  }

  static Report planned() {
    Plan plan = losing().judged(Impact.none(), revocations(), List.of());
    return new Report.Planned(HEADER, plan, Samples.DIGEST);
  }

  static Report owed() {
    var people =
        List.of(new Revocation(person("owen"), APPROVE, POLICY, new Revocation.Since(RUN, SINCE)));
    Plan plan =
        Samples.plan(List.of(), List.of())
            .judged(Impact.none(), new Revocations(people, 0), List.of());
    return new Report.Planned(HEADER, plan, Samples.DIGEST);
  }

  static Report applied() {
    Plan plan = losing().judged(Impact.none(), revocations(), List.of());
    List<StepOutcome> steps =
        plan.steps().stream().map(step -> new StepOutcome(step, new Outcome.Done())).toList();
    var sessions = new ArrayList<SessionOutcome>();
    for (Revocation one : revocations().people()) {
      Outcome outcome =
          switch (one.person().account().name()) {
            case "ben@example.com" ->
                new Outcome.Failed(
                    "could not end the sessions of user ben@example.com: 503 unavailable (req_1)");
            case "u01@example.com" -> new Outcome.NotTried("the run was interrupted");
            default -> new Outcome.Done();
          };
      sessions.add(new SessionOutcome(one, outcome));
    }
    var ran = new ApplyResult.Ran(steps, sessions, Instant.parse("2026-11-23T12:00:07.5Z"));
    return new Report.Applied(HEADER, plan, ran, Samples.DIGEST);
  }

  static Report drifted() {
    var drift =
        new DriftReport(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Impact.none(),
            HeldTogether.nothing(),
            new NotInGit(List.of(), List.of(), List.of()),
            false,
            List.of());
    return new Report.Drifted(
        HEADER,
        drift.among(
            Impact.none(),
            HeldTogether.nothing(),
            List.of(
                new OwedRevocation(user("owen"), APPROVE, POLICY, RUN, SINCE),
                new OwedRevocation(user("pia"), APPROVE, POLICY, RUN, SINCE)),
            new DriftReport.Ahead(List.of(), List.of(), List.of())));
  }
}
