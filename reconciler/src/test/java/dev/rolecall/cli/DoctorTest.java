package dev.rolecall.cli;

import dev.rolecall.reconcile.Timing;
import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.tenant.keycloak.KeycloakServer;
import dev.rolecall.tenant.keycloak.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What credentials may do is said before anybody finds out the hard way. */
final class DoctorTest {
  private static final String READ = "roles:read,users:read,groups:read";

  @TempDir Path folder;

  private Cli.Ran doctor(SandboxClient client, String credentials, String... options) {
    var sandbox =
        SandboxOptions.defaults()
            .withClients(
                List.of(client, SandboxClient.parse("writer=sandbox:" + READ + ",roles:write")));
    try (var tenant = Tenant.start(sandbox, client.id());
        var repo = RolesRepo.init(folder)) {
      repo.write(
          "rolecall.yaml",
          """
          version: 1
          tenants:
            production:
              provider: tenant-api
              url: %s
          %s\
          """
              .formatted(tenant.url(), credentials.indent(4)));
      var arguments = new ArrayList<>(List.of("doctor"));
      arguments.addAll(List.of(options));
      return now().run(arguments.toArray(String[]::new));
    }
  }

  private Cli now() {
    var cli = Cli.in(folder);
    return cli.at(InstantSource.system().instant());
  }

  private static String key(String name, String client) {
    return "%s: { client-id: %s, client-secret: { env: ROLECALL_CLIENT_SECRET } }%n"
        .formatted(name, client);
  }

  @Test
  @Tag("e2e")
  void credentialsThatOnlyLookAreWell() {
    var reader = SandboxClient.parse("reader=sandbox:" + READ);
    doctor(reader, key("credentials", "reader") + key("apply-credentials", "writer"))
        .ended(ExitCode.DONE)
        .says(
            "have             groups:read roles:read users:read   (scopes)",
            "plan needs       groups:read roles:read users:read   complete",
            "could write      no",
            "not tried; doctor --apply does",
            "agrees with the tenant's")
        .saysNot("warning");
  }

  @Test
  @Tag("e2e")
  void credentialsOfPlanThatCouldWriteAreSaid() {
    var writer = SandboxClient.parse("reader=sandbox:" + READ + ",roles:write");
    doctor(writer, key("credentials", "reader"))
        .ended(ExitCode.DONE)
        .says("could write      yes: roles:write", "warning", "apply-credentials.");
  }

  @Test
  @Tag("e2e")
  void aMissingRightIsNamedAndTheExitCodeSaysSo() {
    var poor = SandboxClient.parse("reader=sandbox:roles:read");
    doctor(poor, key("credentials", "reader"))
        .ended(ExitCode.REMOTE_FAILED)
        .says("MISSING: groups:read users:read", "MISSING: groups:read roles:write users:read");
  }

  @Test
  @Tag("e2e")
  void credentialsForApplyAreTriedWhenAsked() {
    var reader = SandboxClient.parse("reader=sandbox:" + READ);
    doctor(reader, key("credentials", "reader") + key("apply-credentials", "writer"), "--apply")
        .ended(ExitCode.DONE)
        .says("apply-credentials  client writer", "roles:write users:read   complete");
  }

  @Test
  @Tag("e2e")
  void aClockThatIsOffIsSaid() {
    var reader = SandboxClient.parse("reader=sandbox:" + READ);
    try (var tenant =
            Tenant.start(SandboxOptions.defaults().withClients(List.of(reader)), "reader");
        var repo = RolesRepo.of(folder, tenant.url())) {
      repo.edit("rolecall.yaml", "client-id: rolecall", "client-id: reader");
      now()
          .at(InstantSource.system().instant().plusSeconds(600))
          .run("doctor")
          .ended(ExitCode.DONE)
          .says("s ahead of the tenant", "warning  The clocks differ");
    }
  }

  /** As {@code apply}, which refuses to run then. */
  @Test
  @Tag("e2e")
  void aClockThatIsTooFarOffEndsIt() {
    try (var tenant = Tenant.ofUsers(1);
        var repo = RolesRepo.of(folder, tenant.url())) {
      repo.commit("Settings");
      var off = InstantSource.system().instant().plusSeconds(600);
      var strict = new Timing(() -> off, System::nanoTime, _ -> {}, Duration.ofMinutes(2));
      repo.cli().run(strict, "doctor").ended(ExitCode.REMOTE_FAILED).says("apply refuses to run");
      repo.cli()
          .run(strict, "apply", "--approve", "--allow-dirty")
          .ended(ExitCode.REMOTE_FAILED)
          .says("clock-off");
    }
  }

  @Test
  @Tag("e2e")
  void aShallowCloneIsSaid() throws IOException {
    try (var tenant = Tenant.ofUsers(1);
        var repo = RolesRepo.of(folder, tenant.url())) {
      String head = repo.commit("Settings");
      Files.writeString(repo.file(".git/shallow"), head + "\n");
      repo.cli()
          .run("doctor")
          .ended(ExitCode.DONE)
          .says("warning  Not for apply: The clone is shallow", "git fetch --unshallow");
      repo.cli().run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("shallow-clone");
    }
  }

  @Test
  @Tag("keycloak")
  void aKeycloakIsAskedForTheRightsInTheToken() {
    var realm =
        Realm.fresh()
            .serviceAccount("looker", "sandbox", "view-realm", "view-users", "view-clients")
            .serviceAccount("poor", "sandbox", "view-realm", "query-users")
            .serviceAccount("writer", "sandbox", "manage-realm", "manage-users", "manage-clients");
    try (var live = realm.on(KeycloakServer.shared());
        var repo = RolesRepo.init(folder)) {
      write(repo, live.name(), both("looker"));
      now()
          .run("doctor", "--apply")
          .ended(ExitCode.DONE)
          .says(
              "view-clients view-realm view-users   (roles of realm-management)",
              "could write      no",
              "apply needs      manage-clients manage-realm manage-users   complete",
              "token lifetime     300 s")
          .saysNot("warning");
      write(repo, live.name(), both("poor"));
      now().run("doctor").ended(ExitCode.REMOTE_FAILED).says("MISSING: view-clients view-users");
      write(repo, live.name(), both("writer"));
      now()
          .run("doctor")
          .ended(ExitCode.DONE)
          .says("yes: manage-clients manage-realm manage-users");
    }
  }

  @Test
  @Tag("keycloak")
  void aTokenThatHidesItsRightsIsTriedOut() {
    try (var live = Realm.fresh().on(KeycloakServer.shared());
        var repo = RolesRepo.init(folder)) {
      write(
          repo,
          live.name(),
          """
          login-realm: master
          credentials: { client-id: admin-cli, username: admin, password: { env: ADMIN } }
          """);
      now()
          .with("ADMIN", "admin")
          .run("doctor")
          .ended(ExitCode.DONE)
          .says(
              "user admin through client admin-cli",
              "does not say which roles of " + live.name() + "-realm",
              "view-users   complete",
              "could write      yes: manage-realm");
    }
  }

  private static String both(String client) {
    return key("credentials", client) + key("apply-credentials", "writer");
  }

  private static void write(RolesRepo repo, String realm, String settings) {
    repo.write(
        "rolecall.yaml",
        """
        version: 1
        tenants:
          demo:
            provider: keycloak
            url: %s
            realm: %s
        %s\
        """
            .formatted(KeycloakServer.shared().url(), realm, settings.indent(4)));
  }
}
