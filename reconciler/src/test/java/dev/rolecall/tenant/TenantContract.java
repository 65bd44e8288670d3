package dev.rolecall.tenant;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.AssignmentWrite.Op.REMOVE;
import static java.util.Objects.requireNonNull;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every tenant behind the port does, the fake and the real ones alike. An adapter's test
 * extends it and says how a tenant comes to be.
 */
public abstract class TenantContract {
  private static final Slug LEAD = new Slug("cs-lead");
  private static final CapabilityId READ = id("audit:read");
  private static final CapabilityId VIEW = id("users:view");
  private static final CapabilityId APPROVE = id("payments:approve");
  private static final Set<SubjectName> STAFF =
      Set.of(SubjectName.user("anita@example.com"), SubjectName.group("customer-support"));

  private final List<AutoCloseable> opened = new ArrayList<>();
  private int steps;

  /** One tenant, seen through the port. */
  public record Port(TenantReader reader, TenantWriter writer) {}

  /**
   * A new tenant with its system roles and catalogue, and these users (e-mails) and groups (slugs).
   * What must end with the test goes to {@link #closing}.
   */
  protected abstract Port tenant(List<String> users, List<String> groups) throws Exception;

  protected final void closing(AutoCloseable resource) {
    opened.add(resource);
  }

  @AfterEach
  final void close() throws Exception {
    for (var resource : opened.reversed()) {
      resource.close();
    }
  }

  private Port staffed() throws Exception {
    return tenant(List.of("anita@example.com", "Sam@example.com"), List.of("customer-support"));
  }

  private WriteKey key() {
    return new WriteKey("run", "step" + ++steps);
  }

  static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  private static RoleDefinition role(Slug slug, CapabilityId... capabilities) {
    return new RoleDefinition(slug, "CS Lead", "Recovers passwords.", List.of(capabilities));
  }

  private static RoleEdit edit(Slug slug, CapabilityId added) {
    return new RoleEdit(slug, null, null, null, new TreeSet<>(Set.of(added)), new TreeSet<>());
  }

  private static LiveState all(Port port, SubjectName... names) throws TenantException {
    return port.reader().read(Extent.everything(Set.of(names)));
  }

  private static LiveRole lead(Port port) throws TenantException {
    return requireNonNull(all(port).roles().get(LEAD));
  }

