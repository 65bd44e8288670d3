package dev.rolecall.desired;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.RecordPlace;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that name an account by its id, and the settings that say who a name means. */
class SubjectEntriesTest {
  private static final String ROLE =
      """
      kind: Role
      slug: cs-lead
      name: CS Lead
      description: Leads.
      capabilities: []
      assignments:
        users:
      """;

  @TempDir private Path root;

  private RepositoryContent load(String settings, String... users) throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS + settings);
    var role = new StringBuilder(ROLE);
    Stream.of(users).forEach(user -> role.append("    - ").append(user).append('\n'));
    Repositories.write(root, "roles/cs-lead.yaml", role.toString());
    return Repositories.load(root);
  }

  private static List<DesiredAssignment> assignments(RepositoryContent loaded) {
    var state = requireNonNull(loaded.states().get("production"));
    return requireNonNull(state.holdings().get(new Slug("cs-lead"))).assignments();
  }

  @Test
  void anIdSaysWhoIsMeantAndTheNameStandsForReaders() throws IOException {
    var all =
        assignments(
            load(
                "",
                "{ id: usr_9 }",
                "anita@example.com",
                "{ user: anita@example.com, id: usr_2, expires: 2099-01-31 }",
                "{ user: anita@example.com, id: usr_1 }"));
    assertEquals(
        List.of(
            "anita@example.com null",
            "anita@example.com usr_1",
            "anita@example.com usr_2",
            "usr_9 usr_9"),
        all.stream().map(line -> line.subject().name() + " " + line.id()).toList());
    assertEquals(SubjectName.user("usr_9"), all.getLast().subject());
    assertEquals("2099-02-01T00:00:00Z", String.valueOf(all.get(2).expires()));
  }

  @Test
  void aLineThatIsGivenAnIdKeepsItsPastExpiry() throws IOException {
    var before = load("", "{ user: sam@example.com, expires: 2020-01-31 }").asBase("abc1234");
    load("", "{ user: sam@example.com, id: usr_1, expires: 2020-01-31 }");
    var after = Repositories.load(root, before, List.of());
    assertEquals(
        List.of("note expired"),
        after.problems().stream()
            .filter(problem -> problem.rule().id().contains("expir"))
            .map(problem ->
                problem.severity().toString().toLowerCase(Locale.ROOT) + " " + problem.rule().id())
            .toList());
  }

  private TenantSettings settings(String yaml) throws IOException {
    var loaded = load(yaml, "a@example.com");
    return requireNonNull(requireNonNull(loaded.settings()).tenants().get("production"));
  }

  @Test
  void theSettingsSayWhereTheRecordIsKept() throws IOException {
    String standard = "refs/heads/rolecall/record/production";
    assertEquals(new RecordPlace.OnRemote(null, standard), settings("").record());
    assertEquals(new RecordPlace.InClone(standard), settings("    record: local\n").record());
    assertEquals(
        new RecordPlace.OnRemote("up", "refs/heads/r/a"),
        settings("    record: { remote: up, ref: refs/heads/r/a }\n").record());
    assertEquals(
        new RecordPlace.OnRemote(null, "refs/heads/r"),
        settings("    record: { ref: refs/heads/r }\n").record());
  }

  @Test
  void theSettingsSayWhatCountsAndWhoANameIs() throws IOException {
    assertEquals(List.of(false, false), words(settings("")));
    assertEquals(
        List.of(false, false), words(settings("    coverage: declared\n    identity: id\n")));
    assertEquals(List.of(true, true), words(settings("    coverage: all\n    identity: name\n")));
  }

  private static List<Boolean> words(TenantSettings settings) {
    return List.of(settings.coversAll(), settings.identityByName());
  }

  @Test
  void eachChangedSettingIsAFindingAtItsKey() throws IOException {
    var base = load("    coverage: all\n    record: local\n", "a@x.example").asBase("abc1234");
    var after = load("    identity: name\n    record: { ref: refs/heads/r }\n", "a@x.example");
    var said =
        Repositories.lines(Repositories.load(root, base, List.of()).problems())
            .lines()
            .filter(line -> line.contains("settings-changed"))
            .toList();
    assertEquals(
        List.of(
            "identity of tenant production: not set -> name",
            "ref of record of tenant production: not set -> refs/heads/r",
            "coverage of tenant production: all -> not set",
            "record of tenant production: local -> not set"),
        said.stream().map(line -> line.replaceFirst(".*yaml:\\d+:\\d+ ", "")).toList());
    assertEquals(
        List.of("7:5", "8:15", "3:3", "8:5"),
        said.stream().map(line -> line.replaceFirst(".*yaml:(\\d+:\\d+) .*", "$1")).toList());
    assertEquals(List.of(), after.problems().stream().filter(p -> p.isError()).toList());
  }
}
