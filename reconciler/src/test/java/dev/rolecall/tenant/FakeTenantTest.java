package dev.rolecall.tenant;

import static dev.rolecall.tenant.FakeTenant.Moment.AFTER_EFFECT;
import static dev.rolecall.tenant.FakeTenant.Moment.BEFORE_EFFECT;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fake keeps the contract, and its knobs do what they say. */
class FakeTenantTest extends TenantContract {

  private FakeTenant last = FakeTenant.fresh(List.of());

  @Override
  protected Port tenant(List<String> users, List<String> groups) {
    var fake =
        FakeTenant.fresh(
            Stream.concat(
                    users.stream().map(name -> new Subject(SubjectKind.USER, "usr_" + name, name)),
                    groups.stream()
                        .map(name -> new Subject(SubjectKind.GROUP, "grp_" + name, name)))
                .toList());
    fake.shuffled(7);
    last = fake;
    return new Port(fake, fake);
  }

  @Override
  protected Accounts accounts() {
    return new Accounts() {
      @Override
      public String namesake(String name) {
        String id = "usr_2_" + name;
        last.account(new Subject(SubjectKind.USER, id, name));
        return id;
      }

      @Override
      public void rename(String id, String name) {
        last.account(new Subject(SubjectKind.USER, id, name));
      }

      @Override
      public void delete(String id) {
        last.delete(new SubjectId(SubjectKind.USER, id));
      }

      @Override
      public void join(String group, String user) {
        last.join(group, user);
      }
    };
  }

  @Override
  protected Traits traits() {
    return new Traits(
        List.of("administrator", "operator", "owner", "viewer"),
        new Slug("viewer"),
        new CapabilityId("audit", "read"),
        Set.of(new CapabilityId("authentication", "view")),
        new Traits.Habits(true, true, true, true),
        Map.of("409 slug_taken by a system role", "409 slug_taken"));
  }

  private static RoleDefinition role(String slug) {
    return new RoleDefinition(new Slug(slug), slug, "", List.of());
  }

  @Test
  void aWriteFailsBeforeOrAfterItsEffect() throws TenantException {
    var fake =
        FakeTenant.fresh(List.of())
            .failWrite(1, Kind.UNREACHABLE, BEFORE_EFFECT)
            .failWrite(2, Kind.UNKNOWN_EFFECT, AFTER_EFFECT);
    var key = new WriteKey("run", "a");
    var before = assertThrows(TenantException.class, () -> fake.createRole(role("a"), key));
    assertEquals(Kind.UNREACHABLE, before.kind());
    assertEquals(List.of(), fake.log());
    var after = assertThrows(TenantException.class, () -> fake.createRole(role("a"), key));
    assertEquals(Kind.UNKNOWN_EFFECT, after.kind());
    fake.createRole(role("a"), key);
    assertEquals(List.of("create role a"), fake.log());
    assertEquals(3, fake.writes());
  }

  @Test
  void somebodyElseChangesItBeforeAWrite() throws TenantException {
    var fake = FakeTenant.fresh(List.of());
    fake.createRole(role("a"), new WriteKey("run", "1"));
    String version = requireNonNull(fake.state().roles().get(new Slug("a"))).version();
    fake.beforeWrite(2, () -> fake.change(FakeTenantTest::renamed));
    var edit = new RoleEdit(new Slug("a"), version, "Mine", null, new TreeSet<>(), new TreeSet<>());
    var e =
        assertThrows(TenantException.class, () -> fake.editRole(edit, new WriteKey("run", "2")));
    assertEquals(Kind.CONFLICT, e.kind());
  }

  private static LiveState renamed(LiveState live) {
    var roles = new TreeMap<>(live.roles());
    roles.computeIfPresent(
        new Slug("a"),
        (slug, role) ->
            new LiveRole(
                new RoleDefinition(slug, "Theirs", "", role.definition().capabilities()),
                role.system(),
                role.version()));
    return new LiveState(
        live.capabilities(), roles, live.holders(), live.directory(), live.retired());
  }
}
