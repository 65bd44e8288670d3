package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no commit declared, an undo gives back where the tenant's own audit log tells of it. */
@Tag("e2e")
final class UndoAuditTest {
  private static final String ANN = Tenant.email(0);
  private static final String BEN = Tenant.email(1);

  @TempDir Path folder;

  /** Of the tenant; that of the runs stands still. */
  private final AtomicReference<Instant> clock = new AtomicReference<>(Cli.NOW);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private record Scene(Tenant tenant, Team team) {
    Outsider outsider() {
      return tenant.outsider();
    }

    /** What a run of these files did, and the run's id. */
    String applied(String message, String... told) {
      team.push(message);
      team.apply().ended(ExitCode.DONE).says(told);
      return team.author().runId();
    }

    Cli.Ran undo(String... words) {
      var all = new ArrayList<>(List.of("undo", "--approve"));
      all.addAll(List.of(words));
      return team.job().cli().run(all.toArray(String[]::new));
    }
  }

  /**
   * Role alpha is Ann's, in {@code manage: exact}.
   *
   * @param scopes of the client of all runs
   */
  private Scene scene(String scopes) {
    var options =
        SandboxOptions.defaults()
            .withSeed(Tenant.seedOf(folder, 2))
            .withClients(
                List.of(
                    SandboxClient.parse("rolecall=sandbox" + scopes),
                    SandboxClient.parse("hand=sandbox")));
    Tenant tenant = Tenant.start(options, "hand", clock::get);
    open.add(tenant);
    Team team = Team.of(folder, tenant.url());
    open.add(team);
    team.role("alpha", "exact", ANN);
    var scene = new Scene(tenant, team);
    scene.applied("Alpha");
    return scene;
  }

  /** Ben gets it by hand, and the next run takes it; that run. */
  private static String takenFromBen(Scene scene) {
    scene.outsider().grant("alpha", BEN);
    return scene.applied("Nothing", "remove user " + BEN + " from role alpha");
  }

  /** It gives back nothing. */
  private static Cli.Ran refused(Scene scene, String bad) {
    Cli.Ran ran = scene.undo(bad).ended(ExitCode.BLOCKED);
    assertEquals(List.of(ANN), scene.outsider().holders("alpha"));
    return ran;
  }

  @Test
  void aHolderByHandComesBack() {
    Scene scene = scene("");
    String bad = takenFromBen(scene);
    scene
        .undo(bad)
        .ended(ExitCode.DONE)
        .says(
            "1 of what it gives back no earlier commit that was applied had declared; the tenant's"
                + " audit log tells that it was there.");
    assertEquals(List.of(ANN, BEN), scene.outsider().holders("alpha"));
  }

  @Test
  void aCapabilityByHandComesBack() {
    Scene scene = scene("");
    var wider = Map.of("add_capabilities", List.of("users:view"));
    scene.outsider().write("PATCH", "roles/alpha", wider).ok();
    String bad = scene.applied("Nothing", "users:view");
    scene.undo(bad).ended(ExitCode.DONE).says("the tenant's audit log tells");
    assertTrue(
        scene
            .outsider()
            .get("roles/alpha")
            .ok()
            .data()
            .path("capabilities")
            .toString()
            .contains("users:view"));
  }

  @Test
  void aRetiredRoleComesBackWithItsHoldersByHand() {
    Scene scene = scene("");
    scene.team().author().edit("roles/alpha.yaml", "manage: exact", "manage: add");
    scene.applied("Add");
    scene.outsider().grant("alpha", BEN);
    scene.team().author().delete("roles/alpha.yaml");
    scene
        .team()
        .author()
        .write(
            "retired/alpha.yaml",
            "kind: RetiredRole\nslug: alpha\nretired: 2026-11-23\nreason: Gone.\n");
    String bad = scene.applied("Retire", "alpha");
    scene.undo(bad, "--as", "alpha=alpha-again").ended(ExitCode.DONE).says("audit log tells");
    assertEquals(List.of(ANN, BEN), scene.outsider().holders("alpha-again"));
  }

  @Test
  void whatAPolicyKeepsApartIsNotGivenBackOnTheLogsWord() {
    Scene scene = scene("");
    scene.team().role("beta", "exact", BEN);
    scene
        .team()
        .author()
        .write(
            "policies/four-eyes.yaml",
            """
            kind: Policy
            name: four-eyes
            description: Whoever makes does not check.
            separate:
              - roles: [alpha]
              - roles: [beta]
            """);
    scene.applied("Four eyes");
    String bad = takenFromBen(scene);
    refused(scene, bad)
        .says("separation-of-duties", "the tenant's audit log tells that it was there.")
        .saysNot("undo-unconfirmed");
  }

  /** A loss of another time is none of this run, which the record says took it. */
  @ParameterizedTest
  @ValueSource(longs = {-6, 6})
  void aLossOfAnotherTimeConfirmsNothing(long minutes) {
    Scene scene = scene("");
    clock.set(Cli.NOW.plus(Duration.ofMinutes(minutes)));
    String bad = takenFromBen(scene);
    refused(scene, bad)
        .says(
            "undo-unconfirmed",
            "Nor does the tenant's audit log tell that this account took it then.");
  }

  /** Whoever pushes a record could tell of a run at that time. */
  @Test
  void whatSomebodyElseTookConfirmsNothing() {
    Scene scene = scene("");
    clock.set(Cli.NOW.minus(Duration.ofMinutes(6)));
    String bad = takenFromBen(scene);
    clock.set(Cli.NOW);
    scene.outsider().grant("alpha", BEN);
    scene.outsider().take("alpha", BEN);
    refused(scene, bad).says("undo-unconfirmed", "that this account took it then.");
  }

  @Test
  void whereTheLogCannotBeReadItSaysSo() {
    Scene scene = scene(":roles:read,users:read,groups:read,roles:write");
    String bad = takenFromBen(scene);
    refused(scene, bad)
        .says("undo-unconfirmed", "The tenant's audit log could not be asked: ", "audit:read");
  }
}
