package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was reviewed is what is applied, or nothing is. */
@Tag("e2e")
final class SavedPlanTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;
  private String plan = "";

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
    plan = folder.resolve("plan.json").toString();
    cli.run("plan", "--out", plan).ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  private Cli.Ran applied() {
    return cli.run("apply", "--plan", plan);
  }

  private void nothingWritten() {
    assertTrue(tenant.outsider().roles().contains("temp-contractor"));
    assertFalse(tenant.outsider().roles().contains("payments-approver"));
    assertTrue(repo.applied().isEmpty());
  }

  @Test
  void isAppliedWithoutAQuestionAndOnce() {
    applied().ended(ExitCode.DONE);
    assertEquals(repo.ref("HEAD"), repo.applied());
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    applied().ended(ExitCode.STALE).says("stale-plan");
  }

  @Test
  void isStaleWhenWhatItTouchesMoved() {
    tenant.outsider().grant("temp-contractor", "omar@example.com");
    applied().ended(ExitCode.STALE).says("temp-contractor");
    nothingWritten();
  }

  @Test
  void isStaleWhenARoleItCreatesWasMadeMeanwhile() {
    tenant.outsider().write("POST", "roles", Map.of("slug", "cs-lead", "name", "CS Lead")).ok();
    applied().ended(ExitCode.STALE).says("cs-lead");
    nothingWritten();
  }

  @Test
  void letsEverythingElseMove() {
    tenant.outsider().write("POST", "roles", Map.of("slug", "by-hand", "name", "By Hand")).ok();
    tenant.outsider().grant("by-hand", "omar@example.com");
    tenant.outsider().grant("operator", "omar@example.com");
    applied().ended(ExitCode.DONE);
    assertEquals(List.of("omar@example.com"), tenant.outsider().holders("by-hand"));
  }

  @Test
  void isStaleForOtherFiles() {
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "");
    repo.commit("No suspending");
    applied().ended(ExitCode.STALE).says("other files", "rolecall plan --out");
    nothingWritten();
  }

  @Test
  void isGoodForAnotherCommitOfTheSameFiles() {
    repo.write("README.md", "Nothing that a glob matches.\n");
    String commit = repo.commit("A read-me");
    applied().ended(ExitCode.DONE);
    assertEquals(commit, repo.applied().orElseThrow());
  }

  @Test
  void isStaleAfterItsLastMoment() {
    cli = cli.at(Instant.parse("2027-02-01T00:00:00Z"));
    applied().ended(ExitCode.STALE).says("good until 2027-02-01T00:00:00Z");
    nothingWritten();
  }

  @Test
  void isGoodToItsLastMoment() {
    cli = cli.at(Instant.parse("2027-01-31T23:59:59.999Z"));
    applied().ended(ExitCode.DONE);
  }

  @Test
  void isRefusedWhenItWasEdited() {
    repo.write("../plan.json", repo.read("../plan.json").replace("users:suspend", "users:delete"));
    applied().ended(ExitCode.INVALID_INPUT).says("plan.json", "edited");
    nothingWritten();
  }

  @Test
  void isRefusedWhenItIsNoPlan() {
    for (String text : List.of("", "{", "[]", "null", "{}", "kind: Role\n", "{\"format\":1}")) {
      repo.write("../plan.json", text);
      applied().ended(ExitCode.INVALID_INPUT).says("plan.json");
    }
    repo.delete("../plan.json");
    applied().ended(ExitCode.INVALID_INPUT).says("plan.json");
    plan = folder.toString();
    applied().ended(ExitCode.INVALID_INPUT).says(folder.toString());
    nothingWritten();
  }

  @Test
  void isForOneTenantOnly() {
    String other =
        repo.read("rolecall.yaml").substring(repo.read("rolecall.yaml").indexOf("  production:"));
    repo.write(
        "rolecall.yaml", repo.read("rolecall.yaml") + other.replace("  production:", "  staging:"));
    repo.edit(
        "assignments/system-roles.yaml", "role: viewer", "role: viewer\ntenants: [production]");
    for (String role : List.of("branding-editor", "compliance-viewer", "external-auditor")) {
      withoutHolders(role);
    }
    withoutHolders("cs-lead");
    withoutHolders("payments-approver");
    repo.commit("A second tenant");
    cli.run("apply", "--plan", plan, "--tenant", "stagin")
        .ended(ExitCode.INVALID_INPUT)
        .says("Did you mean staging?");
    cli.run("apply", "--plan", plan).ended(ExitCode.INVALID_INPUT).says("--tenant", "staging");
    cli.run("apply", "--plan", plan, "--tenant", "staging")
        .ended(ExitCode.STALE)
        .says("for the tenant production");
    nothingWritten();
  }

  private void withoutHolders(String role) {
    String text = repo.read("roles/" + role + ".yaml");
    repo.write("roles/" + role + ".yaml", text.substring(0, text.indexOf("assignments:")));
  }

  @Test
  void canBePartlyAppliedByCause() {
    cli.run("apply", "--plan", plan, "--only", "drift").ended(ExitCode.DONE);
    nothingWritten();
  }
}
