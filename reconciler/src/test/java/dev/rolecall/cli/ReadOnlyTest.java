package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan makes no write request: a proxy between rolecall and the tenant has seen all of them. */
@Tag("e2e")
final class ReadOnlyTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private RolesRepo repo;
  private Cli cli;
  private String base = "";

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    proxy = RecordingProxy.of(tenant.url());
    repo = RolesRepo.acme(folder.resolve("acme"), proxy.url());
    cli = repo.cli();
    base = repo.ref("HEAD").orElseThrow();
  }

  @AfterEach
  void stop() {
    repo.close();
    proxy.close();
    tenant.close();
  }

  @Test
  void validateAsksNobody() {
    cli.run("validate").ended(ExitCode.DONE);
    cli.run("validate", "--base", base).ended(ExitCode.DONE);
    assertEquals(List.of(), proxy.seen());
  }

  @Test
  void readOnlyCommandsOnlyRead() {
    List<List<String>> commands =
        List.of(
            List.of("plan"),
            List.of("plan", "--out", folder.resolve("plan.json").toString()),
            List.of("plan", "--base", base),
            List.of("plan", "--at", "2027-06-01T00:00:00Z"),
            List.of("plan", "--ref", base, "--detailed-exitcode"),
            List.of("drift"));
    reads(commands);
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertTrue(proxy.seen().stream().anyMatch(RecordingProxy.Seen::isWrite), "the proxy sees them");
    tenant.outsider().grant("payments-approver", "lee@example.com");
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "");
    reads(commands);
  }

  @Test
  void soDoImportAndCatalogue() {
    reads(
        List.of(
            List.of("import", "--out", folder.resolve("imported").toString()),
            List.of("catalogue", "--refresh")));
    proxy.forget();
    cli.run("catalogue", "audit").ended(ExitCode.DONE);
    assertEquals(List.of(), proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList());
  }

  private void reads(List<List<String>> commands) {
    for (List<String> command : commands) {
      proxy.forget();
      Cli.Ran ran = cli.run(command.toArray(String[]::new));
      assertTrue(ran.exit() == 0 || ran.exit() == 2, ran::toString);
      assertTrue(proxy.seen().stream().anyMatch(seen -> seen.method().equals("GET")));
      assertEquals(
          List.of(),
          proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList(),
          command::toString);
    }
  }

  @Test
  void anApplyThatIsNotConfirmedOnlyReads() {
    cli.run("apply").ended(ExitCode.INTERRUPTED);
    cli.typing("no\n").run("apply").ended(ExitCode.INTERRUPTED);
    cli.run("plan", "--out", folder.resolve("plan.json").toString()).ended(ExitCode.DONE);
    tenant.outsider().grant("temp-contractor", "omar@example.com");
    cli.run("apply", "--plan", folder.resolve("plan.json").toString()).ended(ExitCode.STALE);
    assertEquals(List.of(), proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList());
  }

  @Test
  void anEmptyApplyOnlyReads() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    proxy.forget();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList());
  }
}