  private static void fails(Kind kind, String code, Executable call) {
    var e = assertThrows(TenantException.class, call);
    assertEquals(kind, e.kind(), e.getMessage());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("could not "), message);
    assertTrue(message.contains(code), message);
    assertTrue(message.contains("(req_"), message);
  }

  @Test
  void aNewTenantHasItsSystemRolesAndItsCatalogue() throws Exception {
    var live = all(staffed());
    var names = live.roles().keySet().stream().map(Slug::value).toList();
    assertEquals(List.of("administrator", "operator", "owner", "viewer"), names);
    assertTrue(live.roles().values().stream().allMatch(role -> role.system()));
    var view = requireNonNull(live.capabilities().get(id("authentication:view")));
    assertEquals(Capability.Status.IN_FLIGHT, view.status());
    assertEquals(Capability.Origin.SYSTEM, view.origin());
    assertEquals(Set.of(), live.retired());
    assertEquals(List.of(), live.holders(new Slug("viewer")));
  }

  @Test
  void namesAreLookedUpAsTheTenantComparesThem() throws Exception {
    var sam = SubjectName.user("sAM@EXAMPLE.com");
    var ghost = SubjectName.user("ghost@example.com");
    var group = SubjectName.group("customer-support");
    var live = all(staffed(), sam, ghost, group, SubjectName.group("Customer-Support"));
    assertEquals("Sam@example.com", live.directory().find(sam).orElseThrow().name());
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
    if (version == null) {
      return;
    }
    port.writer().editRole(edit(LEAD, READ), key());
    var late = new RoleEdit(LEAD, version, "Late", null, new TreeSet<>(), new TreeSet<>());
    fails(Kind.CONFLICT, "412 version_conflict", () -> port.writer().editRole(late, key()));
    assertEquals("CS Lead", lead(port).definition().name());
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
        "could not create role cs-lead: 409 slug_retired",
        () -> port.writer().createRole(role(LEAD), key()));
  }

  @Test
  void whatTheTenantRefusesIsRefusedWithItsCode() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var viewer = new Slug("viewer");
    writer.createRole(role(LEAD), key());
    fails(Kind.REFUSED, "409 slug_taken", () -> writer.createRole(role(LEAD), key()));
    fails(Kind.REFUSED, "409 slug_taken", () -> writer.createRole(role(viewer), key()));
    fails(Kind.REFUSED, "409 system_role", () -> writer.editRole(edit(viewer, READ), key()));
    fails(Kind.REFUSED, "409 system_role", () -> writer.retireRole(viewer, key()));
    fails(Kind.REFUSED, "404 unknown_role", () -> writer.retireRole(new Slug("nobody"), key()));
    fails(
        Kind.REFUSED,
        "could not create role x: 422 unknown_capability",
        () -> writer.createRole(role(new Slug("x"), APPROVE), key()));
    fails(
        Kind.REFUSED, "422 unknown_capability", () -> writer.editRole(edit(LEAD, APPROVE), key()));
    fails(
        Kind.REFUSED, "400 invalid_request", () -> writer.createRole(role(new Slug("-X")), key()));
  }

  @Test
  void aCapabilityIsDefinedEditedAndRemovedOnceUnused() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var approve = new CapabilityDefinition(APPROVE, "Approve", "Release a payment.");
    writer.createCapability(approve, key());
    fails(Kind.REFUSED, "409 capability_exists", () -> writer.createCapability(approve, key()));
    writer.editCapability(new CapabilityDefinition(APPROVE, "Release", ""), key());
    assertEquals(
        new Capability(
            APPROVE, "Release", "", Capability.Status.AVAILABLE, Capability.Origin.TENANT_DEFINED),
        all(port).capabilities().get(APPROVE));

    writer.createRole(role(LEAD, APPROVE), key());
    fails(Kind.REFUSED, "409 capability_in_use", () -> writer.removeCapability(APPROVE, key()));
    writer.retireRole(LEAD, key());
    writer.removeCapability(APPROVE, key());
    assertFalse(all(port).capabilities().containsKey(APPROVE));
    fails(Kind.REFUSED, "404 unknown_capability", () -> writer.removeCapability(APPROVE, key()));
    fails(Kind.REFUSED, "409 system_capability", () -> writer.removeCapability(READ, key()));
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
                    new AssignmentWrite(ADD, new Slug("viewer"), group),
                    new AssignmentWrite(ADD, LEAD, anita)),
                key());
    assertEquals(
        List.of(true, false, true, false, true, true),
        outcomes.stream().map(Optional::isEmpty).toList());
    assertEquals(Kind.REFUSED, outcomes.get(1).orElseThrow().kind());
    assertSays("could not add user ghost@example.com to role cs-lead: ", outcomes.get(1));
    assertSays(" unknown_subject (req_", outcomes.get(1));
    assertSays(" unknown_role (req_", outcomes.get(3));
    var live = all(port);
    assertEquals(List.of(anita), live.holders(LEAD));
    assertEquals(List.of(group), live.holders(new Slug("viewer")));
    assertEquals(
        List.of(Optional.empty()),
        port.writer().write(List.of(new AssignmentWrite(REMOVE, LEAD, anita)), key()));
    assertEquals(List.of(), all(port).holders(LEAD));
  }

  private static void assertSays(String part, Optional<TenantException> outcome) {
    String message = String.valueOf(outcome.orElseThrow().getMessage());
    assertTrue(message.contains(part), message);
  }

  @Test
  void theSameKeyWritesOnce() throws Exception {
    var port = staffed();
    var writer = port.writer();
    var first = key();
    writer.createRole(role(LEAD), first);
    writer.createRole(role(LEAD), first);
    var edit = edit(LEAD, READ);
    var second = key();
    assertEquals(writer.editRole(edit, second), writer.editRole(edit, second));
    fails(
        Kind.REFUSED, "409 idempotency_conflict", () -> writer.editRole(edit(LEAD, VIEW), second));
    var third = key();
    writer.retireRole(LEAD, third);
    writer.retireRole(LEAD, third);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 51, 99, 100, 101, 1000})
  void everyHolderIsReadOnce(int count) throws Exception {
    var users = IntStream.range(0, count).mapToObj(i -> "user" + i + "@example.com").toList();
    var port = tenant(users, List.of("customer-support"));
    port.writer().createRole(role(LEAD), key());
    var names = users.stream().map(SubjectName::user).collect(Collectors.toSet());
    var directory = port.reader().read(Extent.everything(names)).directory();
    var subjects = names.stream().map(name -> directory.find(name).orElseThrow()).toList();
    int size = port.writer().batchSize();
    for (int from = 0; from < count; from += size) {
      var batch =
          subjects.subList(from, Math.min(count, from + size)).stream()
              .map(subject -> new AssignmentWrite(ADD, LEAD, subject))
              .toList();
      assertTrue(port.writer().write(batch, key()).stream().allMatch(Optional::isEmpty));
    }
    var expected = subjects.stream().sorted().toList();
    assertEquals(expected, all(port).holders(LEAD));
    assertEquals(expected, port.reader().read(Extent.ofRoles(Set.of(LEAD))).holders(LEAD));
  }

  @Test
  void anExtentOfRolesReadsThoseAndNoOther() throws Exception {
    var port = staffed();
    var names = new String[] {"role-a", "role-b", "role-c"};
    for (String name : names) {
      port.writer().createRole(role(new Slug(name)), key());
    }
    var wanted = Arrays.stream(names).limit(2).map(Slug::new).collect(Collectors.toSet());
    wanted.add(new Slug("not-there"));
    var live = port.reader().read(Extent.ofRoles(wanted));
    assertEquals(Set.of(new Slug("role-a"), new Slug("role-b")), live.roles().keySet());
    assertTrue(live.capabilities().containsKey(READ));
    assertEquals(Set.of(), port.reader().read(Extent.ofRoles(Set.of())).roles().keySet());
    assertNotEquals(0, port.reader().facts().tokenLifetime().toSeconds());
  }
}
