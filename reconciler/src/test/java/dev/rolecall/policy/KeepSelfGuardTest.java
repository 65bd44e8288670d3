package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.EmptyInputs;
import dev.rolecall.tenant.KindsOfTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeepSelfGuardTest {
  private static final SubjectName OWN = SubjectName.user("service-account-rolecall");

  private static List<String> judged(String account, CapabilityId lost, Set<SubjectName> own) {
    var inputs = EmptyInputs.of(KindsOfTenant.provider(true).features());
    var person = new Person(new Subject(SubjectKind.USER, "u1", account), true, true);
    var shift =
        new Impact.Shift(
            Access.NONE,
            new Access(new TreeSet<>(), new TreeSet<>(List.of(lost))),
            Access.NONE,
            List.of(person));
    var impact = new Impact(List.of(shift), new TreeMap<>(), new TreeMap<>(), List.of());
    var proposal =
        new Proposal(
            inputs,
            List.of(),
            List.of(),
            List.of(),
            null,
            impact,
            impact,
            impact,
            People.nobody(),
            List.of(),
            Moves.none(),
            List.of(),
            own,
            Past.nothing(Past.Start.LATER_RUN));
    var found = new ArrayList<Objection>();
    new KeepSelfGuard().judge(proposal, draft -> found.add(draft.objection()));
    return found.stream().map(Objection::message).toList();
  }

  @Test
  void whatManagesTheTenantStaysWithRolecall() {
    assertEquals(
        List.of(
            "service-account-rolecall, with which rolecall itself works, loses"
                + " realm-management:manage-users."),
        judged(OWN.name(), new CapabilityId("realm-management", "manage-users"), Set.of(OWN)));
  }

  @Test
  void anybodyElseAndAnythingElseMayGo() {
    var right = new CapabilityId("realm-management", "manage-users");
    assertEquals(List.of(), judged("service-account-other", right, Set.of(OWN)));
    assertEquals(List.of(), judged(OWN.name(), new CapabilityId("shop", "buy"), Set.of(OWN)));
    assertEquals(List.of(), judged(OWN.name(), right, Set.of()));
  }
}
