package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom no run logs out, and what is said where it cannot. */
@Tag("e2e")
final class RevocationLimitsTest {
  /** Of a client and of a user: its token names it. */
  private static final String ROBOT = "usr_01JZ0000000000000000000000";

  private static final String READ = "=sandbox:roles:read,users:read,groups:read,roles:write";
  private static final String POLICY =
      """
      kind: Policy
      name: audit-ends-at-once
      description: Nobody reads on.
      revoke-immediately: ["audit:read"]
      """;

  @TempDir Path folder;

  private Tenant tenant() throws IOException {
    Path seed = folder.resolve("seed.yaml");
    Files.writeString(
        seed,
        """
        users:
          - { id: %s, email: robot@example.com, name: Robot }
          - { email: ann@example.com, name: Ann }
          - { email: ben@example.com, name: Ben }
        groups:
          - { slug: office, name: Office, members: [] }
        """
            .formatted(ROBOT));
    return Tenant.start(
        SandboxOptions.defaults()
            .withSeed(seed)
            .withClients(
                List.of(
                    SandboxClient.DEFAULT,
                    SandboxClient.parse("writer" + READ),
                    SandboxClient.parse(ROBOT + READ + ",sessions:write"))),
        "rolecall");
  }

  /** Held by these, written as in a list. */
  private static RolesRepo role(RolesRepo repo, String users, String groups) {
    return repo.write(
        "roles/alpha.yaml",
        """
        kind: Role
        slug: alpha
        name: Alpha
        description: A role.
        capabilities: ["audit:read"]
        manage: exact
        assignments: { users: [%s], groups: [%s] }
        """
            .formatted(users, groups));
  }

  private static void withWriter(RolesRepo repo) {
    String key = "client-secret: { env: ROLECALL_CLIENT_SECRET } }";
    repo.edit(
        "rolecall.yaml",
        key,
        key + "\n    apply-credentials: { client-id: { env: WRITER }, " + key);
  }

  /** Its own account, by whatever name it goes; it is not told, because it is a secret here. */
  @Test
  void neverTheAccountThatItWorksWith() throws IOException {
    try (var tenant = tenant();
        var repo = RolesRepo.of(Files.createDirectory(folder.resolve("r")), tenant.url())) {
      withWriter(repo);
      repo.write("policies/revoke.yaml", POLICY);
      role(repo, "robot@example.com, ann@example.com", "").commit("Both");
      Cli cli = repo.cli().with("WRITER", ROBOT);
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      SignedIn robot = SignedIn.of(tenant.outsider(), "robot@example.com");
      SignedIn ann = SignedIn.of(tenant.outsider(), "ann@example.com");
      role(repo, "", "").commit("Neither");
      cli.run("plan").says("2 people are logged out"); // who writes, only apply knows
      cli.run("apply", "--approve")
          .ended(ExitCode.DONE)
          .says(
              "Sessions: 1 person is logged out of every application",
              "left out: 1 account that rolecall itself works with",
              "logged out: ann@example.com");
      assertEquals(200, robot.refreshed());
      assertEquals(400, ann.refreshed());
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
    }
  }

  @Test
  void aClientThatMayNotEndSessionsTakesNothingAway() throws IOException {
    try (var tenant = tenant();
        var repo = RolesRepo.of(Files.createDirectory(folder.resolve("r")), tenant.url())) {
      withWriter(repo);
      repo.write("policies/revoke.yaml", POLICY);
      role(repo, "ann@example.com", "").commit("Ann");
      Cli cli = repo.cli().with("WRITER", "writer");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      role(repo, "", "").commit("Nobody");
      cli.run("apply", "--approve")
          .ended(ExitCode.REMOTE_FAILED)
          .says("it lacks the scope sessions:write");
      assertEquals(List.of("ann@example.com"), tenant.outsider().holders("alpha"));
    }
  }

  @Test
  void aTenantThatCannotIsNotSaidToDoIt() throws IOException {
    UnaryOperator<String> words = text -> text.replace("session-revocation", "something-else");
    try (var tenant = tenant();
        var proxy = RecordingProxy.lying(tenant.url(), words);
        var repo = RolesRepo.of(Files.createDirectory(folder.resolve("r")), proxy.url())) {
      repo.write("policies/revoke.yaml", POLICY);
      role(repo, "ann@example.com, ben@example.com", "").commit("Two");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
      SignedIn ann = SignedIn.of(tenant.outsider(), "ann@example.com");
      role(repo, "ben@example.com", "").commit("One");
      String said =
          "This tenant cannot end sessions, and those of ann@example.com are to be ended.";
      repo.cli()
          .run("plan")
          .ended(ExitCode.DONE)
          .says("warning  sessions-stay", said)
          .saysNot("logged out of every");
      repo.cli()
          .run("apply", "--approve", "--revoke-sessions")
          .ended(ExitCode.BLOCKED)
          .says("error  sessions-stay");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE).says("sessions-stay");
      assertEquals(200, ann.refreshed());
    }
  }

  /** Somebody joins the group between the plan and the apply. */
  @Test
  void aSavedPlanIsStaleWhereItWouldLogOutSomebodyElse() throws IOException {
    try (var tenant = tenant();
        var repo = RolesRepo.of(Files.createDirectory(folder.resolve("r")), tenant.url())) {
      var outsider = tenant.outsider();
      outsider.join(outsider.group("office"), outsider.user("ann@example.com"));
      repo.write("policies/revoke.yaml", POLICY);
      role(repo, "", "office").commit("The office");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
      role(repo, "", "").commit("Nobody");
      String file = folder.resolve("plan.json").toString();
      repo.cli().run("plan", "--out", file).ended(ExitCode.DONE).says("ann@example.com");
      outsider.join(outsider.group("office"), outsider.user("ben@example.com"));
      repo.cli()
          .run("apply", "--plan", file)
          .ended(ExitCode.STALE)
          .says("Somebody would be logged out whom the plan does not show: ben@example.com.");
      repo.cli().run("plan", "--out", file).ended(ExitCode.DONE).says("ben@example.com");
      repo.cli()
          .run("apply", "--plan", file)
          .ended(ExitCode.DONE)
          .says("Sessions: 2 people logged out");
    }
  }

  /** Nobody is asked to say yes to a plan that says who is logged out, and then not asked. */
  @Test
  void itIsAskedForAYes() throws IOException {
    try (var tenant = tenant();
        var repo = RolesRepo.of(Files.createDirectory(folder.resolve("r")), tenant.url())) {
      repo.write("policies/revoke.yaml", POLICY);
      role(repo, "ann@example.com", "").commit("Ann");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
      SignedIn ann = SignedIn.of(tenant.outsider(), "ann@example.com");
      role(repo, "", "").commit("Nobody");
      repo.cli()
          .typing("no\n")
          .run("apply", "--revoke-sessions")
          .ended(ExitCode.INTERRUPTED)
          .says("1 person is logged out", "Only yes is accepted");
      assertEquals(200, ann.refreshed());
      // Of a run for which somebody asked, what is lost is told with the role.
      repo.cli()
          .typing("yes\n")
          .run("apply", "--revoke-sessions")
          .ended(ExitCode.DONE)
          .says("for losing role alpha, audit:read, by policy audit-ends-at-once");
      assertEquals(400, ann.refreshed());
    }
  }
}
