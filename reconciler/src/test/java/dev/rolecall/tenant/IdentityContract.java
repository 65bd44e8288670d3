package dev.rolecall.tenant;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.Wanted.LEAD;
import static dev.rolecall.tenant.Wanted.role;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who a name means, in every tenant: all who bear it, and accounts by id whatever their name. */
public abstract class IdentityContract {
  private static final SubjectName ANITA = SubjectName.user("ANITA@example.com");
  private static final SubjectName SAM = SubjectName.user("sam@example.com");
  private static final SubjectName SUPPORT = SubjectName.group("customer-support");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private int steps;

  /** One tenant, seen through the port. */
  public record Port(TenantReader reader, TenantWriter writer) {}

  /** Somebody who keeps the accounts of the tenant that was opened last. */
  public interface Accounts {
    /** Makes another account that goes by this name too; answers its id. */
    String namesake(String name) throws Exception;

    void rename(String id, String name) throws Exception;

    void delete(String id) throws Exception;

    /** Puts a user into a group. */
    void join(String group, String user) throws Exception;
  }

  /**
   * A new tenant with its system roles and catalogue, and these users (e-mails) and groups (slugs).
   * What must end with the test goes to {@link #closing}.
   */
  protected abstract Port tenant(List<String> users, List<String> groups) throws Exception;

  protected abstract Accounts accounts();

  protected final void closing(AutoCloseable resource) {
    opened.add(resource);
  }

  @AfterEach
  final void close() throws Exception {
    for (var resource : opened.reversed()) {
      resource.close();
    }
  }

  final Port staffed() throws Exception {
    return tenant(List.of("anita@example.com", "Sam@example.com"), List.of("customer-support"));
  }

  final WriteKey key() {
    return new WriteKey("run", "step" + ++steps);
  }

  private static SubjectDirectory read(Port port, SubjectLookups wanted) throws TenantException {
    return port.reader().read(Extent.usersOf(Set.of(LEAD), wanted)).directory();
  }

  private static SubjectDirectory names(Port port, SubjectName... names) throws TenantException {
    return read(port, SubjectLookups.ofNames(Set.of(names)));
  }

  private static Subject only(Port port, SubjectName name) throws TenantException {
    return names(port, name).find(name).orElseThrow();
  }

  private void grant(Port port, Subject subject) throws TenantException {
    port.writer().createRole(role(LEAD), key());
    port.writer().write(List.of(new AssignmentWrite(ADD, LEAD, subject)), key());
  }

  @Test
  void aNameThatTwoBearHasTwoBearersAndNobodyIsFound() throws Exception {
    var port = staffed();
    var first = only(port, ANITA);
    String second = accounts().namesake("anita@example.com");
    var all = names(port, ANITA, SAM);
    assertEquals(Set.of(first.id(), second), ids(all.bearers(ANITA)));
    assertEquals(Optional.empty(), all.find(ANITA));
    assertEquals(1, all.bearers(SAM).size());
    grant(port, first);
    assertEquals(
        Set.of(first.id(), second),
        ids(names(port, ANITA, SAM).bearers(ANITA)),
        "also where one of them holds the role");
    var imported = port.reader().read(Extent.everythingWithNamesakes()).directory();
    assertEquals(Set.of(first.id(), second), ids(imported.bearers(ANITA)));
  }

  @Test
  void theUsersOfAGroupAreFoundAndOfNoOther() throws Exception {
    var port = tenant(List.of("anita@example.com", "Sam@example.com"), List.of("crew", "idle"));
    var all = names(port, ANITA, SAM, SubjectName.group("crew"), SubjectName.group("idle"));
    String crew = all.find(SubjectName.group("crew")).orElseThrow().id();
    String idle = all.find(SubjectName.group("idle")).orElseThrow().id();
    var anita = all.find(ANITA).orElseThrow();
    var sam = all.find(SAM).orElseThrow();
    accounts().join(crew, anita.id());
    accounts().join(crew, sam.id());
    accounts().join(idle, sam.id());
    port.reader().read(Extent.usersOf(Set.of(), Set.of()));
    var people = port.reader().people(new Audience(Set.of(crew), Set.of()));
    assertEquals(Set.of(crew), people.members().keySet());
    assertEquals(Set.of(anita, sam), Set.copyOf(requireNonNull(people.members().get(crew))));
    assertEquals(Set.of(), people.disabled());
    assertEquals(Set.of(), people.services());
    assertEquals(Set.of(), people.unread());
  }

