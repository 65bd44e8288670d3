package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thing that may not be done keeps nothing else that goes to the tenant in the same call. */
@Tag("e2e")
final class OneByOneTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    proxy = RecordingProxy.of(tenant.url());
    repo = RolesRepo.acme(folder.resolve("acme"), proxy.url());
    cli = repo.cli();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    repo.close();
    proxy.close();
    tenant.close();
  }

  /** The edit as a whole is refused, and then the second of its capabilities alone. */
  @Test
  void aCapabilityKeepsNoNeighbour() {
    repo.edit(
            "roles/cs-lead.yaml",
            "capabilities:\n",
            "capabilities:\n  - applications:create\n  - applications:delete\n  - branding:edit\n")
        .commit("Three more");
    proxy.refuse(number -> number == 1 || number == 3);

    cli.run("apply", "--approve")
        .ended(ExitCode.PARTLY_DONE)
        .says("2 steps done, 1 failed", "applications:delete", "403 not allowed");
    assertEquals(4, proxy.writes());
    proxy.refuse(_ -> false);
    cli.run("plan")
        .says("+ capability  applications:delete")
        .saysNot("+ capability  applications:create", "+ capability  branding:edit");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void norDoesAHolder() {
    repo.edit(
            "roles/payments-approver.yaml",
            "  users:\n",
            "  users:\n    - lee@example.com\n    - tess@example.com\n")
        .commit("Two more");
    proxy.refuse(number -> number == 1 || number == 2);

    cli.run("apply", "--approve")
        .ended(ExitCode.PARTLY_DONE)
        .says("1 step done, 1 failed", "add user lee@example.com to role payments-approver: 403");
    assertEquals(
        List.of("tess@example.com"),
        tenant.outsider().holders("payments-approver").stream()
            .filter(List.of("lee@example.com", "tess@example.com")::contains)
            .toList());
  }
}
