package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes to standard output, to standard error and to report files, and in which form. */
@Tag("e2e")
final class OutputsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ESCAPE = "\u001b[";

  private static final String TOMBSTONE =
      """
      kind: RetiredRole
      slug: payments-approver
      retired: 2026-11-20
      reason: Four eyes are six now.
      """;

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  private static JsonNode json(Cli.Ran ran) {
    JsonNode json = JSON.readTree(ran.out());
    assertTrue(json.path("format").isString(), ran::toString);
    assertTrue(json.path("version").isNumber(), ran::toString);
    return json;
  }

  @Test
  void jsonStandsAloneOnStandardOutput() {
    json(cli.run("validate", "--format", "json").ended(ExitCode.DONE));
    Cli.Ran plan = cli.run("plan", "-v", "--format", "json").ended(ExitCode.DONE);
    json(plan);
    assertTrue(plan.err().contains("GET /api/v1/roles"), plan::toString);
    json(cli.typing("no\n").run("plan", "--format", "json").ended(ExitCode.DONE));
    json(cli.typing("yes\n").run("apply", "-v", "--format", "json").ended(ExitCode.DONE));
    tenant.outsider().grant("payments-approver", "lee@example.com");
    json(cli.run("drift", "--format", "json").ended(ExitCode.CHANGES));
    json(cli.run("apply", "--approve", "--format", "json").ended(ExitCode.DONE));
    json(cli.run("apply", "--approve", "--format", "json").ended(ExitCode.DONE));
    repo.edit("roles/cs-lead.yaml", "users:suspend", "users:suspnd");
    json(cli.run("validate", "--format", "json"));
  }

  @Test
  void reportsAreFilesBesideIt() throws IOException {
    Cli.Ran ran =
        cli.run("plan", "--report", "json=plan-report.json", "--report", "markdown=plan.md");
    ran.ended(ExitCode.DONE);
    assertTrue(ran.out().contains("Plan: "), "text on standard output as ever");
    assertEquals(
        json(cli.run("plan", "--format", "json")),
        JSON.readTree(Files.readString(repo.file("plan-report.json"))));
    assertEquals(
        cli.run("plan", "--format", "markdown").out(), Files.readString(repo.file("plan.md")));
  }

  @Test
  void colourIsForTerminals() {
    Cli terminal = cli.typing("");
    assertTrue(terminal.run("plan").out().contains(ESCAPE));
    assertFalse(cli.run("plan").out().contains(ESCAPE));
    assertFalse(terminal.with("NO_COLOR", "1").run("plan").out().contains(ESCAPE));
    assertFalse(terminal.run("plan", "--color", "never").out().contains(ESCAPE));
    assertTrue(cli.run("plan", "--color", "always").out().contains(ESCAPE));
    assertTrue(
        terminal.with("NO_COLOR", "1").run("plan", "--color", "always").out().contains(ESCAPE),
        "said on the command line is said");
    assertFalse(
        terminal.run("plan", "--format", "json").out().contains(ESCAPE), "JSON has no colour");
  }

  @Test
  void linesAreAsWideAsTheTerminal() {
    String wide = cli.run("plan").out();
    assertTrue(wide.lines().anyMatch(line -> line.length() > 60), wide);
    String narrow = cli.typing("").with("COLUMNS", "60").run("plan", "--color", "never").out();
    assertTrue(narrow.lines().allMatch(line -> line.length() <= 60), narrow);
    assertEquals(wide.replaceAll("\\s+", " "), narrow.replaceAll("\\s+", " "));
    assertEquals(wide, cli.with("COLUMNS", "60").run("plan").out(), "a pipe has no width");
    assertEquals(
        wide,
        cli.typing("").with("COLUMNS", "wide").run("plan", "--color", "never").out(),
        "what is no width is none");
  }

  @Test
  void whatATenantSaysCannotActOnTheTerminal() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    var hostile = "A\\u001b[2J\\u202e\\r\\u0007 @everyone <script>`x`](y)";
    try (var proxy =
        RecordingProxy.lying(tenant.url(), text -> text.replace("Payments Approver", hostile))) {
      repo.edit("rolecall.yaml", tenant.url().toString(), proxy.url().toString());
      repo.write("retired/payments.yaml", TOMBSTONE).delete("roles/payments-approver.yaml");
      for (String command : List.of("plan", "drift")) {
        for (String format : List.of("text", "markdown", "json")) {
          Cli.Ran ran = cli.run(command, "--format", format);
          String out = ran.out();
          assertTrue(out.contains("payments-approver"), out);
          assertFalse(Pattern.compile("[\\x00-\\x09\\x0b-\\x1f\\u202e]").matcher(out).find(), out);
        }
      }
    }
  }

  @Test
  void theSameInputsGiveTheSameBytes() throws IOException {
    byte[] first = plan(repo, "one.json");
    assertArrayEquals(first, plan(repo, "two.json"));
    try (var other = RolesRepo.init(folder.resolve("shuffled"))) {
      List<Path> files = new ArrayList<>();
      try (var walk = Files.walk(repo.directory())) {
        walk.filter(Files::isRegularFile)
            .filter(f -> !f.toString().contains(".git/"))
            .forEach(files::add);
      }
      for (Path file : files.reversed()) {
        String name = repo.directory().relativize(file).toString();
        other.write(name, Files.readString(file));
      }
      other.commit("Roles of acme");
      assertArrayEquals(first, plan(other, "three.json"));
    }
  }

  @Test
  void theOrderOfTheTenantsListingsDoesNotShow() throws IOException {
    // The tenant lists in the order of creation, so another order of seeding is another listing.
    String seed = Files.readString(Tenant.acmeSeed());
    var lines = new ArrayList<>(seed.lines().toList());
    int users = lines.indexOf("users:");
    int groups = lines.indexOf("groups:");
    int roles = lines.indexOf("roles:");
    Collections.reverse(lines.subList(users + 1, groups));
    Collections.reverse(lines.subList(groups + 1, roles));
    Path shuffled = folder.resolve("seed.yaml");
    Files.write(shuffled, lines);
    var options = SandboxOptions.defaults().withSeed(shuffled);
    try (var other = Tenant.start(options)) {
      String here = withoutIds(plan(repo, "one.json"));
      repo.edit("rolecall.yaml", tenant.url().toString(), other.url().toString());
      repo.commit("Another tenant");
      assertEquals(here, withoutIds(plan(repo, "two.json")));
    }
  }

  private byte[] plan(RolesRepo from, String name) throws IOException {
    Path file = folder.resolve(name);
    from.cli().run("plan", "--out", file.toString()).ended(ExitCode.DONE);
    return Files.readAllBytes(file);
  }

  /** Ids differ between tenants, and with them digests. */
  private static String withoutIds(byte[] plan) {
    return new String(plan, UTF_8)
        .replaceAll("(usr|grp)_[0-9A-Z]{26}", "$1")
        .replaceAll("\"[0-9a-f]{16,64}\"", "\"digest\"")
        .replaceAll("127.0.0.1:[0-9]+", "tenant");
  }
}
