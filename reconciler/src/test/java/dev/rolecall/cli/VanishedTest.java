package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that disappears without a tombstone is told until it is back or retired. */
@Tag("e2e")
final class VanishedTest {
  private static final String CAPABILITY =
      "kind: Capability\narea: payments\naction: approve\nname: Approve\ndescription: Pays.\n";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(3);
    team = Team.of(folder, tenant.url());
    team.author().write("capabilities/payments.yaml", CAPABILITY);
    team.role("alpha", "add").role("beta", "add").push("c0: in none of which git grants anybody");
    team.apply().ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  /** More than one run after it: the state applied last does not declare it either. */
  private void forgotten(String file, String rule) {
    team.author().delete(file);
    team.push("c1: one is lost");
    team.run("plan", "-v").ended(ExitCode.DONE).says(rule);
    team.apply().ended(ExitCode.DONE).says(rule);
    team.role("beta", "add", Tenant.email(0)).push("c2: something else");
    team.apply().ended(ExitCode.DONE).says(rule);
    team.run("plan", "-v").ended(ExitCode.DONE).says(rule);
    team.run("drift", "-v")
        .ended(ExitCode.CHANGES)
        .says(rule, "Vanished from git, neither restored nor retired: 1 document.")
        .saysNot("No drift:");
  }

  private void told() {
    team.run("drift", "-v").ended(ExitCode.DONE).saysNot("vanished");
    assertFalse(team.author().run().orElseThrow().has("vanished"));
  }

  @Test
  void aRoleIsToldUntilItIsBack() {
    forgotten("roles/alpha.yaml", "role-vanished");
    assertTrue(team.author().run().orElseThrow().path("vanished").toString().contains("alpha"));
    team.role("alpha", "add").push("c3: back");
    team.apply().ended(ExitCode.DONE);
    told();
  }

  @Test
  void aRoleIsToldUntilItIsRetired() {
    forgotten("roles/alpha.yaml", "role-vanished");
    team.author()
        .write(
            "retired/alpha.yaml",
            "kind: RetiredRole\nslug: alpha\nretired: 2026-11-02\nreason: Over.\n");
    team.push("c3: retired");
    team.apply().ended(ExitCode.DONE);
    team.role("beta", "add").push("c4: something else");
    team.apply().ended(ExitCode.DONE);
    told();
  }

  /** Those whom git granted, and whom it did not: each of them still has the role. */
  @Test
  void aRoleIsToldWithItsHolders() {
    team.role("alpha", "add", Tenant.email(1)).push("c1: somebody");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", Tenant.email(2));
    team.author().delete("roles/alpha.yaml");
    team.push("c2: one is lost");
    team.run("drift", "-v")
        .ended(ExitCode.CHANGES)
        .says("alpha", Tenant.email(1), Tenant.email(2))
        .saysNot("No drift:");
  }

  /** Of two tenants, one may do without what the other keeps. */
  @Test
  void whatAnotherTenantDoesWithoutHasNotVanished() {
    URI other = URI.create("https://production.example.com");
    team.author()
        .write(
            "rolecall.yaml",
            RolesRepo.settings(
                RolesRepo.entry("production", other), RolesRepo.entry("staging", tenant.url())));
    team.push("c1: two tenants");
    team.author().edit("roles/alpha.yaml", "slug: alpha", "slug: alpha\ntenants: [staging]");
    team.push("c2: alpha for staging alone");
    team.run("plan", "--tenant", "staging", "--base", "HEAD~1")
        .ended(ExitCode.DONE)
        .saysNot("role-vanished");
    team.run("validate", "--base", "HEAD~1")
        .ended(ExitCode.INVALID_INPUT)
        .says("role-vanished", " is in no document now", " for production.");
  }

  @Test
  void aCapabilityIsToldUntilItIsBack() {
    forgotten("capabilities/payments.yaml", "capability-vanished");
    team.author().write("capabilities/payments.yaml", CAPABILITY);
    team.push("c3: back");
    team.apply().ended(ExitCode.DONE);
    told();
  }
}
