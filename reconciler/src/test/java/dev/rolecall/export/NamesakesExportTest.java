package dev.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.export.Exporter.Holders;
import dev.rolecall.export.Exporter.Options;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.Problem;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where two go by one name, an export says by id which of them holds the role. */
class NamesakesExportTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final TenantFeatures FEATURES =
      KindsOfTenant.plain(Set.of(), Pattern.compile("\\S+"), 255);
  private static final Slug LEAD = new Slug("cs-lead");
  private static final List<String> NAMES =
      List.of("a@x.example", "A@x.example", "b, c", "/a/b", "007", "null", "x: y", "{z}");
  private static final List<String> IDS =
      List.of("usr_1", "42", "0x1F", "f:1:2", "a, b", "true", "#7", "{ id }", "null");

  @TempDir private Path folder;

  @Test
  void everyHolderIsReadBackAsTheAccountThatItIs() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var directory = new SubjectDirectory.Builder();
      var holders = new ArrayList<Subject>();
      for (String id : IDS) {
        var kind = random.nextBoolean() ? SubjectKind.USER : SubjectKind.GROUP;
        var subject = new Subject(kind, id, NAMES.get(random.nextInt(NAMES.size())));
        directory.add(subject.key(), subject);
        if (random.nextBoolean()) {
          holders.add(subject);
        }
      }
      var live = live(holders, directory.build());
      Path repository = folder.resolve("seed" + seed);
      assertEquals(
          holders.stream().map(Subject::identity).collect(Collectors.toSet()),
          read(repository, live).stream()
              .map(line -> resolved(line, live.directory()).identity())
              .collect(Collectors.toSet()),
          "seed " + seed);
    }
  }

  private static Subject resolved(DesiredAssignment line, SubjectDirectory directory) {
    return line.id() == null
        ? directory.find(line.subject()).orElseThrow()
        : directory
            .find(new Subject(line.subject().kind(), line.id(), "").identity())
            .orElseThrow();
  }

  private static LiveState live(List<Subject> holders, SubjectDirectory directory) {
    var roles = new TreeMap<Slug, LiveRole>();
    var definition = new RoleDefinition(LEAD, "CS Lead", "Leads.", Set.of());
    roles.put(LEAD, new LiveRole(definition, false, null));
    var held = new TreeMap<Slug, List<Subject>>();
    held.put(LEAD, holders);
    return new LiveState(new TreeMap<>(), roles, held, directory, new TreeSet<>());
  }

  private static List<DesiredAssignment> read(Path repository, LiveState live) throws IOException {
    var options = new Options("production", false, Holders.EXACT);
    var joined = new JoinedDocuments(Exporter.export(live, null, options), _ -> "");
    for (var file : joined.texts().entrySet()) {
      Path path = repository.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
    Files.writeString(
        repository.resolve("rolecall.yaml"),
        """
        version: 1
        tenants:
          production:
            provider: tenant-api
            url: https://acme-production.example.com
            credentials: { client-id: plan, client-secret: { env: SECRET } }
        """);
    var loaded =
        Desired.load(
            new WorkingFiles(repository),
            new Binder.Given(NOW, KindsOfTenant.providers(FEATURES), null, List::of));
    assertEquals(List.of(), loaded.problems().stream().filter(Problem::isError).toList());
    var state = Objects.requireNonNull(loaded.states().get("production"));
    return Objects.requireNonNull(state.holdings().get(LEAD)).assignments();
  }
}
