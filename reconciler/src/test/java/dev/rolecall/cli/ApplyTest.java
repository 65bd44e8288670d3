package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may apply what: the prompt, the tree it comes from, and parts of a plan. */
@Tag("e2e")
final class ApplyTest {
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

  private void nothingWritten() {
    assertFalse(tenant.outsider().roles().contains("cs-lead"));
    assertTrue(repo.applied().isEmpty());
  }

  @Test
  void yesApplies() {
    cli.typing("yes\n").run("apply").ended(ExitCode.DONE).says("Apply this to production?");
    assertEquals(repo.ref("HEAD"), repo.applied());
    cli.typing("").run("apply").ended(ExitCode.DONE).saysNot("Apply this");
  }

  @Test
  void anythingElseDoesNot() {
    for (String answer : List.of("", "\n", "y\n", "no\n", "YES\n", "yes please\n", "j\u0000a\n")) {
      cli.typing(answer).run("apply").ended(ExitCode.INTERRUPTED).says("Nothing was applied.");
    }
    nothingWritten();
  }

  @Test
  void withoutATerminalNobodyIsAsked() {
    cli.run("apply").ended(ExitCode.INTERRUPTED).says("--approve", "Nothing was applied.");
    nothingWritten();
  }

  /** What git granted it takes back, also while another name of the role is unknown. */
  @Test
  void anUnknownNameKeepsNobodyWhomGitGranted() {
    repo.edit("rolecall.yaml", "version: 1", "version: 1\nguards: { unknown-subject: wait }");
    repo.commit("Unknown subjects wait");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    repo.edit("roles/cs-lead.yaml", "    - anita@example.com", "    - nobody@example.com");
    repo.commit("Replace Anita by a typo");

    cli.run("apply", "--approve")
        .ended(ExitCode.DONE)
        .says("unknown-subject", "remove user anita@example.com");
    assertEquals(repo.ref("HEAD"), repo.applied(), "only the line that waits stays open");

    repo.edit("roles/cs-lead.yaml", "    - nobody@example.com", "    - tess@example.com");
    repo.commit("Mend the typo");
    cli.run("apply", "--approve").ended(ExitCode.DONE).says("add user tess@example.com");
    assertEquals(repo.ref("HEAD"), repo.applied());
  }

  @Test
  void aDirtyTreeIsRefusedUnlessAllowed() {
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "");

    cli.run("plan").ended(ExitCode.DONE).says("+dirty");
    cli.run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("dirty-tree", "--allow-dirty");
    nothingWritten();

