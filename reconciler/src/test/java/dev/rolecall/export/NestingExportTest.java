package dev.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Capability;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveState;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any realm as documents: roles in roles, in circles too, and roles of clients that people hold.
 */
class NestingExportTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String SETTINGS =
      """
      version: 1
      tenants:
        production:
          provider: keycloak
          url: https://acme.example.com
          realm: acme
          credentials: { client-id: plan, client-secret: { env: SECRET } }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlanRightAfterAnExportIsEmpty(boolean catalogue) throws IOException {
    for (long seed = 0; seed < 120; seed++) {
      LiveState live = live(seed);
      Path repository = folder.resolve("seed" + seed);
      RepositoryContent loaded = load(repository, live, catalogue);
      String about = "seed " + seed + " in " + repository;
      assertEquals(List.of(), serious(loaded.problems()), about);
      DesiredState desired = Objects.requireNonNull(loaded.states().get("production"));
      DiffResult difference =
          Differ.diff(
              new DiffInputs(
                  desired,
                  new AppliedState.Unknown("a test"),
                  GrantRecord.nothing(),
                  live,
                  KindsOfTenant.NESTING,
                  NOW));
      assertEquals(List.of(), difference.changes(), about);
      assertEquals(List.of(), serious(difference.findings()), about);
      if (catalogue) {
        assertEquals(
            live.capabilities(),
            Objects.requireNonNull(loaded.catalogues().get("production")).capabilities());
      }
    }
  }

  @Test
  void theCasesHaveWhatMatters() {
    int inner = 0;
    int heldDirectly = 0;
    for (long seed = 0; seed < 120; seed++) {
      LiveState live = live(seed);
      for (var role : live.roles().values()) {
        inner +=
            (int)
                role.definition().capabilities().stream()
                    .filter(id -> id.area().equals("realm"))
                    .count();
        heldDirectly += role.system() && !live.holders(role.slug()).isEmpty() ? 1 : 0;
      }
      assertTrue(
          live.capabilities().values().stream()
              .anyMatch(one -> one.origin() == Capability.Origin.ROLE));
    }
    assertTrue(inner > 50, "roles in roles: " + inner);
    assertTrue(heldDirectly > 50, "client roles held: " + heldDirectly);
  }

  private static LiveState live(long seed) {
    return FakeTenant.holding(new RandomTenants(seed).nesting(), KindsOfTenant.NESTING).state();
  }

  private static RepositoryContent load(Path repository, LiveState live, boolean catalogue)
      throws IOException {
    write(repository, "rolecall.yaml", SETTINGS);
    var options = new Exporter.Options("production", false, Exporter.Holders.EXACT);
    var joined = new JoinedDocuments(Exporter.export(live, null, options), _ -> "");
    for (var file : joined.texts().entrySet()) {
      write(repository, file.getKey(), file.getValue());
    }
    if (catalogue) {
      write(repository, Paths.catalogue("production"), Exporter.catalogue("production", live));
    }
    return Desired.load(
        new WorkingFiles(repository),
        new Binder.Given(NOW, KindsOfTenant.providers(), null, List::of));
  }

  /** Without a catalogue that is all there is to say. */
  private static List<Problem> serious(List<Problem> problems) {
    return problems.stream()
        .filter(p -> p.severity() != Severity.NOTE)
        .filter(p -> !Set.of(RuleId.NO_CATALOGUE, RuleId.PADDED_NAME).contains(p.rule()))
        .toList();
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
