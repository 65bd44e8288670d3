package dev.rolecall.tenant;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.AssignmentWrite.Op.REMOVE;
import static dev.rolecall.tenant.Wanted.LEAD;
import static dev.rolecall.tenant.Wanted.assertSame;
import static dev.rolecall.tenant.Wanted.edit;
import static dev.rolecall.tenant.Wanted.id;
import static dev.rolecall.tenant.Wanted.role;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What every tenant behind the port does, the fake and the real ones alike. An adapter's test
 * extends it and says how a tenant comes to be.
 */
public abstract class TenantContract extends IdentityContract {
  private static final CapabilityId READ = id("audit:read");
  private static final CapabilityId VIEW = id("users:view");
  private static final CapabilityId APPROVE = id("payments:approve");
  private static final Set<SubjectName> STAFF =
      Set.of(SubjectName.user("anita@example.com"), SubjectName.group("customer-support"));

  /** In what this kind of tenant is its own; asked once there is one. */
  protected abstract Traits traits();

  private static LiveState all(Port port, SubjectName... names) throws TenantException {
    return port.reader().read(Extent.everything(Set.of(names)));
  }

  private static LiveRole lead(Port port) throws TenantException {
    return requireNonNull(all(port).roles().get(LEAD));
  }

  private void fails(Kind kind, String doing, String code, Executable call) {
    var e = assertThrows(TenantException.class, call);
    assertEquals(kind, e.kind(), e.getMessage());
    assertSays(doing, code, String.valueOf(e.getMessage()));
  }

  private void assertSays(String doing, String code, String message) {
    assertTrue(message.startsWith("could not " + doing), message);
    assertTrue(message.contains(": " + traits().says(code)), message);
    assertEquals(traits().habits().requestIds(), message.contains(" (req_"), message);
  }

  @Test
  void aNewTenantHasItsSystemRolesAndItsCatalogue() throws Exception {
    var live = all(staffed());
    var names = live.roles().keySet().stream().map(Slug::value).toList();
    assertEquals(traits().systemRoles(), names);
    assertTrue(live.roles().values().stream().allMatch(role -> role.system()));
    var inFlight =
        live.capabilities().values().stream()
            .filter(capability -> capability.status() == Capability.Status.IN_FLIGHT)
            .map(Capability::id)
            .collect(Collectors.toSet());
    assertEquals(traits().inFlight(), inFlight);
    var shipped = requireNonNull(live.capabilities().get(traits().systemCapability()));
    assertEquals(Capability.Origin.SYSTEM, shipped.origin());
    assertTrue(live.capabilities().keySet().containsAll(Set.of(READ, VIEW)));
    assertFalse(live.capabilities().containsKey(APPROVE));
    assertEquals(Set.of(), live.retired());
    assertEquals(List.of(), live.holders(traits().systemRole()));
  }

  @Test
  void namesAreLookedUpAsTheTenantComparesThem() throws Exception {
    var sam = SubjectName.user("sAM@EXAMPLE.com");
    var ghost = SubjectName.user("ghost@example.com");
    var group = SubjectName.group("customer-support");
    var live = all(staffed(), sam, ghost, group, SubjectName.group("Customer-Support"));
    assertEquals(
        traits().habits().keepsCase() ? "Sam@example.com" : "sam@example.com",
        live.directory().find(sam).orElseThrow().name());
    assertEquals(SubjectKind.GROUP, live.directory().find(group).orElseThrow().kind());
    assertEquals(Optional.empty(), live.directory().find(ghost));
    assertEquals(Optional.empty(), live.directory().find(SubjectName.group("Customer-Support")));
  }

  @Test
  void aRoleIsCreatedReadAndEdited() throws Exception {
    var port = staffed();
    port.writer().createRole(role(LEAD, READ), key());
    var created = lead(port);
    assertEquals(role(LEAD, READ), created.definition());
    assertFalse(created.system());

    var edit =
        new RoleEdit(
            LEAD,
            created.version(),
            "Lead",
            "",
            new TreeSet<>(Set.of(VIEW)),
            new TreeSet<>(Set.of(READ)));
    var version = port.writer().editRole(edit, key());
    var edited = lead(port);
    assertEquals(new RoleDefinition(LEAD, "Lead", "", List.of(VIEW)), edited.definition());
    assertEquals(Optional.ofNullable(edited.version()), version);
  }