  @Test
  void theUsersOfARoleAreAllKnownTogetherWithThoseOfTheRead() throws Exception {
    var port = staffed();
    var anita = only(port, ANITA);
    grant(port, anita);
    var live = port.reader().read(Extent.usersOf(Set.of(), Set.of()));
    var people = port.reader().people(new Audience(Set.of(), Set.of(LEAD)));
    assertEquals(List.of(anita), people.holders(LEAD, live));
  }

  private static Set<String> ids(List<Subject> subjects) {
    return Set.copyOf(subjects.stream().map(Subject::id).toList());
  }

  @Test
  void accountsAreLookedUpById() throws Exception {
    var port = staffed();
    var sam = only(port, SAM);
    var support = only(port, SUPPORT);
    var wanted =
        Set.of(
            sam.identity(), support.identity(), ghost(SubjectKind.USER), ghost(SubjectKind.GROUP));
    var found = read(port, new SubjectLookups(Set.of(), wanted, new TreeMap<>()));
    assertEquals(Optional.of(sam), found.find(sam.identity()));
    assertEquals(Optional.of(support), found.find(support.identity()));
    for (var kind : SubjectKind.values()) {
      assertEquals(Optional.empty(), found.find(ghost(kind)));
    }
    assertEquals(Optional.empty(), found.find(new SubjectId(SubjectKind.GROUP, sam.id())));
  }

  private static SubjectId ghost(SubjectKind kind) {
    return new SubjectId(kind, "0000000000000000000000000G");
  }

  private static SubjectLookups pinned(SubjectName name, String id) {
    var pins = new TreeMap<SubjectName, String>();
    pins.put(name.folded(), id);
    return new SubjectLookups(Set.of(name), Set.of(), pins);
  }

  @Test
  void aPinnedAccountIsFoundUnderTheNameThatItHasNow() throws Exception {
    var port = staffed();
    var anita = only(port, ANITA);
    assertEquals(Optional.of(anita), read(port, pinned(ANITA, anita.id())).find(ANITA));
    accounts().rename(anita.id(), "annie@example.com");
    var found = read(port, pinned(ANITA, anita.id()));
    assertEquals(List.of(), found.bearers(ANITA));
    assertEquals("annie@example.com", found.find(anita.identity()).orElseThrow().name());
    String other = accounts().namesake("anita@example.com");
    found = read(port, pinned(ANITA, anita.id()));
    assertEquals(other, found.find(ANITA).orElseThrow().id());
    assertEquals("annie@example.com", found.find(anita.identity()).orElseThrow().name());
  }

  @Test
  void aDeletedAccountIsUnknownAndItsNameMayBeAnothers() throws Exception {
    var port = staffed();
    var anita = only(port, ANITA);
    grant(port, anita);
    accounts().delete(anita.id());
    var found = read(port, pinned(ANITA, anita.id()));
    assertEquals(List.of(), found.bearers(ANITA));
    assertEquals(Optional.empty(), found.find(anita.identity()));
    String other = accounts().namesake("anita@example.com");
    found = read(port, pinned(ANITA, anita.id()));
    assertEquals(other, found.find(ANITA).orElseThrow().id());
    assertEquals(Optional.empty(), found.find(anita.identity()));
    assertEquals(List.of(), port.reader().read(Extent.ofRoles(Set.of(LEAD))).holders(LEAD));
  }
}
