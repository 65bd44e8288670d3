package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.tenant.keycloak.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody takes from rolecall, by rolecall, what rolecall needs. */
final class OwnAccountTest {
  private static final String GUARDS =
      "\nguards: { removal-budget: off, grant-budget: off, sensitive: off }";
  private static final String ROLE =
      """
      kind: Role
      slug: alpha
      name: Alpha
      description: A role.
      capabilities: ["%s"]
      manage: exact
      assignments:
        users: [%s]
      """;

  /** Of a client and of a user: its token names it. */
  private static final String ROBOT = "usr_01JZ0000000000000000000000";

  @TempDir Path folder;

  private Tenant tenant() throws IOException {
    Path seed = folder.resolve("seed.yaml");
    Files.writeString(
        seed,
        "users:\n"
            + "  - { id: "
            + ROBOT
            + ", email: robot@example.com, name: Robot }\n"
            + "  - { email: ann@example.com, name: Ann }\n"
            + "groups: []\n");
    String all = "=sandbox:roles:read,users:read,groups:read,roles:write";
    return Tenant.start(
        SandboxOptions.defaults()
            .withSeed(seed)
            .withClients(
                List.of(SandboxClient.parse("reader" + all), SandboxClient.parse(ROBOT + all))),
        "reader");
  }

  /** Its name stands nowhere: the token of apply is who it is. */
  @Test
  @Tag("e2e")
  void theTokenOfApplyTellsWhoseItIs() throws IOException {
    Path roles = Files.createDirectory(folder.resolve("roles"));
    try (var tenant = tenant();
        var repo = RolesRepo.of(roles, tenant.url())) {
      String settings = repo.read("rolecall.yaml");
      String key = "client-secret: { env: ROLECALL_CLIENT_SECRET } }";
      int end = settings.indexOf(key) + key.length();
      String two = "%n    apply-credentials: { client-id: { env: WRITER }, %s".formatted(key);
      repo.write(
          "rolecall.yaml",
          settings.substring(0, end).replace("client-id: rolecall", "client-id: reader")
              + two
              + GUARDS
              + "\n");
      repo.write(
          "roles/alpha.yaml",
          ROLE.formatted("members:change-roles", "robot@example.com, ann@example.com"));
      repo.commit("Both");
      Cli cli = repo.cli().with("WRITER", ROBOT);
      cli.run("apply", "--approve").ended(ExitCode.DONE);

      repo.write("roles/alpha.yaml", ROLE.formatted("members:change-roles", "ann@example.com"));
      repo.commit("The robot goes");
      cli.run("plan").ended(ExitCode.DONE).saysNot("keep-self");
      cli.typing("yes\n")
          .run("apply")
          .ended(ExitCode.BLOCKED)
          .says(
              "keep-self",
              "The account of { env: WRITER }, with which rolecall itself works, loses"
                  + " members:change-roles.")
          .saysNot("Only yes is accepted");
      assertEquals(2, tenant.outsider().holders("alpha").size());

      repo.write("roles/alpha.yaml", ROLE.formatted("members:change-roles", "robot@example.com"));
      repo.commit("Ann goes");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
    }
  }

  /** The name of the client comes from the environment, and that of its account from it. */
  @Test
  @Tag("keycloak")
  void aNameFromTheEnvironmentIsUsedAndNotTold() {
    String right = "realm-management:manage-authorization";
    String account = "service-account-rolecall-plan";
    try (var realm =
        KeycloakRealm.of(Realm.fresh(), folder.resolve("roles"), "clients: [realm-management]")) {
      var repo = realm.repo();
      repo.write("rolecall.yaml", repo.read("rolecall.yaml") + GUARDS.substring(1) + "\n");
      repo.write("roles/alpha.yaml", ROLE.formatted(right, account));
      repo.commit("It has more");
      Cli cli = realm.cli();
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      repo.edit("roles/alpha.yaml", "[" + account + "]", "[]");
      repo.commit("It has less");
      cli.run("plan")
          .ended(ExitCode.BLOCKED)
          .says("The account of { env: PLAN_CLIENT }, with which rolecall itself works, loses")
          .saysNot(account + ", with which");
      cli.run("apply", "--approve").ended(ExitCode.BLOCKED).says("keep-self");
      assertEquals(List.of(account), realm.holders("alpha"));
    }
  }
}
