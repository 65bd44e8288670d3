package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Change.RemovalReason;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.tenant.KindsOfTenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("access")
class HeldExpiriesTest {
  private static final Slug ROLE = new Slug("alpha");
  private static final Subject GROUP = new Subject(SubjectKind.GROUP, "g", "team");

  private static Subject user(int number) {
    return new Subject(SubjectKind.USER, "u" + number, "u" + number + "@example.com");
  }

  private static Proposed ends(Subject subject, Cause cause) {
    return new Proposed(
        subject.id(),
        new Change.AssignmentRemoved(ROLE, subject, RemovalReason.EXPIRED, cause, null));
  }

  private static HeldExpiries.Held held(
      List<Subject> holders, List<Proposed> steps, int minimum, People people) {
    var live =
        new LiveState(
            new TreeMap<>(),
            new TreeMap<>(
                Map.of(
                    ROLE,
                    new LiveRole(new RoleDefinition(ROLE, "Alpha", "A.", List.of()), false, null))),
            new TreeMap<>(Map.of(ROLE, holders)),
            SubjectDirectory.of(holders),
            new TreeSet<>());
    var inputs =
        new DiffInputs(
            DesiredState.empty("production"),
            new AppliedState.Unknown("a test"),
            GrantRecord.nothing(),
            live,
            KindsOfTenant.FLAT,
            Instant.EPOCH);
    var minimums = List.of(new MinimumHolders(Holdable.role("alpha"), minimum, null));
    return new HeldExpiries(inputs, minimums, Approvals.none()).among(steps, people);
  }

  private static List<String> ids(HeldExpiries.Held held) {
    return held.expiries().stream().map(Proposed::id).toList();
  }

  /** Somebody who may not be counted is no reason to let them go, and none to stop the rest. */
  @Test
  void aGroupThatMayNotBeReadStays() {
    var people =
        new People(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(List.of(GROUP.id())));
    var held =
        held(
            List.of(user(0), user(1), user(2), GROUP),
            List.of(ends(GROUP, Cause.EXPIRED), ends(user(2), Cause.EXPIRED)),
            2,
            people);
    assertEquals(List.of("g"), ids(held));
    Objection why = held.objections().getFirst();
    assertEquals(Needs.WITHHELD, why.needs());
    assertEquals(
        "Nobody can tell how many people keep role alpha: the members of group team may not be"
            + " read. Give the credentials that right. The expiry of group team in role alpha is"
            + " withheld.",
        why.message());
  }

  @Test
  void whoeverTheCalendarHasNotMovedIsNotOurs() {
    var holders = List.of(user(0), user(1));
    var git = List.of(ends(user(1), Cause.PENDING));
    assertEquals(List.of(), ids(held(holders, git, 2, People.nobody())));
    for (Cause cause : List.of(Cause.EXPIRED, Cause.DRIFT, Cause.TAKES_OVER)) {
      var calendar = List.of(ends(user(1), cause));
      assertEquals(List.of("u1"), ids(held(holders, calendar, 2, People.nobody())));
    }
  }

  @Test
  void exactlySoManyStayAsMust() {
    var holders = IntStream.range(0, 200).mapToObj(HeldExpiriesTest::user).toList();
    var steps = holders.stream().map(one -> ends(one, Cause.EXPIRED)).toList();
    for (int minimum : List.of(1, 2, 77, 199, 200)) {
      assertEquals(minimum, held(holders, steps, minimum, People.nobody()).expiries().size());
    }
    assertEquals(0, held(holders, steps.subList(0, 5), 195, People.nobody()).expiries().size());
  }
}