  @Test
  void ofTwoWritersWithTheSameVersionOneLoses() throws Exception {
    var port = staffed();
    port.writer().createRole(role(LEAD), key());
    String version = lead(port).version();
    assertEquals(traits().habits().versions(), version != null);
    port.writer().editRole(edit(LEAD, READ), key());
    var late = new RoleEdit(LEAD, version, "Late", null, new TreeSet<>(), new TreeSet<>());
    if (version == null) {
      // Nobody can tell that it is late: only what it names changes, and the other's work stays.
      port.writer().editRole(late, key());
      var after = new RoleDefinition(LEAD, "Late", "Recovers passwords.", List.of(READ));
      assertEquals(after, lead(port).definition());
    } else {
      fails(
          Kind.CONFLICT,
          "edit role cs-lead",
          "412 version_conflict",
          () -> port.writer().editRole(late, key()));
      assertEquals("CS Lead", lead(port).definition().name());
    }
  }

  @Test
  void anEditThatChangesNothingKeepsTheVersion() throws Exception {
    var port = staffed();
    port.writer().createRole(role(LEAD, READ), key());
    var before = lead(port);
    port.writer().editRole(edit(LEAD, READ), key());
    assertEquals(before, lead(port));
  }

  @Test
  void aRetiredSlugNeverComesBack() throws Exception {
    var port = staffed();
    port.writer().createRole(role(LEAD), key());
    port.writer().retireRole(LEAD, key());
    var live = all(port);
    assertFalse(live.roles().containsKey(LEAD));
    assertEquals(Set.of(LEAD), live.retired());
    fails(
        Kind.REFUSED,
        "create role cs-lead",
        "409 slug_retired",
        () -> port.writer().createRole(role(LEAD), key()));
  }

