package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code of the table, by a run that really ends so. */
@Tag("e2e")
final class ExitCodesTest {
  private static final String SOMEBODY =
      """
      kind: Role
      slug: temp-contractor
      name: Temp Contractor
      description: Back again.
      capabilities: []
      """;

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    var reader =
        new SandboxClient(
            "reader", "sandbox", new TreeSet<>(List.of("roles:read", "users:read", "groups:read")));
    tenant =
        Tenant.start(
            SandboxOptions.defaults()
                .withSeed(Tenant.acmeSeed())
                .withClients(List.of(SandboxClient.DEFAULT, reader)));
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  @Test
  void zeroIsDone() {
    cli.run("plan").ended(ExitCode.DONE);
    cli.run("validate").ended(ExitCode.DONE);
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("drift").ended(ExitCode.DONE);
  }

  @Test
  void oneIsOurBug() {
    InstantSource broken =
        () -> {
          throw new IllegalStateException("the clock is broken");
        };
    var context =
        new Cli(cli.directory(), cli.environment(), broken, cli.terminal(), cli.answers());
    context.run("plan").ended(ExitCode.OUR_BUG).says("bug of rolecall", "the clock is broken");
  }

  @Test
  void twoIsChangesOrDrift() {
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    tenant.outsider().take("external-auditor", "sam@auditfirm.example");
    cli.run("drift").ended(ExitCode.CHANGES);
  }

  @Test
  void threeIsInvalidInput() {
    repo.edit("roles/cs-lead.yaml", "kind: Role", "kind: Roel");
    for (String command : List.of("validate", "plan", "apply", "drift")) {
      Cli.Ran ran = cli.run(command).ended(ExitCode.INVALID_INPUT);
      ran.says("roles/cs-lead.yaml:2:7", "Did you mean Role?");
    }
  }

  @Test
  void fourIsBlocked() {
    try (var other = RolesRepo.of(folder.resolve("other"), tenant.url())) {
      other
          .write(
              "roles/temp-contractor.yaml",
              SOMEBODY.replace("temp-contractor", "newcomer").replace("[]", "[\"users:no-such\"]"))
          .commit("A role");
      other.cli().run("plan").ended(ExitCode.BLOCKED).says("unknown-capability");
      other.cli().run("plan", "--detailed-exitcode").ended(ExitCode.BLOCKED);
      other.cli().run("apply", "--approve").ended(ExitCode.BLOCKED);
      Path plan = folder.resolve("plan.json");
      other.cli().run("plan", "--out", plan.toString()).ended(ExitCode.BLOCKED);
      other.cli().run("apply", "--plan", plan.toString()).ended(ExitCode.BLOCKED);
    }
  }

  @Test
  void fiveIsARemoteThatRefused() {
    cli.with("ROLECALL_CLIENT_SECRET", "wrong")
        .run("plan")
        .ended(ExitCode.REMOTE_FAILED)
        .says(
            "could not get a token for client rolecall: 401 invalid_client (req_",
            "taken from { env: ROLECALL_CLIENT_SECRET }, see rolecall.yaml:");
    repo.edit("rolecall.yaml", "client-id: rolecall", "client-id: reader");
    repo.commit("A client that only reads");
    cli.run("plan").ended(ExitCode.DONE);
    cli.run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says("roles:write");
    assertEquals(List.of(), tenant.outsider().audited("role.created"));
  }

  @Test
  void sixIsPartlyDone() {
    // The second write and all after it are refused by somebody in between.
    try (var proxy = RecordingProxy.of(tenant.url())) {
      repo.edit("rolecall.yaml", tenant.url().toString(), proxy.url().toString());
      repo.commit("Through a proxy");
      proxy.refuse(write -> write > 1);
      cli.run("apply", "--approve").ended(ExitCode.PARTLY_DONE).says("failed", "could not", "403");
      assertFalse(repo.applied().isPresent(), "something was left out");
      proxy.refuse(_ -> false);
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      assertEquals(repo.ref("HEAD"), repo.applied());
    }
  }

  @Test
  void fiveIsAlsoNothingWritten() {
    try (var proxy = RecordingProxy.of(tenant.url())) {
      repo.edit("rolecall.yaml", tenant.url().toString(), proxy.url().toString());
      repo.commit("Through a proxy");
      proxy.refuse(_ -> true);
      cli.run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says("could not", "403");
      assertEquals(List.of(), tenant.outsider().audited("role.created"));
    }
  }

  @Test
  void sevenIsStale() {
    String plan = folder.resolve("plan.json").toString();
    cli.run("plan", "--out", plan).ended(ExitCode.DONE);
    tenant.outsider().take("temp-contractor", "tess@example.com");
    cli.run("apply", "--plan", plan).ended(ExitCode.STALE);
  }

  @Test
  void sixtyFourIsUsage() {
    cli.run("plan", "--no-such-option").ended(ExitCode.USAGE);
  }

  @Test
  void oneHundredAndThirtyIsNotAnsweredYes() {
    cli.typing("no\n").run("apply").ended(ExitCode.INTERRUPTED);
  }
}
