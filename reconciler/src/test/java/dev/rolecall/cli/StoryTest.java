package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main story of the README, on {@code examples/acme} and a real server. */
@Tag("e2e")
final class StoryTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  @Test
  void fromYamlToALiveTenantAndNothingLeftToDo() {
    cli.run("validate").ended(ExitCode.DONE);
    cli.run("plan").ended(ExitCode.DONE).says("Plan: ");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
    assertEquals(Optional.empty(), repo.applied(), "planning moves nothing");

    cli.run("apply", "--approve").ended(ExitCode.DONE);

    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
    cli.run("drift").ended(ExitCode.DONE);
    assertEquals(repo.ref("HEAD"), repo.applied());
    assertEquals(
        List.of("anita@example.com", "customer-support"), tenant.outsider().holders("cs-lead"));
    assertEquals(List.of("sam@auditfirm.example"), tenant.outsider().holders("external-auditor"));
    assertEquals(List.of("everyone-in-it", "lee@example.com"), tenant.outsider().holders("viewer"));
    assertFalse(tenant.outsider().roles().contains("temp-contractor"));
    assertEquals(List.of("temp-contractor"), tenant.outsider().audited("role.deleted"));
  }

  @Test
  void whatHappensBehindGitsBackIsFoundAndUndone() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);

    tenant.outsider().grant("payments-approver", "lee@example.com");
    tenant.outsider().take("external-auditor", "sam@auditfirm.example");
    tenant
        .outsider()
        .write("PATCH", "roles/cs-lead", Map.of("add_capabilities", List.of("users:delete")))
        .ok();

    cli.run("drift")
        .ended(ExitCode.CHANGES)
        .says("payments-approver", "lee@example.com", "sam@auditfirm.example", "users:delete");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("Drift");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("drift").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(
        List.of("omar@example.com", "priya@example.com"),
        tenant.outsider().holders("payments-approver"));
    assertEquals(List.of("sam@auditfirm.example"), tenant.outsider().holders("external-auditor"));
  }

  @Test
  void anExpiredAssignmentThatSomebodyGaveAgainIsDrift() {
    repo.edit("roles/external-auditor.yaml", "expires: 2027-01-31", "expires: 2026-11-10");
    repo.commit("The engagement was short");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), tenant.outsider().holders("external-auditor"));

    tenant.outsider().grant("external-auditor", "sam@auditfirm.example");
    cli.run("drift").ended(ExitCode.CHANGES).says("sam@auditfirm.example");
    cli.run("apply", "--approve", "--only", "drift").ended(ExitCode.DONE);
    assertEquals(List.of(), tenant.outsider().holders("external-auditor"));
  }

  @Test
  void whatGitNeverGrantedStaysWithItsHolder() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    tenant.outsider().grant("cs-lead", "eli@example.com");

    repo.edit("roles/cs-lead.yaml", "    - anita@example.com\n", "    - tess@example.com\n");
    String commit = repo.commit("Tess for Anita");
    cli.run("plan").ended(ExitCode.DONE).says("tess@example.com", "anita@example.com");
    cli.run("apply", "--approve").ended(ExitCode.DONE);

    assertEquals(
        List.of("customer-support", "eli@example.com", "tess@example.com"),
        tenant.outsider().holders("cs-lead"));
    assertEquals(Optional.of(commit), repo.applied());
  }

  @Test
  void aRetiredSlugIsNeverUsedAgain() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    repo.delete("retired/temp-contractor.yaml");
    repo.write(
        "roles/temp-contractor.yaml",
        """
        kind: Role
        slug: temp-contractor
        name: Temp Contractor
        description: Once more.
        capabilities:
          - users:view
        """);

    cli.run("validate").ended(ExitCode.INVALID_INPUT).says("temp-contractor", "retired");
    cli.run("plan").ended(ExitCode.PARTLY_DONE).says("retired");
    repo.commit("Try it again");
    cli.run("validate").ended(ExitCode.INVALID_INPUT).says("roles/temp-contractor.yaml:2");
    cli.run("plan").ended(ExitCode.PARTLY_DONE);
    cli.run("apply", "--approve").ended(ExitCode.PARTLY_DONE);
    var refused =
        tenant
            .outsider()
            .write("POST", "roles", Map.of("slug", "temp-contractor", "name", "Temp Contractor"));
    assertEquals(409, refused.status());
    assertEquals("slug_retired", refused.error());
    assertFalse(tenant.outsider().roles().contains("temp-contractor"));
  }

  @Test
  void aSlugRetiredByHandIsLeftAloneByThePlan() {
    tenant.outsider().write("DELETE", "roles/temp-contractor", null).ok();
    repo.delete("retired/temp-contractor.yaml");
    try (var fresh = RolesRepo.of(folder.resolve("fresh"), tenant.url())) {
      fresh.write(
          "roles/temp-contractor.yaml",
          """
          kind: Role
          slug: temp-contractor
          name: Temp Contractor
          description: Nobody here knows that it was there before.
          capabilities:
            - users:view
          """);
      fresh.commit("A role");
      fresh.cli().run("validate").ended(ExitCode.DONE);
      fresh.cli().run("plan").ended(ExitCode.PARTLY_DONE).says("retired-slug", "temp-contractor");
      fresh.cli().run("apply", "--approve").ended(ExitCode.PARTLY_DONE);
    }
    assertFalse(tenant.outsider().roles().contains("temp-contractor"));
  }

  @Test
  void aVanishedRoleIsLeftAloneAndSaid() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    String before = repo.ref("HEAD").orElseThrow();
    repo.delete("roles/branding-editor.yaml");
    repo.commit("Forget a role");

    cli.run("validate", "--base", before).ended(ExitCode.INVALID_INPUT).says("role-vanished");
    cli.run("plan").ended(ExitCode.DONE).says("role-vanished", "branding-editor");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertTrue(tenant.outsider().roles().contains("branding-editor"));
    assertEquals(List.of("design-team"), tenant.outsider().holders("branding-editor"));
  }
}