  @Test
  void whatTheTenantRefusesIsRefusedWithItsCode() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var system = traits().systemRole();
    writer.createRole(role(LEAD), key());
    var before = all(port);
    refused("create role cs-lead", "409 slug_taken", () -> writer.createRole(role(LEAD), key()));
    refused(
        "create role " + system,
        "409 slug_taken by a system role",
        () -> writer.createRole(role(system), key()));
    refused(
        "edit role " + system, "409 system_role", () -> writer.editRole(edit(system, READ), key()));
    refused("retire role " + system, "409 system_role", () -> writer.retireRole(system, key()));
    refused(
        "retire role nobody",
        "404 unknown_role",
        () -> writer.retireRole(new Slug("nobody"), key()));
    refused(
        "create role x",
        "422 unknown_capability",
        () -> writer.createRole(role(new Slug("x"), APPROVE), key()));
    refused(
        "edit role cs-lead",
        "422 unknown_capability",
        () -> writer.editRole(edit(LEAD, APPROVE), key()));
    refused(
        "create role -X",
        "400 invalid_request",
        () -> writer.createRole(role(new Slug("-X")), key()));
    assertSame(before, all(port));
  }

  private void refused(String doing, String code, Executable call) {
    fails(Kind.REFUSED, doing, code, call);
  }

  @Test
  void aCapabilityIsDefinedEditedAndRemovedOnceUnused() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var approve = new CapabilityDefinition(APPROVE, "Approve", "Release a payment.");
    writer.createCapability(approve, key());
    refused(
        "create capability payments:approve",
        "409 capability_exists",
        () -> writer.createCapability(approve, key()));
    writer.editCapability(new CapabilityDefinition(APPROVE, "Release", ""), key());
    assertEquals(
        new Capability(
            APPROVE, "Release", "", Capability.Status.AVAILABLE, Capability.Origin.TENANT_DEFINED),
        all(port).capabilities().get(APPROVE));

    writer.createRole(role(LEAD, APPROVE), key());
    refused(
        "remove capability payments:approve",
        "409 capability_in_use",
        () -> writer.removeCapability(APPROVE, key()));
    writer.retireRole(LEAD, key());
    writer.removeCapability(APPROVE, key());
    assertFalse(all(port).capabilities().containsKey(APPROVE));
    refused(
        "remove capability payments:approve",
        "404 unknown_capability",
        () -> writer.removeCapability(APPROVE, key()));
    var shipped = traits().systemCapability();
    refused(
        "remove capability " + shipped,
        "409 system_capability",
        () -> writer.removeCapability(shipped, key()));
  }

  @Test
  void aBatchAnswersEachOfItsWrites() throws Exception {
    var port = staffed();
    port.writer().createRole(role(LEAD), key());
    var directory = all(port, STAFF.toArray(SubjectName[]::new)).directory();
    var anita = directory.find(SubjectName.user("anita@example.com")).orElseThrow();
    var group = directory.find(SubjectName.group("customer-support")).orElseThrow();
    var ghost =
        new Subject(SubjectKind.USER, "usr_0000000000000000000000000G", "ghost@example.com");
    var outcomes =
        port.writer()
            .write(
                List.of(
                    new AssignmentWrite(ADD, LEAD, anita),
                    new AssignmentWrite(ADD, LEAD, ghost),
                    new AssignmentWrite(REMOVE, LEAD, group),
                    new AssignmentWrite(ADD, new Slug("nobody"), anita),
                    new AssignmentWrite(ADD, traits().systemRole(), group),
                    new AssignmentWrite(ADD, LEAD, anita)),
                key());
    assertEquals(
        List.of(true, false, true, false, true, true),
        outcomes.stream().map(Optional::isEmpty).toList());
    assertEquals(Kind.REFUSED, outcomes.get(1).orElseThrow().kind());
    assertSays(
        "add user ghost@example.com to role cs-lead", "404 unknown_subject", outcomes.get(1));
    assertSays("add user anita@example.com to role nobody", "404 unknown_role", outcomes.get(3));
    var live = all(port);
    assertEquals(List.of(anita), live.holders(LEAD));
    assertEquals(List.of(group), live.holders(traits().systemRole()));
    assertEquals(
        List.of(Optional.empty()),
        port.writer().write(List.of(new AssignmentWrite(REMOVE, LEAD, anita)), key()));
    assertEquals(List.of(), all(port).holders(LEAD));
  }

  private void assertSays(String doing, String code, Optional<TenantException> outcome) {
    assertSays(doing, code, String.valueOf(outcome.orElseThrow().getMessage()));
  }

  /** What it does to tokens, the tests of the command line say; here: of whom it can be asked. */
  @Test
  void sessionsEndOfEachWhoIsThereAndOfWhoIsGone() throws Exception {
    var port = staffed();
    var names = List.of(SubjectName.user("anita@example.com"), SubjectName.user("sam@example.com"));
    var directory = all(port, names.toArray(SubjectName[]::new)).directory();
    var anita = directory.find(names.getFirst()).orElseThrow();
    var sam = directory.find(names.getLast()).orElseThrow();
    var ghost =
        new Subject(SubjectKind.USER, "usr_0000000000000000000000000G", "ghost@example.com");
    var writer = port.writer();
    for (int twice = 0; twice < 2; twice++) {
      var users = List.of(anita, ghost, sam);
      int size = writer.sessionBatchSize();
      for (int from = 0; from < users.size(); from += size) {
        var batch = users.subList(from, Math.min(from + size, users.size()));
        assertEquals(
            batch.stream().map(_ -> Optional.empty()).toList(), writer.endSessions(batch, key()));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> writer.endSessions(List.of(), key()));
  }

  @Test
  void theSameKeyWritesOnce() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var first = key();
    writer.createRole(role(LEAD), first);
    again("create role cs-lead", "409 slug_taken", () -> writer.createRole(role(LEAD), first));
    var edit = edit(LEAD, READ);
    var second = key();
    assertEquals(writer.editRole(edit, second), writer.editRole(edit, second));
    assertEquals(role(LEAD, READ), lead(port).definition());
    if (traits().habits().keys()) {
      refused(
          "edit role cs-lead",
          "409 idempotency_conflict",
          () -> writer.editRole(edit(LEAD, VIEW), second));
    }
    var anita = all(port, STAFF.toArray(SubjectName[]::new)).directory();
    var subject = anita.find(SubjectName.user("anita@example.com")).orElseThrow();
    for (var op : List.of(ADD, REMOVE)) {
      var batch = List.of(new AssignmentWrite(op, LEAD, subject));
      var third = key();
      for (int i = 0; i < 2; i++) {
        assertEquals(List.of(Optional.empty()), writer.write(batch, third));
        assertEquals(op == ADD ? List.of(subject) : List.of(), all(port).holders(LEAD));
      }
    }
    var last = key();
    writer.retireRole(LEAD, last);
    again("retire role cs-lead", "404 unknown_role", () -> writer.retireRole(LEAD, last));
    assertEquals(Set.of(LEAD), all(port).retired());
  }

  /** With keys a repeat is answered like the first; without, it is refused and changes nothing. */
  private void again(String doing, String code, Executable call) throws Exception {
    if (traits().habits().keys()) {
      assertDoesNotThrow(call);
    } else {
      refused(doing, code, call);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyHolderIsReadOnce() throws Exception {
    return new HolderCounts(tenant(HolderCounts.USERS, List.of()), this::key).tests();
  }

  @Test
  void anExtentOfRolesReadsThoseAndNoOther() throws Exception {
    var port = staffed();
    for (String name : List.of("role-a", "role-b", "role-c")) {
      port.writer().createRole(role(new Slug(name)), key());
    }
    var wanted = Set.of(new Slug("role-a"), new Slug("role-b"), new Slug("not-there"));
    var live = port.reader().read(Extent.ofRoles(wanted));
    assertEquals(Set.of(new Slug("role-a"), new Slug("role-b")), live.roles().keySet());
    assertTrue(live.capabilities().containsKey(READ));
    assertEquals(Set.of(), port.reader().read(Extent.ofRoles(Set.of())).roles().keySet());
    assertNotEquals(0, port.reader().facts().tokenLifetime().toSeconds());
  }
}
