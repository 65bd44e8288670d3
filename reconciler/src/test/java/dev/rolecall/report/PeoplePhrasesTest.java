package dev.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people read of an impact: the worst first, the largest by name, the rest counted. */
class PeoplePhrasesTest {
  private static final Access LEAD =
      new Access(
          new TreeSet<>(Set.of(new Slug("cs-lead"))),
          new TreeSet<>(Set.of(new CapabilityId("audit", "read"))));

  private static Person person(String name, boolean service, boolean enabled) {
    return new Person(new Subject(SubjectKind.USER, "usr_" + name, name), service, enabled);
  }

  private static List<Person> people(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> person("u%03d".formatted(i), false, true))
        .toList();
  }

  private static Impact impact(Shift... shifts) {
    return new Impact(List.of(shifts), new TreeMap<>(), new TreeMap<>(), List.of());
  }

  private static Shift gain(List<Person> people) {
    return new Shift(LEAD, Access.NONE, Access.NONE, people);
  }

  private static Shift loss(List<Person> people) {
    return new Shift(Access.NONE, LEAD, Access.NONE, people);
  }

  private static List<String> lines(Impact impact) {
    return PeoplePhrases.lines(impact).stream().map(TextFormatter::text).toList();
  }

  @Test
  void lossesComeFirstAndTheRestOfManyPeopleIsCounted() {
    var impact = impact(gain(people(0, 1_200)), loss(people(2_000, 6)), loss(people(3_000, 7)));
    assertEquals("People: 1,200 gain, 13 lose", PeoplePhrases.caption(impact));
    assertEquals(
        List.of(
            "6 people lose role cs-lead, audit:read: u2000, u2001, u2002, u2003, u2004, u2005",
            "7 people lose role cs-lead, audit:read: u3000, u3001, u3002, u3003, u3004 and 2 more",
            "1,200 people gain role cs-lead, audit:read: u000, u001, u002, u003, u004 and 1,195"
                + " more"),
        lines(impact));
  }

  @Test
  void programsAndDisabledAccountsAreMarked() {
    var both = List.of(person("gone", false, false), person("robot", true, true));
    assertEquals(
        List.of("2 people gain role cs-lead, audit:read: gone (disabled), robot (a program)"),
        lines(impact(gain(both))));
  }

  @Test
  void whatIsKeptStandsBesideWhatIsLost() {
    var shift = new Shift(Access.NONE, LEAD, LEAD, people(1, 1));
    assertEquals(
        List.of(
            "1 person loses role cs-lead, audit:read; keeps role cs-lead, audit:read by another"
                + " path: u001"),
        lines(impact(shift)));
  }

  @Test
  void manyWaysAreCountedAndSayWhereTheRestIs() {
    var shifts = new ArrayList<Shift>();
    for (int i = 0; i < 15; i++) {
      shifts.add(gain(people(10 * i, 2)));
    }
    var lines = lines(impact(shifts.toArray(Shift[]::new)));
    assertEquals(13, lines.size());
    assertEquals("6 people more in 3 other ways: see --report json=FILE", lines.getLast());
  }

  @Test
  void whoIsNotKnownIsSaid() {
    var group = new Subject(SubjectKind.GROUP, "grp_1", "crew");
    var unread = new Impact(List.of(), new TreeMap<>(), new TreeMap<>(), List.of(group));
    assertEquals("People: not known", PeoplePhrases.caption(unread));
    assertEquals(
        List.of("not known: who is in group crew, whose members these credentials may not read"),
        lines(unread));
  }

  @Test
  void nobodyLeftIsSaidOnceForAll() {
    var roles = new TreeMap<Slug, Reach>();
    roles.put(new Slug("a"), new Reach(2, 0));
    roles.put(new Slug("b"), new Reach(2, 1));
    var capabilities = new TreeMap<CapabilityId, Reach>();
    capabilities.put(new CapabilityId("audit", "read"), new Reach(1, 0));
    capabilities.put(new CapabilityId("audit", "export"), new Reach(0, 0));
    assertEquals(
        List.of("no person is left with role a (2 had it), audit:read (1 had it)"),
        lines(new Impact(List.of(), roles, capabilities, List.of())));
  }
}
