package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Fence;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.AssignmentWrite.Op;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.WriteKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A realm per test, to write to. */
abstract class RealmToWrite {
  static final WriteKey KEY = new WriteKey("run", "step");
  static final Slug LEAD = new Slug("cs-lead");

  LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");
  Connected connected = Connected.to(realm);
  KeycloakReader reader = connected.fullReader();

  @BeforeEach
  void create() {
    realm =
        Connected.realm()
            .client("audit", "read", "export", "deploy:prod")
            .client("payments", "approve")
            .role("inner")
            .role(
                "cs-lead",
                role -> {
                  role.put("description", "Recovers passwords.");
                  Realm.attribute(role, "rolecall.name", "CS Lead");
                  Realm.attribute(role, "owner", "cs", "support");
                },
                "audit:read",
                "audit:export",
                "inner")
            .role("other")
            .role("third")
            .role("a/b c%;ü")
            .group("/support/emea", "other", "audit:read")
            .user("anita", "other", "third", "cs-lead", "audit:read", "offline_access")
            .user("bob", "cs-lead")
            .serviceAccount("robot", "robot-secret")
            .on(KeycloakServer.shared());
    connected = Connected.to(realm);
    reader = connected.fullReader();
  }

  @AfterEach
  void delete() {
    connected.close();
    realm.close();
  }

  KeycloakWriter writer() throws TenantException {
    return connected.keycloak().writer(Connected.APPLY, reader, Fence.none());
  }

  LiveState live(SubjectName... names) throws TenantException {
    return reader.read(Extent.everything(Set.of(names)));
  }

  static List<String> holders(LiveState live, String role) {
    return live.holders(new Slug(role)).stream().map(Subject::name).toList();
  }

  Subject user(String name) throws TenantException {
    var wanted = SubjectName.user(name);
    return live(wanted).directory().find(wanted).orElseThrow();
  }

  Subject group(String path) throws TenantException {
    return live().directory().find(SubjectName.group(path)).orElseThrow();
  }

  static AssignmentWrite assignment(Op op, String role, Subject subject) {
    return new AssignmentWrite(op, new Slug(role), subject);
  }

  static RoleEdit edit(@Nullable String name, @Nullable String description) {
    return new RoleEdit(LEAD, null, name, description, new TreeSet<>(), new TreeSet<>());
  }

  static SortedSet<CapabilityId> ids(String... ids) {
    return new TreeSet<>(
        Arrays.stream(ids).map(id -> CapabilityId.parse(id).orElseThrow()).toList());
  }
}
