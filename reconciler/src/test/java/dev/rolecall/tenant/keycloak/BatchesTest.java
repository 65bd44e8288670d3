package dev.rolecall.tenant.keycloak;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.AssignmentWrite.Op.REMOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Assignments many at a time, and capabilities: each does what it can, and says what it cannot. */
@Tag("keycloak")
class BatchesTest extends RealmToWrite {

  @Test
  void aBatchGoesInOneCallPerSubjectAndContainer() throws Exception {
    var anita = user("anita");
    var emea = group("support/emea");
    var writer = writer();
    int mark = realm.server().mark();
    var batch =
        List.of(
            assignment(ADD, "inner", anita),
            assignment(ADD, "a/b c%;ü", anita),
            assignment(ADD, "audit:export", anita),
            assignment(ADD, "audit:deploy:prod", anita),
            assignment(ADD, "payments:approve", anita),
            assignment(REMOVE, "third", anita),
            assignment(ADD, "cs-lead", emea),
            assignment(ADD, "audit:export", emea),
            assignment(REMOVE, "other", emea),
            assignment(REMOVE, "audit:read", emea));
    var outcomes = writer.write(batch, KEY);
    assertTrue(outcomes.stream().allMatch(Optional::isEmpty), outcomes::toString);
    assertEquals(8, realm.requestsSince(mark).stream().filter(Request::writes).count());
    var live = live();
    assertEquals(List.of("anita"), holders(live, "inner"));
    assertEquals(List.of("anita"), holders(live, "a/b c%;ü"));
    assertEquals(List.of("/support/emea", "anita"), holders(live, "audit:export"));
    assertEquals(List.of("anita"), holders(live, "audit:deploy:prod"));
    assertEquals(List.of("anita"), holders(live, "payments:approve"));
    assertEquals(List.of(), holders(live, "third"));
    assertEquals(List.of("/support/emea", "anita", "bob"), holders(live, "cs-lead"));
    assertEquals(List.of("anita"), holders(live, "other"));
    assertEquals(List.of("anita"), holders(live, "audit:read"));
  }

  @Test
  void whatOneOfABatchMayNotDoTheOthersDo() throws Exception {
    var anita = user("anita");
    var bob = user("bob");
    var outcomes =
        writer()
            .write(
                List.of(
                    assignment(ADD, "realm-management:impersonation", anita),
                    assignment(ADD, "realm-management:manage-users", anita),
                    assignment(ADD, "inner", anita),
                    assignment(ADD, "other", bob)),
                KEY);
    assertEquals(
        List.of(false, true, true, true), outcomes.stream().map(Optional::isEmpty).toList());
    var refusal = outcomes.getFirst().orElseThrow();
    assertEquals(Kind.REFUSED, refusal.kind());
    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("could not add user anita to role realm-management:impersonation: 403"),
        refusal.getMessage());
    var live = live();
    assertEquals(List.of(), holders(live, "realm-management:impersonation"));
    assertTrue(holders(live, "realm-management:manage-users").contains("anita"));
    assertEquals(List.of("anita"), holders(live, "inner"));
    assertEquals(List.of("/support/emea", "anita", "bob"), holders(live, "other"));
  }

  @Test
  void aUserOrRoleThatIsGoneByNowFailsAloneAndIsNamed() throws Exception {
    var anita = user("anita");
    var bob = user("bob");
    var writer = writer();
    realm.delete("/users/" + bob.id());
    realm.delete("/roles/third");
    var outcomes =
        writer.write(
            List.of(
                assignment(ADD, "inner", bob),
                assignment(ADD, "third", anita),
                assignment(ADD, "inner", anita)),
            KEY);
    assertEquals(List.of(false, false, true), outcomes.stream().map(Optional::isEmpty).toList());
    assertTrue(
        String.valueOf(outcomes.getFirst().orElseThrow().getMessage())
            .startsWith("could not add user bob to role inner: 404 "));
    assertTrue(
        String.valueOf(outcomes.get(1).orElseThrow().getMessage())
            .startsWith("could not add user anita to role third: 404 "));
    assertEquals(List.of("anita"), holders(live(), "inner"));
  }

  @Test
  void aRoleMadeSinceTheReadIsFound() throws Exception {
    var anita = user("anita");
    var writer = writer();
    for (int i = 0; i < 5; i++) {
      realm.post("/roles", "{\"name\":\"made" + i + "\"}");
    }
    assertEquals(
        List.of(Optional.empty()), writer.write(List.of(assignment(ADD, "made0", anita)), KEY));
    var more = List.of(1, 2, 3, 4).stream().map(i -> assignment(ADD, "made" + i, anita)).toList();
    int mark = realm.server().mark();
    assertTrue(writer.write(more, KEY).stream().allMatch(Optional::isEmpty));
    assertEquals(2, realm.requestsSince(mark).size(), "one listing, one write");
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of("anita"), holders(live(), "made" + i));
    }
  }

  // Capabilities.

  @Test
  void aCapabilityNeedsAClientThatIsThereAndIsNotKeycloaksOwn() throws Exception {
    var writer = writer();
    Refused.with(
        List.of("could not create capability nowhere:act: the realm has no client nowhere;"),
        () -> writer.createCapability(definition("nowhere:act"), KEY));
    for (var own : List.of("realm-management:act", "account:act", "broker:act", "realm:act")) {
      Refused.with(
          List.of("could not create capability " + own + ": 409 system_capability"),
          () -> writer.createCapability(definition(own), KEY));
    }
    Refused.with(
        List.of("could not edit capability realm-management:view-users: 409 system_capability"),
        () -> writer.editCapability(definition("realm-management:view-users"), KEY));
    Refused.with(
        List.of("could not remove capability realm:inner: 409 system_capability"),
        () -> writer.removeCapability(CapabilityId.parse("realm:inner").orElseThrow(), KEY));
  }

  private static CapabilityDefinition definition(String id) {
    return new CapabilityDefinition(CapabilityId.parse(id).orElseThrow(), "Name", "Text");
  }

  @Test
  void aCapabilityInUseStays() throws Exception {
    var writer = writer();
    for (var used : List.of("audit:read", "audit:export")) { // held directly; in a role
      Refused.with(
          List.of("could not remove capability " + used + ": 409 capability_in_use"),
          () -> writer.removeCapability(CapabilityId.parse(used).orElseThrow(), KEY));
    }
    writer.removeCapability(new CapabilityId("payments", "approve"), KEY);
    assertFalse(live().capabilities().containsKey(new CapabilityId("payments", "approve")));
    assertFalse(live().roles().containsKey(new Slug("payments:approve")));
  }
}