    cli.run("apply", "--approve", "--allow-dirty").ended(ExitCode.DONE);
    assertEquals(Optional.empty(), repo.applied(), "a dirty tree is no commit");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    String head = repo.ref("HEAD").orElseThrow().substring(0, 7);
    cli.run("plan", "--detailed-exitcode", "--ref", "HEAD")
        .ended(ExitCode.CHANGES)
        .says("suspend", "applied " + head + "+dirty");
    cli.run("drift", "--format", "json").says("\"applied\" : \"" + head + "+dirty\"");
  }

  @Test
  void anUntrackedRoleIsDirtyAndAReadmeIsNot() {
    repo.write("notes.txt", "not matched by a glob\n");
    cli.run("plan").ended(ExitCode.DONE).saysNot("+dirty");
    repo.write("roles/new.yaml", "kind: RetiredRole\nslug: a\nretired: 2026-11-01\nreason: b\n");
    cli.run("plan").ended(ExitCode.DONE).says("+dirty");
    cli.run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("dirty-tree");
    repo.delete("roles/new.yaml");
    repo.edit("rolecall.yaml", "version: 1", "version: 1 # same");
    cli.run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("dirty-tree");
    cli.run("apply", "--approve", "--ref", "HEAD").ended(ExitCode.DONE);
    assertEquals(repo.ref("HEAD"), repo.applied());
  }

  @Test
  void aPlainFolderIsAppliedOnlyWhenAllowed() {
    Path plain = folder.resolve("plain");
    RolesRepo.copy(RolesRepo.acme(), plain);
    try (var other = RolesRepo.of(folder.resolve("settings"), tenant.url())) {
      RolesRepo.replace(plain.resolve("rolecall.yaml"), other.read("rolecall.yaml"));
    }
    Cli here = Cli.in(plain);
    here.run("validate").ended(ExitCode.DONE).says("no-git");
    here.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("plain folder");
    here.run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("--allow-dirty");
    here.run("plan", "--ref", "main").ended(ExitCode.INVALID_INPUT).says("no-git");
    here.run("apply", "--approve", "--allow-dirty").ended(ExitCode.DONE);
    here.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void aBareRepositoryNeedsARef() {
    Path bare = folder.resolve("bare.git");
    repo.cloneBareTo(bare);
    Cli there = Cli.in(bare);
    there.run("validate").ended(ExitCode.INVALID_INPUT).says("--ref");
    there.run("plan").ended(ExitCode.INVALID_INPUT).says("--ref");
    there.run("validate", "--ref", "main").ended(ExitCode.DONE);
    there.run("plan", "--ref", "main", "--detailed-exitcode").ended(ExitCode.CHANGES);
    there.run("plan", "--ref", "man").ended(ExitCode.INVALID_INPUT).says("man");
    there.run("apply", "--ref", "main", "--approve").ended(ExitCode.DONE);
    there.run("plan", "--ref", "main", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void aFolderInsideARepositoryIsARolesRepositoryToo() {
    Path outer = folder.resolve("outer");
    try (var whole = RolesRepo.init(outer)) {
      RolesRepo.copy(RolesRepo.acme(), outer.resolve("iam/roles-repo"));
      whole.write("iam/roles-repo/rolecall.yaml", RolesRepo.settings(tenant.url()));
      String commit = whole.commit("All of acme");
      Cli.in(outer).run("apply", "-C", "iam/roles-repo", "--approve").ended(ExitCode.DONE);
      Cli.in(outer.resolve("iam/roles-repo"))
          .run("plan", "--detailed-exitcode")
          .ended(ExitCode.DONE);
      assertEquals(Optional.of(commit), whole.applied());
    }
  }

  @Test
  void onlySomeCausesMoveNoRef() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    Optional<String> first = repo.applied();
    tenant.outsider().grant("payments-approver", "lee@example.com");
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "");
    repo.commit("No suspending");

    cli.run("apply", "--approve", "--only", "pending").ended(ExitCode.DONE);
    assertEquals(first, repo.applied(), "drift was left out");
    assertTrue(tenant.outsider().holders("payments-approver").contains("lee@example.com"));
    cli.run("plan")
        .ended(ExitCode.DONE)
        .says("lee@example.com", "capability  no longer users:suspend", "1 drift undone");

    cli.run("apply", "--approve", "--only", "drift").ended(ExitCode.DONE);
    assertFalse(tenant.outsider().holders("payments-approver").contains("lee@example.com"));
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(repo.ref("HEAD"), repo.applied(), "an empty apply counts");
  }

  @Test
  void timeTakesBackWhatItGave() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    Cli later = cli.at(Instant.parse("2027-02-01T00:00:00Z"));
    later.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("expired");
    cli.run("plan", "--at", "2027-02-01T00:00:00Z").ended(ExitCode.DONE).says("expired");
    later.run("apply", "--approve", "--only", "expired").ended(ExitCode.DONE);
    assertEquals(List.of(), tenant.outsider().holders("external-auditor"));
    later.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void anUnknownCauseIsUsage() {
    cli.run("apply", "--approve", "--only", "pendin").ended(ExitCode.USAGE).says("pending");
    cli.run("apply", "--approve", "--only", "").ended(ExitCode.USAGE);
    nothingWritten();
  }

  @Test
  void theSecretIsNeededByApplyAlone() {
    repo.edit(
        "rolecall.yaml",
        "{ env: ROLECALL_CLIENT_SECRET } }",
        "{ env: ROLECALL_CLIENT_SECRET } }\n"
            + "    apply-credentials: { client-id: rolecall, client-secret: { env: APPLY_SECRET }"
            + " }");
    repo.commit("Two clients");
    cli.run("plan").ended(ExitCode.DONE);
    cli.run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("APPLY_SECRET");
    cli.typing("yes\n")
        .with("APPLY_SECRET", "wrong")
        .run("apply")
        .ended(ExitCode.REMOTE_FAILED)
        .says("401 invalid_client", "taken from { env: APPLY_SECRET }")
        .saysNot("Only yes is accepted");
    cli.with("APPLY_SECRET", "sandbox").run("apply", "--approve").ended(ExitCode.DONE);
  }
}
