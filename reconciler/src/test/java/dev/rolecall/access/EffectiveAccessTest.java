package dev.rolecall.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.KindsOfTenant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("access")
class EffectiveAccessTest {
  private static final SourceRef AT = new SourceRef("roles/r.yaml", 1, 1);
  private static final Subject ANNA = new Subject(SubjectKind.USER, "usr_anna", "anna@example.com");
  private static final Subject CREW = new Subject(SubjectKind.GROUP, "usr_anna", "crew");
  private static final String READ = "audit:read";
  private static final String EXPORT = "audit:export";

  private final TreeMap<Slug, LiveRole> roles = new TreeMap<>();
  private final TreeMap<Slug, List<Subject>> holders = new TreeMap<>();

  @Test
  void aRoleGivesWhatItContainsToTheEnd() {
    role("a", "realm:b");
    role("b", "realm:c", READ);
    role("c", EXPORT);
    assertEquals(access("a b c", READ, EXPORT), nesting().ofRole(new Slug("a")));
    assertEquals(access("c", EXPORT), nesting().ofRole(new Slug("c")));
    assertEquals(access("b c", READ, EXPORT), nesting().ofCapability(id("realm:b")));
  }

  @Test
  void rolesInACircleAllGiveTheSame() {
    role("a", "realm:b", READ);
    role("b", "realm:c");
    role("c", "realm:a", "realm:c", EXPORT);
    var access = nesting();
    for (String role : List.of("a", "b", "c")) {
      assertEquals(access("a b c", READ, EXPORT), access.ofRole(new Slug(role)), role);
    }
  }

  @Test
  void ofALongChainToo() {
    int length = 20_000;
    for (int i = 0; i < length; i++) {
      role("r" + i, "realm:r" + (i + 1));
    }
    role("r" + length, READ);
    assertEquals(length + 1, nesting().ofRole(new Slug("r0")).roles().size());
    assertEquals(length + 1, nesting().above(Set.of(new Slug("r" + length))).size());
  }

  @Test
  void whereRolesContainNoneACapabilityIsNeverARole() {
    role("a", "realm:b");
    role("b", READ);
    var flat = of(KindsOfTenant.FLAT);
    assertEquals(access("a", "realm:b"), flat.ofRole(new Slug("a")));
    assertEquals(Set.of(new Slug("b")), flat.above(Set.of(new Slug("b"))));
  }

  @Test
  void aCapabilityHeldDirectlyIsTheCapabilityAndContainsWhatItContains() {
    role(READ, "realm:b");
    role("b", EXPORT);
    role("a", READ);
    var access = nesting();
    assertEquals(access("b", READ, EXPORT), access.ofRole(new Slug(READ)));
    assertEquals(access("a b", READ, EXPORT), access.ofRole(new Slug("a")));
    assertEquals(
        Set.of(new Slug("a"), new Slug("b"), new Slug(READ)), access.above(Set.of(new Slug("b"))));
  }

  @Test
  void aSubjectHoldsWhatAllItsRolesGiveAndNobodyElseOfItsId() {
    role("a", READ);
    role("b", EXPORT);
    role("empty");
    holders.put(new Slug("a"), List.of(ANNA));
    holders.put(new Slug("b"), List.of(CREW));
    holders.put(new Slug("empty"), List.of(ANNA));
    assertEquals(
        Map.of(ANNA.identity(), access("a empty", READ), CREW.identity(), access("b", EXPORT)),
        nesting().ofSubjects(Set.of(ANNA.identity(), CREW.identity())));
  }

  @Test
  void changesShowAfterThemAndNotBefore() {
    role("a", "realm:b");
    role("b", READ);
    role("c", "realm:b");
    holders.put(new Slug("a"), List.of(ANNA));
    var before = nesting();
    var anna = Set.of(ANNA.identity());
    before.ofSubjects(anna);
    var after =
        before.after(
            List.of(
                new Change.RoleCapabilityAdded(new Slug("b"), id(EXPORT), Cause.PENDING, AT),
                new Change.RoleCapabilityRemoved(new Slug("b"), id(READ), Cause.PENDING, AT),
                new Change.AssignmentAdded(new Slug("d"), ANNA, null, null, Cause.PENDING, AT),
                new Change.RoleCreated(
                    new RoleDefinition(new Slug("d"), "D", "", List.of(id("realm:c"))),
                    Cause.PENDING,
                    AT)));
    assertEquals(access("a b", READ), before.ofSubjects(anna).get(ANNA.identity()));
    assertEquals(access("a b c d", EXPORT), after.ofSubjects(anna).get(ANNA.identity()));
    var later =
        after.after(
            List.of(
                new Change.AssignmentRemoved(
                    new Slug("a"), ANNA, Change.RemovalReason.WITHDRAWN, Cause.PENDING, AT)));
    assertEquals(access("b c d", EXPORT), later.ofSubjects(anna).get(ANNA.identity()));
  }

  @Test
  void whatIsDeletedIsNowhere() {
    role("a", "realm:b", READ);
    role("b", EXPORT);
    role(READ);
    holders.put(new Slug("b"), List.of(ANNA));
    holders.put(new Slug(READ), List.of(ANNA));
    var before = nesting();
    var after =
        before.after(
            List.of(
                new Change.RoleRetired(
                    definition("b", EXPORT), List.of(ANNA), null, null, Cause.PENDING, AT),
                new Change.CapabilityRemoved(
                    new CapabilityDefinition(id(READ), "read", ""), Cause.PENDING, AT)));
    assertEquals(access("a"), after.ofRole(new Slug("a")));
    assertEquals(Access.NONE, after.ofRole(new Slug("b")));
    assertEquals(Access.NONE, after.ofSubjects(Set.of(ANNA.identity())).get(ANNA.identity()));
    assertEquals(access("a b", READ, EXPORT), before.ofRole(new Slug("a")));
  }

  @Test
  void accessCoversAndAddsUp() {
    var both = access("a", READ).with(access("b", EXPORT));
    assertEquals(access("a b", READ, EXPORT), both);
    assertTrue(both.covers(access("a", READ)));
    assertFalse(access("a", READ).covers(both));
    assertFalse(access("a", READ).covers(access("b")));
  }

  private EffectiveAccess nesting() {
    return of(KindsOfTenant.NESTING);
  }

  private EffectiveAccess of(TenantFeatures features) {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    for (String text : List.of(READ, EXPORT)) {
      capabilities.put(
          id(text),
          new Capability(
              id(text), text, "", Capability.Status.AVAILABLE, Capability.Origin.TENANT_DEFINED));
    }
    return EffectiveAccess.of(
        new LiveState(capabilities, roles, holders, SubjectDirectory.empty(), new TreeSet<>()),
        features);
  }

  private void role(String slug, String... capabilities) {
    roles.put(new Slug(slug), new LiveRole(definition(slug, capabilities), false, null));
  }

  private static RoleDefinition definition(String slug, String... capabilities) {
    return new RoleDefinition(new Slug(slug), slug, "", ids(capabilities));
  }

  private static Access access(String roles, String... capabilities) {
    return new Access(
        Arrays.stream(roles.split(" ", -1)).map(Slug::new).toList(), ids(capabilities));
  }

  private static List<CapabilityId> ids(String... texts) {
    return Arrays.stream(texts).map(EffectiveAccessTest::id).toList();
  }

  private static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }
}
