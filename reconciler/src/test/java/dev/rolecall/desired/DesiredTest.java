package dev.rolecall.desired;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rolecall.desired.bind.Base;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Manage;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredTest {
  private static final Slug CS_LEAD = new Slug("cs-lead");

  @TempDir Path root;

  @BeforeEach
  void repository() throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS);
    Repositories.write(
        root,
        "roles/cs-lead.yaml",
        """
        kind: Role
        slug: cs-lead
        name: CS Lead
        description: Recovers passwords and MFA for paying customers.
        capabilities:
          - users:view
          - audit:read
          - { area: payments, action: approve }
        manage: { groups: exact, users: add }
        assignments:
          groups: [customer-support]
          users:
            - anita@example.com
            - { user: sam@auditfirm.example, from: 2026-12-01, expires: 2027-01-31, reason: SOC 2 }
        """);
    Repositories.write(root, "other/ignored.yaml", "kind: Nonsense\n");
    Repositories.write(
        root,
        "capabilities/payments.yml",
        """
        kind: Capability
        area: payments
        action: approve
        name: Approve payments
        description: Release a payment above the four-eyes limit.
        """);
    Repositories.write(
        root,
        "catalogue/production.yaml",
        """
        kind: Catalogue
        tenant: production
        capabilities:
          - { area: audit, action: read, name: Read, description: Read the log., status: available }
          - { area: users, action: view, name: View, description: See users., status: available }
        system-roles: [ { slug: viewer, name: Viewer, capabilities: [ "audit:read" ] } ]
        """);
    Repositories.write(
        root,
        "assignments/audit.yaml",
        """
        kind: Assignment
        role: viewer
        manage: observe
        users: [ zoe@example.com, bob@example.com ]
        ---
        kind: Assignment
        role: cs-lead
        users: [ bob@example.com ]
        ---
        kind: RetiredRole
        slug: temp-contractor
        retired: 2026-11-02
        reason: Engagement ended.
        """);
  }

  @Test
  void aCleanRepositoryIsRead() throws IOException {
    RepositoryContent loaded = Repositories.load(root);
    assertEquals("", Repositories.lines(loaded.problems()));
    var state = state(loaded, "production");
    var role = requireNonNull(state.roles().get(CS_LEAD));
    assertEquals("roles/cs-lead.yaml:2:7", role.at().toString());
    assertEquals(
        "roles/cs-lead.yaml:8:5",
        String.valueOf(role.capabilities().get(new CapabilityId("payments", "approve"))));
    DesiredHolding holding = requireNonNull(state.holdings().get(CS_LEAD));
    assertEquals(new Manage(ManageMode.EXACT, ManageMode.ADD), holding.manage());
    assertEquals(
        List.of(
            "group customer-support",
            "user anita@example.com",
            "user bob@example.com",
            "user sam@auditfirm.example"),
        holding.assignments().stream().map(a -> a.subject().toString()).toList());
    var sam = holding.assignments().getLast();
    assertEquals(Instant.parse("2026-12-01T00:00:00Z"), sam.from());
    assertEquals(Instant.parse("2027-02-01T00:00:00Z"), sam.expires());
    assertEquals(
        Manage.both(ManageMode.OBSERVE),
        requireNonNull(state.holdings().get(new Slug("viewer"))).manage());
    assertEquals(List.of(new Slug("temp-contractor")), List.copyOf(state.retired().keySet()));
    assertEquals(2, requireNonNull(loaded.catalogues().get("production")).capabilities().size());
  }

  private static DesiredState state(RepositoryContent loaded, String tenant) {
    return requireNonNull(loaded.states().get(tenant));
  }

  @Test
  void theDigestIsOfPathsAndContents() throws IOException {
    String before = Repositories.load(root).content();
    assertEquals(before, Repositories.load(root).content());
    Repositories.write(root, "other/ignored.yaml", "kind: More\n");
    assertEquals(before, Repositories.load(root).content());
    Repositories.write(root, "roles/more.yaml", "# nothing yet\n");
    assertNotEquals(before, Repositories.load(root).content());
  }

  @Test
  void manyFilesGiveTheSameEveryTime() throws IOException {
    for (int i = 0; i < 200; i++) {
      String text =
          "kind: Assignment\nrole: %s\nusers: [ u%d@example.com, bob@example.com ]\n"
              .formatted(i % 3 == 0 ? "cs-lad" : "viewer", i);
      Repositories.write(root, "assignments/a%03d.yaml".formatted(i), text);
    }
    String first = Repositories.lines(Repositories.load(root).problems());
    for (int i = 0; i < 5; i++) {
      assertEquals(first, Repositories.lines(Repositories.load(root).problems()));
    }
  }

  @Test
  void eachTenantHasItsOwnGlobsAndDocuments() throws IOException {
    String two =
        Repositories.SETTINGS
            + """
            staging:
              provider: tenant-api
              url: http://127.0.0.1:8080
              credentials: { client-id: plan, client-secret: { file: /run/secrets/staging } }
              files: [ "staging/*.yaml" ]
            """
                .indent(2);
    Repositories.write(root, "rolecall.yaml", two);
    Repositories.write(
        root,
        "staging/tester.yaml",
        """
        kind: Role
        slug: tester
        name: Tester
        description: Tests.
        capabilities: [ audit:read ]
        """);
    RepositoryContent loaded = Repositories.load(root);
    assertEquals(List.of(CS_LEAD), List.copyOf(state(loaded, "production").roles().keySet()));
    assertEquals(
        List.of(new Slug("tester")), List.copyOf(state(loaded, "staging").roles().keySet()));
  }

  @Test
  void theBaseJudges() throws IOException {
    RepositoryContent before = Repositories.load(root);
    Base base = before.asBase("abc1234");
    Repositories.write(
        root, "rolecall.yaml", Repositories.SETTINGS.replace("env: SECRET", "env: OTHER"));
    RepositoryContent after = Repositories.load(root, base, List.of());
    assertEquals(before.settings(), after.settings());
    assertEquals(
        "warning settings-changed rolecall.yaml:6:37 client-secret of credentials of tenant"
            + " production: { env: SECRET } -> { env: OTHER }\n",
        Repositories.lines(after.problems()));
  }

  @Test
  void whereTheBaseHasNoSettingsEachTenantIsAFinding() throws IOException {
    RepositoryContent loaded =
        Repositories.load(root, new Base("abc1234", null, Map.of()), List.of());
    assertEquals(
        "warning settings-changed rolecall.yaml:3:3 The tenant production is new: tenant-api at"
            + " https://acme-production.example.com.\n",
        Repositories.lines(loaded.problems()));
    assertEquals(Set.of("production"), requireNonNull(loaded.settings()).tenants().keySet());
  }

  @Test
  void aBrokenTenantIsNotCalledUnknown() throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS.replace("https:", "ftp:"));
    Repositories.write(
        root,
        "assignments/more.yaml",
        "kind: Assignment\nrole: viewer\ntenants: [ production ]\nusers: [ u@example.com ]\n");
    assertEquals(
        "error bad-value rolecall.yaml:5:10 url must be an https:// address (http:// on the"
            + " loopback only), for example https://acme-production.example.com, but is the text"
            + " \"ftp://acme-production.example.com\".\n",
        Repositories.lines(Repositories.load(root).problems()));
  }
}
