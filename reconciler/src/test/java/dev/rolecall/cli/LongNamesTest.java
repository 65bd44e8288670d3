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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and ids longer than anybody needs, in files and from a tenant. */
@Tag("e2e")
final class LongNamesTest {
  private static final String LONG = "x".repeat(4_500);
  private static final String ID = "not an id of 1 to 1,000 characters in ";

  @TempDir Path folder;
  private Tenant tenant;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(4);
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  private static Cli.Ran noBug(Cli.Ran ran) {
    return ran.saysNot("\tat ", "bug of rolecall", "IllegalArgument");
  }

  @Test
  void inFiles() {
    try (var team = Team.of(folder, tenant.url())) {
      for (String user :
          new String[] {
            LONG + "@example.com",
            "{ user: u0@example.com, reason: " + LONG + " }",
            "{ user: u0@example.com, id: " + LONG + " }"
          }) {
        team.role("alpha", "add", user).push("Long");
        for (String command : new String[] {"plan", "drift", "validate"}) {
          noBug(team.run(command, "--color=never")).ended(ExitCode.INVALID_INPUT);
        }
        noBug(team.apply()).ended(ExitCode.INVALID_INPUT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "name"})
  void idsOfATenant(String identity) {
    String id = tenant.outsider().user("u0@example.com");
    try (var proxy = RecordingProxy.lying(tenant.url(), text -> text.replace(id, id + LONG));
        var team = Team.of(folder, proxy.url())) {
      team.author()
          .write("rolecall.yaml", RolesRepo.settings(proxy.url(), "identity: " + identity));
      team.role("alpha", "add", "u0@example.com").push("A role");
      noBug(team.run("plan", "--color=never")).ended(ExitCode.REMOTE_FAILED).says(ID);
      noBug(team.run("drift", "--color=never")).ended(ExitCode.REMOTE_FAILED).says(ID);
      noBug(team.apply()).ended(ExitCode.REMOTE_FAILED).says(ID);
      assertEquals(List.of(), tenant.outsider().audited("role.created"));
    }
  }

  @Test
  void namesOfATenant() {
    holdsBesides("u1@example.com");
    try (var proxy = lying("u1@example.com", LONG + "@example.com");
        var team = Team.of(folder, proxy.url())) {
      team.role("alpha", "exact", "u0@example.com").push("A role");
      noBug(team.apply("--begin")).ended(ExitCode.DONE);
      noBug(team.run("plan", "--detailed-exitcode")).ended(ExitCode.DONE);
      noBug(team.run("history", "--color=never", "alpha")).ended(ExitCode.DONE);
      assertEquals(List.of("u0@example.com"), tenant.outsider().holders("alpha"));
    }
  }

  @Test
  void namesOfATenantThatFillARecord() {
    holdsBesides("u1@example.com");
    try (var proxy = lying("u1@example.com", "x".repeat(1_000_000));
        var team = Team.of(folder, proxy.url())) {
      team.role("alpha", "exact", "u0@example.com").push("A role");
      noBug(team.apply("--begin")).ended(ExitCode.REMOTE_FAILED).says("up to 100,000 characters");
      assertTrue(team.author().run().isEmpty());
    }
  }

  private void holdsBesides(String user) {
    try (var honest = Team.of(folder.resolve("honest"), tenant.url())) {
      honest.role("alpha", "exact", "u0@example.com").push("A role");
      honest.apply().ended(ExitCode.DONE);
      tenant.outsider().grant("alpha", user);
    }
  }

  private RecordingProxy lying(String name, String instead) {
    return RecordingProxy.lying(tenant.url(), text -> text.replace(name, instead));
  }
}
