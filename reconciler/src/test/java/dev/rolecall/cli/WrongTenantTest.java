package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant is its url, not its name: plans and records of one never act on another. */
@Tag("e2e")
final class WrongTenantTest {
  private static final String U1 = "u1@example.com";
  private static final String U2 = "u2@example.com";
  private static final String ROLE =
      """
      kind: Role
      slug: alpha
      name: Alpha
      description: A role.
      capabilities: [audit:read]
      manage: exact
      """;

  @TempDir Path folder;
  private Tenant one;
  private Tenant two;
  private Team team;

  @BeforeEach
  void start() {
    one = Tenant.ofUsers(5);
    two = Tenant.ofUsers(5);
    team = Team.of(folder, one.url());
  }

  @AfterEach
  void stop() {
    team.close();
    one.close();
    two.close();
  }

  private void tenants(URI production, URI staging) {
    team.author()
        .write(
            "rolecall.yaml",
            RolesRepo.settings(
                RolesRepo.entry("production", production), RolesRepo.entry("staging", staging)));
  }

  private static String assignment(String tenant, String user) {
    return "kind: Assignment\nrole: alpha\ntenants: [%s]\nusers: [%s]\n".formatted(tenant, user);
  }

  @Test
  void twoUrlsThatWereSwapped() {
    tenants(one.url(), two.url());
    team.author().write("roles/alpha.yaml", ROLE);
    team.author().write("assignments/production.yaml", assignment("production", U1));
    team.author().write("assignments/staging.yaml", assignment("staging", U2));
    team.push("c0");
    List<String> names = List.of("production", "staging");
    names.forEach(name -> team.apply("--tenant", name).ended(ExitCode.DONE));
    tenants(two.url(), one.url());
    team.push("Swapped");
    for (String name : names) {
      team.run("plan", "-v", "--tenant", name)
          .ended(ExitCode.DONE)
          .says("record-of-another-tenant", one.url().toString(), two.url().toString());
      team.run("drift", "-v", "--tenant", name)
          .ended(ExitCode.CHANGES)
          .says("record-of-another-tenant");
      for (String more : List.of("--rollback", "--allow-dirty")) {
        team.apply("--tenant", name, more)
            .ended(ExitCode.REMOTE_FAILED)
            .says("record-of-another-tenant", "--rebind");
      }
    }
    asTheyWere();
    tenants(one.url(), two.url());
    team.push("Swapped back");
    for (String name : names) {
      team.apply("--tenant", name).ended(ExitCode.DONE);
      team.run("drift", "-v", "--tenant", name).ended(ExitCode.DONE);
    }
    asTheyWere();
  }

  private void asTheyWere() {
    assertEquals(List.of(U1), one.outsider().holders("alpha"));
    assertEquals(List.of(U2), two.outsider().holders("alpha"));
  }

  @Test
  void aPlanOfTheUrlBefore() {
    team.role("alpha", "exact", U1).push("c0");
    String plan = folder.resolve("plan.json").toString();
    team.run("plan", "--out", plan).ended(ExitCode.DONE);
    team.author().write("rolecall.yaml", RolesRepo.settings(two.url()));
    team.push("Another url");
    team.run("apply", "--plan", plan)
        .ended(ExitCode.STALE)
        .says("stale-plan", one.url().toString(), two.url().toString());
    assertEquals(List.of(), two.outsider().audited("role.created"));
    assertEquals(List.of(), one.outsider().audited("role.created"));
  }

  /** Also where the tenant was applied before, and with what means a moved tenant. */
  @Test
  void aPlanOfTheUrlBeforeIsNotRebound() {
    team.role("alpha", "exact", U1).push("c0");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "exact", U1, U2).push("c1");
    String plan = folder.resolve("plan.json").toString();
    team.run("plan", "--out", plan).ended(ExitCode.DONE);
    team.author().write("rolecall.yaml", RolesRepo.settings(two.url()));
    team.push("Another url");
    team.run("apply", "--plan", plan).ended(ExitCode.STALE).says("stale-plan");
    team.run("apply", "--plan", plan, "--rebind", "production")
        .ended(ExitCode.STALE)
        .says("stale-plan");
    assertEquals(List.of(), two.outsider().audited("role.created"));
    assertEquals(List.of(U1), one.outsider().holders("alpha"));
  }
}
