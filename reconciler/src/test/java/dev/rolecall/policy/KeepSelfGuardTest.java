package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.EmptyInputs;
import dev.rolecall.tenant.KindsOfTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeepSelfGuardTest {
  private static final String NAME = "service-account-rolecall";
  private static final CapabilityId RIGHT = new CapabilityId("realm-management", "manage-users");

  private static OwnAccount own(@Nullable String id, @Nullable String hiddenAs, String... names) {
    var all = new TreeSet<SubjectName>();
    List.of(names).forEach(name -> all.add(SubjectName.user(name)));
    return new OwnAccount(id, all, hiddenAs);
  }

  private static List<Objection> objections(String account, CapabilityId lost, OwnAccount... own) {
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
            inputs.live(),
            impact,
            impact,
            impact,
            People.nobody(),
            List.of(),
            Moves.none(),
            List.of(),
            List.of(own),
            Past.nothing(Past.Start.LATER_RUN));
    var found = new ArrayList<Objection>();
    new KeepSelfGuard().judge(proposal, draft -> found.add(draft.objection()));
    return found;
  }

  private static List<String> judged(String account, CapabilityId lost, OwnAccount... own) {
    return objections(account, lost, own).stream().map(Objection::message).toList();
  }

  @Test
  void whatManagesTheTenantStaysWithRolecall() {
    List<String> said =
        List.of(NAME + ", with which rolecall itself works, loses realm-management:manage-users.");
    assertEquals(said, judged(NAME, RIGHT, own(null, null, NAME)));
    assertEquals(said, judged(NAME, RIGHT, own("u1", null)));
    // Named in rolecall.yaml and by the token: it is told once.
    assertEquals(said, judged(NAME, RIGHT, own("u1", null), own(null, null, NAME)));
  }

  @Test
  void anybodyElseAndAnythingElseMayGo() {
    OwnAccount own = own("u9", null, NAME);
    assertEquals(List.of(), judged("service-account-other", RIGHT, own));
    assertEquals(List.of(), judged(NAME, new CapabilityId("shop", "buy"), own));
    assertEquals(List.of(), judged(NAME, RIGHT));
  }

  @Test
  void aNameThatIsKeptSecretIsNotTold() {
    List<Objection> found = objections(NAME, RIGHT, own("u1", "{ env: WHO }", NAME));
    assertEquals(
        "The account of { env: WHO }, with which rolecall itself works, loses"
            + " realm-management:manage-users.",
        found.getFirst().message());
    assertEquals(List.of(), found.getFirst().people());
    assertEquals(1, found.size());
  }
}
