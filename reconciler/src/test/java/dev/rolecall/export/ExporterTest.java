package dev.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.export.ExportedDocument.Of.OneCapability;
import dev.rolecall.export.Exporter.Holders;
import dev.rolecall.export.Exporter.Options;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.planfile.RandomPlans;
import dev.rolecall.problem.Problem;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ExporterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final TenantFeatures FEATURES =
      KindsOfTenant.plain(Set.of(new Slug("viewer")), Pattern.compile("[\\s\\S]+"), 255);
  private static final Options EXACT = new Options("production", false, Holders.EXACT);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlanRightAfterAnExportIsEmpty(boolean several) throws IOException {
    for (long seed = 0; seed < 60; seed++) {
      LiveState live = new RandomTenants(seed).state();
      var options = new Options("production", several, Holders.EXACT);
      Path repository = folder.resolve("seed" + seed);
      RepositoryContent loaded = load(repository, live, options);
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
                  FEATURES,
                  NOW));
      assertEquals(List.of(), difference.changes(), about);
      assertEquals(List.of(), serious(difference.findings()), about);
      assertEquals(
          live.capabilities(),
          Objects.requireNonNull(loaded.catalogues().get("production")).capabilities());
      if (several) {
        assertEquals(
            Set.of(), Objects.requireNonNull(loaded.states().get("staging")).roles().keySet());
      }
    }
  }

  @Test
  void everyTextIsReadBackByAYamlParser() {
    var load = new Load(LoadSettings.builder().build());
    for (long seed = 0; seed < 400; seed++) {
      String text = new RandomPlans(seed).text();
      if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
        continue; // half a surrogate pair is no text in YAML
      }
      var slug = new Slug("x" + text);
      var definition =
          new RoleDefinition(slug, text, text, Set.of(new CapabilityId("a" + text, "b:c" + text)));
      var live = live(new LiveRole(definition, false, null), List.of());
      Object document = load.loadFromString(Exporter.export(live, null, EXACT).getLast().text());
      assertEquals(
          Map.of(
              "kind",
              "Role",
              "slug",
              slug.value(),
              "name",
              text,
              "description",
              text,
              "capabilities",
              List.of(Map.of("area", "a" + text, "action", "b:c" + text)),
              "manage",
              "exact"),
          document);
    }
  }

  @Test
  void aRoleLooksAsAPersonWouldWriteIt() {
    var definition =
        new RoleDefinition(
            new Slug("cs-lead"),
            "CS Lead",
            "Recovers passwords and MFA for paying customers.",
            Set.of(new CapabilityId("users", "view"), new CapabilityId("audit", "read")));
    var live =
        live(
            new LiveRole(definition, false, "v7"),
            List.of(
                new Subject(SubjectKind.USER, "usr_1", "anita@example.com"),
                new Subject(SubjectKind.GROUP, "grp_1", "customer-support")));
    assertEquals(
        """
        kind: Role
        slug: cs-lead
        name: CS Lead
        description: Recovers passwords and MFA for paying customers.
        capabilities:
          - audit:read
          - users:view
        manage: exact
        assignments:
          groups:
            - customer-support
          users:
            - anita@example.com
        """,
        Exporter.export(live, null, EXACT).getFirst().text());
    assertEquals(
        """
        kind: Role
        slug: cs-lead
        name: CS Lead
        description: Recovers passwords and MFA for paying customers.
        capabilities:
          - audit:read
          - users:view
        manage: observe
        """,
        Exporter.export(live, null, new Options("production", false, Holders.OBSERVE))
            .getFirst()
            .text());
  }

  @Test
  void theCatalogueHasOneCapabilityALine() {
    var id = new CapabilityId("audit", "read");
    var viewer = new Slug("viewer");
    var live =
        new LiveState(
            new TreeMap<>(
                Map.of(
                    id,
                    new Capability(
                        id,
                        "Read",
                        "Read the audit log.",
                        Capability.Status.AVAILABLE,
                        Capability.Origin.SYSTEM))),
            new TreeMap<>(
                Map.of(
                    viewer,
                    new LiveRole(
                        new RoleDefinition(viewer, "Viewer", "", Set.of(id)), true, null))),
            new TreeMap<>(),
            SubjectDirectory.empty(),
            new TreeSet<>());
    assertEquals(
        """
        kind: Catalogue
        tenant: production
        capabilities:
          - { area: audit, action: read, name: Read, description: Read the audit log., status: available }
        system-roles:
          - slug: viewer
            name: Viewer
            capabilities:
              - audit:read
        """,
        Exporter.catalogue("production", live));
  }

  @ParameterizedTest
  @EnumSource(Holders.class)
  void aSelectionTakesOnlyItsRoles(Holders holders) {
    LiveState live = new RandomTenants(4).state();
    Slug first = live.roles().firstKey();
    var documents = Exporter.export(live, Set.of(first), new Options("production", false, holders));
    assertEquals(1, documents.stream().filter(d -> !(d.of() instanceof OneCapability)).count());
  }

  @Test
  void oddSlugsHaveSafeAndDifferentFileNames() {
    var names = new HashSet<String>();
    for (String slug :
        List.of(
            "admin",
            "Admin",
            "ADMIN",
            "a/b",
            "a b",
            "a-b",
            "../../etc/passwd",
            ".",
            "..",
            "con",
            "\u4e16\u754c",
            "x".repeat(300),
            "a\\b",
            "caf\u00e9",
            "cafe\u0301",
            "_1",
            "a_b")) {
      String path = Paths.role(new Slug(slug));
      assertTrue(path.matches("roles/[a-z0-9_-]{1,100}\\.yaml"), path);
      assertTrue(names.add(path.toLowerCase(Locale.ROOT)), path);
    }
  }

  @Test
  void newDocumentsAreValid() throws IOException {
    LiveState live = new RandomTenants(1).state();
    Path repository = folder.resolve("new");
    settings(repository, false);
    write(repository, Paths.catalogue("production"), Exporter.catalogue("production", live));
    String role = NewDocument.role(new Slug("no"), "Yes: no", "What it is # for.");
    write(repository, "roles/no.yaml", role);
    write(
        repository,
        "retired/old.yaml",
        NewDocument.tombstone(
            new Slug("old"),
            new Slug("no"),
            LocalDate.parse("2026-11-02"),
            "Two\nlines: here",
            List.of()));
    RepositoryContent loaded = read(repository);
    assertEquals(List.of(), serious(loaded.problems()));
    DesiredState desired = Objects.requireNonNull(loaded.states().get("production"));
    assertEquals(
        "Yes: no", Objects.requireNonNull(desired.roles().get(new Slug("no"))).name().value());
    assertEquals(
        "Two\nlines: here",
        Objects.requireNonNull(desired.retired().get(new Slug("old"))).reason());
    assertFalse(role.contains("\t"));
  }

  private static LiveState live(LiveRole role, List<Subject> holders) {
    SortedMap<Slug, List<Subject>> held = new TreeMap<>(Map.of(role.slug(), holders));
    return new LiveState(
        new TreeMap<>(),
        new TreeMap<>(Map.of(role.slug(), role)),
        held,
        SubjectDirectory.of(holders),
        new TreeSet<>());
  }

  private static RepositoryContent load(Path repository, LiveState live, Options options)
      throws IOException {
    settings(repository, options.severalTenants());
    var joined = new JoinedDocuments(Exporter.export(live, null, options), _ -> "");
    for (var file : joined.texts().entrySet()) {
      write(repository, file.getKey(), file.getValue());
    }
    write(repository, Paths.catalogue("production"), Exporter.catalogue("production", live));
    return read(repository);
  }

  private static RepositoryContent read(Path repository) throws IOException {
    return Desired.load(
        new WorkingFiles(repository),
        new Binder.Given(NOW, KindsOfTenant.providers(FEATURES), null, List::of));
  }

  private static void settings(Path repository, boolean several) throws IOException {
    String tenant =
        """
          %s:
            provider: tenant-api
            url: https://acme-%1$s.example.com
            credentials: { client-id: plan, client-secret: { env: SECRET } }
        """;
    String tenants = tenant.formatted("production") + (several ? tenant.formatted("staging") : "");
    write(repository, "rolecall.yaml", "version: 1\ntenants:\n" + tenants);
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<Problem> serious(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).toList();
  }
}
