package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.access.Route;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.drift.Pair;
import dev.rolecall.drift.Pair.Standing;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Side;
import dev.rolecall.model.Separation.Waiver;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every way in which people hold together what a policy keeps apart. */
final class HeldSamples {
  private static final Holdable CLERK = Holdable.role("clerk");
  private static final Holdable APPROVE = Holdable.capability("payments", "approve");
  private static final Subject FINANCE = new Subject(SubjectKind.GROUP, "grp_finance", "finance");
  private static final int MANY = 101;

  private static final Separation POLICY =
      new Separation(
          "four-eyes",
          "Whoever makes a payment does not release it.",
          new Side(new TreeSet<>(Set.of(CLERK))),
          new Side(new TreeSet<>(Set.of(APPROVE, Holdable.role("treasurer")))),
          List.of(),
          Samples.at("policies/four-eyes.yaml", 1));

  private HeldSamples() {}

  static Report held() {
    var pairs = new ArrayList<Pair>();
    pairs.add(pair("ann@example.com", Standing.OUTSIDE_GIT, null));
    pairs.add(pair("ben@example.com", Standing.WAIVED, waiver("2027-02-01T00:00:00Z", 12)));
    pairs.add(pair("cleo@example.com", Standing.WAIVER_ENDED, waiver("2026-11-01T00:00:00Z", 16)));
    pairs.add(pair("dan@example.com", Standing.BY_GIT, null));
    var holders = List.of(new Subject(SubjectKind.GROUP, "grp_staff", "staff"));
    return report(new HeldTogether(pairs, holders));
  }

  static Report many() {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < MANY; i++) {
      pairs.add(pair("user%03d@example.com".formatted(i), Standing.OUTSIDE_GIT, null));
    }
    return report(new HeldTogether(pairs, List.of()));
  }

  private static Report report(HeldTogether together) {
    return new Report.Drifted(
        Samples.HEADER,
        new DriftReport(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Impact.none(),
            together,
            new NotInGit(List.of(), List.of(), List.of()),
            false,
            List.of()));
  }

  private static Pair pair(String name, Standing standing, @Nullable Waiver waiver) {
    var user = new Subject(SubjectKind.USER, "usr_" + name, name);
    return new Pair(
        POLICY,
        new Person(user, false, true),
        List.of(new Route(CLERK, new Slug("clerk"), user)),
        List.of(
            new Route(APPROVE, new Slug("approver"), FINANCE),
            new Route(APPROVE, new Slug("treasurer"), user)),
        standing,
        waiver);
  }

  private static Waiver waiver(String expires, int line) {
    return new Waiver(
        new TreeSet<>(Set.of(SubjectName.user("somebody@example.com"))),
        "cfo-office",
        "The second clerk starts in February.",
        Instant.parse(expires),
        Samples.at("policies/four-eyes.yaml", line));
  }
}
